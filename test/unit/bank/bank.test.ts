import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parseBank } from "../../../src/core/bank/parseBank";
import { formatProblem } from "../../../src/core/bank/problem";
import type { Experiment, Question } from "../../../src/core/bank/question";
import { judge, type Outcome } from "../../../src/core/lab/judging/judging";
import { expectationFor, type Mark, readMarks } from "../../../src/core/lab/marks";
import terms from "../../fixtures/terms.json";

const files = readdirSync("questions", { recursive: true, encoding: "utf8" })
	.filter((path) => path.endsWith(".md"))
	.sort()
	.map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(`questions/${path}`, "utf8") }));
const bank = parseBank("dunder", files);
const newestPython = "3.99";
const filler = [
	"it is important to note",
	"in conclusion",
	"powerful",
	"robust",
	"seamless",
	"leverage",
	"delve",
	"crucial",
	"needless to say",
];

/** Markdown without its fenced code and the addresses of its links. */
function proseOf(text: string): string {
	return text.replace(/^(`{3,})[\s\S]*?^\1$/gm, "").replace(/\]\([^)]*\)/g, "]");
}

function wordsIn(text: string): number {
	return proseOf(text)
		.split(/\s+/)
		.filter((word) => /\w/.test(word)).length;
}

/** Every part of a question that a person reads as text. */
function readable(question: Question): string {
	const { title, answer, inDepth, keyPoints, pitfalls, followUps, experiments } = question;
	return [
		...[title, answer, inDepth, ...keyPoints, pitfalls],
		...followUps.flatMap((followUp) => [followUp.question, followUp.answer]),
		...experiments.flatMap(({ title: name, introduction, guess = "", why = "", tries }) => [
			name,
			introduction,
			guess,
			why,
			...tries,
		]),
	].join("\n\n");
}

/** Fails with all complaints about the bank at once. */
function holdsFor<Item>(items: readonly Item[], complaint: (item: Item) => string | false | undefined): void {
	const complaints = items.map(complaint).filter((text) => typeof text === "string");
	assert.deepEqual(complaints, []);
}

const experiments = bank.questions.flatMap((question) =>
	question.experiments.map((experiment) => ({ question, experiment, name: `${question.id}: ${experiment.title}` })),
);

describe("the bank", () => {
	it("parses without a problem, every file of it", () => {
		assert.deepEqual(bank.problems.map(formatProblem), []);
		assert.equal(bank.questions.length + bank.index.topics.length, files.length);
	});

	it("has eleven topics, each technical one with eight questions or more", () => {
		assert.equal(bank.index.topics.length, 11);
		holdsFor(bank.index.topics, ({ key }) => {
			const count = bank.index.questions.filter(({ topic }) => topic === key).length;
			return count < (key === "dunder:interview" ? 5 : 8) && `${key} has ${count}`;
		});
	});

	it("uses every term of a topic in its prose", () => {
		const missing = Object.entries(terms).flatMap(([topic, list]) => {
			const introduction = bank.index.topics.find(({ key }) => key === `dunder:${topic}`)?.introduction ?? "";
			const questions = bank.questions.filter((question) => question.topic === topic);
			const prose = proseOf([introduction, ...questions.map(readable)].join("\n\n")).replaceAll(/\s+/g, " ");
			return list.filter((term) => !contains(prose, term)).map((term) => `${topic}: ${term}`);
		});
		assert.deepEqual(missing, []);
	});

	it("keeps to the lengths of the standard", () => {
		const bounds = (name: string, text: string, least: number, most: number) => {
			const count = wordsIn(text);
			return (count < least || count > most) && `${name} has ${count} words, not ${least} to ${most}`;
		};
		holdsFor(bank.questions, ({ id, answer }) => bounds(`${id}: the answer`, answer, 60, 140));
		holdsFor(bank.questions, ({ id, inDepth }) => bounds(`${id}: in depth`, inDepth, 150, 400));
		holdsFor(bank.index.topics, ({ key, introduction }) => bounds(`${key}: the introduction`, introduction, 70, 130));
		holdsFor(
			bank.questions,
			({ id, keyPoints: { length } }) => (length < 3 || length > 7) && `${id}: ${length} key points`,
		);
		holdsFor(
			bank.questions,
			({ id, followUps: { length } }) => (length < 2 || length > 4) && `${id}: ${length} follow-ups`,
		);
		holdsFor(bank.questions, ({ id, sources }) => sources.length < 2 && `${id}: ${sources.length} source`);
	});

	it("links related questions both ways", () => {
		holdsFor(
			bank.questions.flatMap(({ id, related }) => related.map((other) => ({ id, other }))),
			({ id, other }) => {
				const back = bank.questions.find((question) => question.id === other)?.related;
				return !back?.includes(id) && `${other} does not link back to ${id}`;
			},
		);
	});

	it("has two experiments or more in each technical question, each small and complete", () => {
		holdsFor(
			bank.questions,
			({ id, topic, experiments: own }) => topic !== "interview" && own.length < 2 && `${id} has ${own.length}`,
		);
		holdsFor(
			experiments,
			({ name, experiment: { code } }) => code.trim().split("\n").length > 25 && `${name} is too long`,
		);
		holdsFor(
			experiments,
			({ name, experiment: { code } }) => code.split("\n").some((line) => line.length > 88) && `${name} is too wide`,
		);
		holdsFor(
			experiments,
			({ name, experiment: { guess, why, tries } }) =>
				(!guess || !why || tries.length === 0) && `${name} lacks a label`,
		);
		holdsFor(experiments, ({ name, experiment }) => guessesRight(experiment) && `${name}: the guess is the outcome`);
	});

	it("has a label for each question, plain text that tells it apart in its topic", () => {
		holdsFor(bank.questions, ({ id, title, short }) => short === title && `${id} has no label`);
		holdsFor(bank.questions, ({ id, short }) => short.includes("`") && `${id}: the label is plain text`);
		const starts = bank.questions.map(({ topic, short }) => `${topic}: ${short.slice(0, 20).toLowerCase()}`);
		assert.deepEqual(repeated(starts), []);
	});

	it("has no two titles and no two experiments alike", () => {
		assert.deepEqual(repeated(bank.questions.map(({ title }) => title.toLowerCase())), []);
		assert.deepEqual(repeated(experiments.map(({ experiment }) => experiment.code.trim())), []);
	});

	it("is judged right where its marks are the prediction, on each version, in other quotes and spacing too", () => {
		holdsFor(outcomes, ({ name, version, outcome, lines }) => {
			const typed = outcome.error ? lines : lines.map(respelled);
			const verdicts = [lines, typed].map((said) =>
				verdictOf(said.length === 0 ? ["nothing"] : said, outcome, version),
			);
			return (
				verdicts.some((verdict) => verdict !== "right") && `${name} on ${version}: ${lines.join(" ⏎ ")}, ${verdicts}`
			);
		});
	});

	it("accepts no guess, in full or any code in it, but for what a statement really prints or raises", () => {
		holdsFor(outcomes, ({ name, experiment: { guess = "" }, version, outcome, lines }) => {
			const spans = [...guess.matchAll(/(`+)(.*?)\1/g)].map(([, , code = ""]) => code.trim());
			const texts = [guess, guess.replace(/, (?:because|since)\b.*/s, ""), ...spans].filter(
				(text) => text.trim() !== "",
			);
			const isTrue = (text: string) =>
				text === lines.join("\n") || (outcome.output.length === 0 && text === outcome.error?.name);
			const accepted = texts.filter((text) => !isTrue(text) && verdictOf([text], outcome, version) === "right");
			return accepted.length > 0 && `${name} accepts ${accepted.join(" and ")} for ${lines.join(" ⏎ ")}`;
		});
	});

	it("has no filler", () => {
		holdsFor(bank.questions, (question) => {
			const text = readable(question).toLowerCase();
			const found = filler.filter((phrase) => text.includes(phrase));
			return found.length > 0 && `${question.id}: ${found.join(", ")}`;
		});
	});
});

/** Whether a term occurs in prose as a word of its own, perhaps with the ending `s`, `ed`, or `d`. */
function contains(prose: string, term: string): boolean {
	const escaped = term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
	const [before, after] = [/^\w/.test(term) ? "(?<!\\w)" : "", /\w$/.test(term) ? "(?:s|ed|d)?(?!\\w)" : ""];
	return new RegExp(`${before}${escaped}${after}`, term === "C" ? "" : "i").test(prose);
}

/** What each marked statement does on each version that its marks mention, on the newest one, and on 3.9. */
const outcomes = experiments.flatMap(({ experiment, name }) => {
	const { statements, atExit } = readMarks(experiment.code);
	return [...statements, ...(atExit ? [atExit] : [])].flatMap(({ marks }) =>
		[...new Set(["3.9.0", newestPython, ...marks.flatMap(({ since }) => since ?? [])])].map((version) => {
			return { experiment, name, version, ...outcomeOf(marks, version) };
		}),
	);
});

function outcomeOf(marks: readonly Mark[], version: string): { outcome: Outcome; lines: readonly string[] } {
	const { output, exception } = expectationFor(marks, version);
	const [, name = "", message = ""] = /^([^:]*)(?:: (.*))?$/.exec(exception ?? "") ?? [];
	const error = exception === undefined ? undefined : { name, module: "", qualname: "", message };
	return { outcome: { output, error }, lines: [...output, ...(exception === undefined ? [] : [exception])] };
}

function verdictOf(lines: readonly string[], outcome: Outcome, version: string) {
	return judge({ lines, hasException: outcome.error !== undefined && lines.length > 1 }, outcome, version);
}

/** A list, tuple, or dict of plain values, with other quotes and other spaces. Any other line is returned as it is. */
function respelled(line: string): string {
	const isPlain =
		/^(?:\[.*\]|\(.*,.*\)|\{.*\})$/.test(line) && /^(?:'[\w -]*'|-?\d+|True|False|None|, |: |[[\](){}])+$/.test(line);
	const isRepr = isPlain && !/\((?:'[\w -]*'|\w+)\)|\{[^}':]*[a-z]/.test(line);
	return isRepr ? line.replaceAll("'", '"').replaceAll(", ", ",").replaceAll(": ", ":") : line;
}

function guessesRight({ code, guess = "" }: Experiment): boolean {
	const outcome = readMarks(code).statements.flatMap(({ marks }) => {
		const { output, exception } = expectationFor(marks, newestPython);
		return [...output, ...(exception ? [exception] : [])];
	});
	return guess.replaceAll("`", "").trim() === outcome.join("\n").trim();
}

function repeated(texts: readonly string[]): string[] {
	return texts.filter((text, index) => texts.indexOf(text) !== index);
}

import { askedStatements } from "../lab/blanks";
import { askMarks, readMarks } from "../lab/marks";
import type { ProblemCode } from "./problem";
import type { Conditions, Experiment } from "./question";
import { findFences, joinLines, type Section, type SourceLine } from "./sections";

type Report = (code: ProblemCode, line: number, message: string) => void;

const requirementPattern = /^(?:(?:>=|<)\d+\.\d+|native|free-threaded)$/;
const labelPattern = /^- (\w+):\s*(.*)$/;
const labels = ["Guess", "Why", "Try"] as const;
type Label = (typeof labels)[number];

/** Parses one `### Title` of `## Experiments`. Returns `undefined` if it has no closed block of Python. */
export function parseExperiment(section: Section, report: Report): Experiment | undefined {
	const fences = findFences(section.lines);
	const fence = fences.find(({ info }) => /^python\b/.test(info));
	if (!fence) {
		report("experiment", section.line, "This experiment has no code. Add a block fenced with ```python.");
		return undefined;
	}
	if (!fence.closed) {
		return undefined;
	}
	for (const extra of fences.filter((other) => other !== fence)) {
		report("experiment", extra.line, "An experiment has one block of code. Give the second a `### Title` of its own.");
	}
	reportMarks(fence.code, fence.line, report);
	const opening = section.lines.findIndex(({ number }) => number === fence.line);
	const closing = opening + fence.code.split("\n").length + 1;
	const notes = readLabels(section.lines.slice(closing + 1), report);
	return {
		title: section.title,
		introduction: joinLines(section.lines.slice(0, opening)),
		code: fence.code,
		asked: askMarks(fence.code),
		conditions: parseConditions(fence.info, fence.line, report),
		guess: notes.find(({ label }) => label === "Guess")?.text,
		why: notes.find(({ label }) => label === "Why")?.text,
		tries: notes.filter(({ label }) => label === "Try").map(({ text }) => text),
		line: fence.line + 1,
	};
}

/**
 * Reports marks that belong to no statement or to one that has no blank, an `# at exit` line without marks below it, and
 * code without any marks.
 * `line` is the line above the code.
 */
function reportMarks(code: string, line: number, report: Report): void {
	const { statements, orphans, atExit } = readMarks(code);
	for (const orphan of orphans) {
		const message = "No statement stands above this mark. Put it after the statement that prints.";
		report("mark", line + orphan.line, message);
	}
	const asked = new Set(askedStatements(code, statements[0]?.startLine ?? 0).map(({ startLine }) => startLine));
	for (const { marks } of statements.filter(({ startLine }) => !asked.has(startLine))) {
		const message =
			"Nobody is asked about this statement: it only defines, imports, or names something plain. Mark the statement that prints.";
		report("mark", line + (marks[0]?.line ?? 0), message);
	}
	if (atExit?.marks.length === 0) {
		const message = "Nothing is marked at exit. Put a `# =>` below this line for each line that is printed there.";
		report("mark", line + atExit.line, message);
	}
	if (statements.length === 0 && orphans.length === 0 && !atExit) {
		const message = "Nothing here can be predicted. Mark an output with `# =>` or an exception with `# !!`.";
		report("experiment", line, message);
	}
}

/** Reads `- Guess:`, `- Why:`, and `- Try:`, each with its continuation lines. */
function readLabels(lines: readonly SourceLine[], report: Report): { readonly label: Label; readonly text: string }[] {
	const notes: { label: Label; text: string }[] = [];
	for (const { text, number, fenced } of lines) {
		const match = labelPattern.exec(text);
		const label = labels.find((known) => known === match?.[1]);
		const last = notes.at(-1);
		if (label) {
			notes.push({ label, text: match?.[2] ?? "" });
		} else if (last && /^\s+\S/.test(text)) {
			last.text += ` ${text.trim()}`;
		} else if (text.trim() !== "" && !fenced) {
			report(
				"experiment",
				number,
				"Only `- Guess:`, `- Why:` and `- Try:` stand below an experiment's code. Move this above it.",
			);
		}
	}
	return notes;
}

function parseConditions(info: string, line: number, report: Report): Conditions {
	const values: Record<string, readonly string[]> = {};
	for (const [, name = "", value = ""] of info.matchAll(/([\w-]+)="([^"]*)"/g)) {
		values[name] = value.split(/[\s,]+/).filter((word) => word !== "");
	}
	for (const name of Object.keys(values)) {
		if (!["requires", "packages", "normalize"].includes(name)) {
			report("fence", line, `Unknown option \`${name}\`. Known ones are \`requires\`, \`packages\` and \`normalize\`.`);
		}
	}
	const left = info.replace(/^python/, "").replace(/\s+[\w-]+="[^"]*"/g, "");
	if (left.trim() !== "") {
		report("fence", line, `\`${left.trim()}\` is not an option. Write options as \`name="value"\`.`);
	}
	const { requires = [], packages = [], normalize = [] } = values;
	for (const requirement of requires.filter((word) => !requirementPattern.test(word))) {
		report(
			"fence",
			line,
			`\`${requirement}\` is no requirement. Write \`>=3.12\`, \`<3.14\`, \`native\` or \`free-threaded\`.`,
		);
	}
	for (const name of normalize.filter((word) => word !== "addresses")) {
		report("fence", line, `\`${name}\` cannot be normalized. Only \`addresses\` can.`);
	}
	return { requires, packages, normalize };
}

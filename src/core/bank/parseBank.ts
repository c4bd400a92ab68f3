import { type ParsedQuestion, type ParsedTopic, parseQuestion, parseTopic } from "./parseQuestion";
import type { Problem } from "./problem";
import { type BankIndex, type Question, summaryOf } from "./question";
import { questionKey } from "./questionKey";

export interface BankFile {
	/** Path relative to the pack's folder, with `/`: `memory/topic.md`, `memory/management.md`. */
	readonly path: string;
	readonly text: string;
}

export interface ParsedBank {
	readonly pack: string;
	readonly index: BankIndex;
	/** All questions in reading order, as in the index. */
	readonly questions: readonly Question[];
	/** The file of each question, by question id. */
	readonly files: ReadonlyMap<string, string>;
	readonly problems: readonly Problem[];
}

/** Parses all files of the pack named `pack`. A problem in one file never keeps another file from being read. */
export function parseBank(pack: string, files: readonly BankFile[]): ParsedBank {
	const problems: Problem[] = [];
	const isTopic = ({ path }: BankFile) => path.endsWith("/topic.md");
	const topics = files
		.filter(isTopic)
		.flatMap(({ path, text }) => parseTopic(path, text, problems) ?? [])
		.sort((a, b) => a.order - b.order);
	const parsed = files
		.filter((file) => !isTopic(file))
		.flatMap(({ path, text }) => parseQuestion(path, text, problems) ?? []);
	const unique = withoutDuplicates(parsed, problems);
	reportDeadLinks(unique, problems);
	const ordered = topics.flatMap((topic) => inReadingOrder(topic, unique, problems));
	for (const { file, question } of unique.filter((entry) => !ordered.includes(entry))) {
		const message = `Topic "${question.topic}" has no usable topic.md. Add ${question.topic}/topic.md with a title and an order.`;
		problems.push({ code: "missing-topic", file, line: 1, message });
	}
	const questions = ordered.map(({ question }) => question);
	const key = (id: string) => questionKey(pack, id);
	const renamed = questions.flatMap(({ id, formerly }) => formerly.map((former) => [key(former), key(id)]));
	return {
		pack,
		index: {
			topics: topics.map(({ topic: { id, title, introduction } }) => ({ key: key(id), title, introduction })),
			questions: questions.map((question) => summaryOf(pack, question)),
			renamed: Object.fromEntries(renamed),
		},
		questions,
		files: new Map(ordered.map(({ question, file }) => [question.id, file])),
		problems,
	};
}

function withoutDuplicates(parsed: readonly ParsedQuestion[], problems: Problem[]): ParsedQuestion[] {
	const owners = new Map<string, string>();
	const claim = (id: string, file: string, line: number) => {
		const owner = owners.get(id);
		if (owner === undefined) {
			owners.set(id, file);
			return true;
		}
		const message = `The id "${id}" is taken by ${owner}. Rename this file or remove the old id.`;
		problems.push({ code: "duplicate-id", file, line, message });
		return false;
	};
	const unique = parsed.filter(({ question, file }) => claim(question.id, file, 1));
	for (const { question, file, formerlyLine } of unique) {
		for (const id of question.formerly) {
			claim(id, file, formerlyLine);
		}
	}
	return unique;
}

function reportDeadLinks(parsed: readonly ParsedQuestion[], problems: Problem[]): void {
	const known = new Set(parsed.flatMap(({ question }) => [question.id, ...question.formerly]));
	for (const { question, file, relatedLines } of parsed) {
		for (const [index, id] of question.related.entries()) {
			if (!known.has(id)) {
				const message = `No question has the id "${id}". Correct it or remove the entry.`;
				problems.push({ code: "related", file, line: relatedLines[index] ?? 1, message });
			}
		}
	}
}

function inReadingOrder({ topic, reading, file }: ParsedTopic, parsed: readonly ParsedQuestion[], problems: Problem[]) {
	const own = parsed.filter(({ question }) => question.topic === topic.id);
	const place = new Map<string, number>();
	for (const [index, { text, line }] of reading.entries()) {
		const id = `${topic.id}/${text}`;
		place.set(id, index);
		if (!own.some(({ question }) => question.id === id)) {
			const message = `No file ${text}.md stands in this folder. Correct the entry or remove it.`;
			problems.push({ code: "related", file, line, message });
		}
	}
	const rank = (id: string) => place.get(id) ?? reading.length;
	return own.sort((a, b) => rank(a.question.id) - rank(b.question.id) || (a.question.id < b.question.id ? -1 : 1));
}

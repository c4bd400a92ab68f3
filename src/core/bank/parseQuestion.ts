import { type Fields, readFrontMatter } from "./frontMatter";
import { parseExperiment } from "./parseExperiment";
import type { Problem } from "./problem";
import { type Level, levels, longestLabel, type Question, type Topic } from "./question";
import { findFences, joinLines, readLines, type Section, splitSections } from "./sections";

const requiredSections = ["Answer", "In depth", "Key points", "Pitfalls", "Follow-ups"] as const;
const knownSections: readonly string[] = [...requiredSections, "Experiments"];
const headingPattern = new RegExp(`^## (${knownSections.join("|")})$`, "m");
const idPattern = /^[a-z0-9-]{1,64}\/[a-z0-9-]{1,64}$/;

/** A question, and the lines of its `related` entries and of its `formerly` field, for checks across files. */
export interface ParsedQuestion {
	readonly question: Question;
	readonly file: string;
	readonly relatedLines: readonly number[];
	readonly formerlyLine: number;
}

export interface ParsedTopic {
	readonly topic: Omit<Topic, "key"> & { readonly id: string };
	readonly order: number;
	/** Slugs in reading order. Questions that are not listed follow, sorted by id. */
	readonly reading: readonly { readonly text: string; readonly line: number }[];
	readonly file: string;
}

/**
 * Parses `<topic>/<slug>.md`. Never throws. Returns the question if its path, front matter, title, level, and answer
 * can be read, even if there are other problems.
 */
export function parseQuestion(file: string, source: string, problems: Problem[]): ParsedQuestion | undefined {
	const id = file.replace(/\.md$/, "");
	if (!idPattern.test(id)) {
		problems.push({
			code: "name",
			file,
			line: 1,
			message:
				"A question's path is `<topic>/<slug>.md`, in small letters, digits and hyphens, at most 64 each. Rename it.",
		});
		return undefined;
	}
	const matter = readFrontMatter(file, source, problems);
	if (!matter) {
		return undefined;
	}
	const { fields } = matter;
	const header = readHeader(fields);
	const sections = readSections(matter.body, matter.bodyLine, fields);
	const text = (title: string) => joinLines(sections.get(title)?.lines ?? []);
	const children = (title: string) => splitSections(sections.get(title)?.lines ?? [], 3);
	reportEmpty(sections, fields);

	const followUps = children("Follow-ups").sections.map((section) => ({
		question: section.title,
		answer: joinLines(section.lines),
	}));
	const experiments = children("Experiments").sections.flatMap(
		(section) => parseExperiment(section, fields.report) ?? [],
	);
	fields.reportUnread();
	const answer = text("Answer");
	if (!header.title || !header.level || answer === "") {
		return undefined;
	}
	return {
		question: {
			id,
			topic: id.slice(0, id.indexOf("/")),
			title: header.title,
			short: header.short ?? header.title,
			level: header.level,
			tags: header.tags,
			sources: header.sources,
			related: header.related.map((entry) => entry.text),
			formerly: header.formerly,
			answer,
			inDepth: text("In depth"),
			keyPoints: bulletsOf(text("Key points")),
			pitfalls: text("Pitfalls"),
			followUps,
			experiments,
		},
		file,
		relatedLines: header.related.map((entry) => entry.line),
		formerlyLine: fields.line("formerly"),
	};
}

/** Parses `<topic>/topic.md`. Returns the topic if its title and order can be read. */
export function parseTopic(file: string, source: string, problems: Problem[]): ParsedTopic | undefined {
	const matter = readFrontMatter(file, source, problems);
	if (!matter) {
		return undefined;
	}
	const { fields } = matter;
	const title = fields.text("title", "the topic's name in the sidebar");
	const order = fields.number("order", "the topic's place in the sidebar");
	const reading = fields.list("questions", "the slugs of its questions in reading order");
	fields.reportUnread();
	const introduction = matter.body.trim();
	if (introduction === "") {
		fields.report(
			"section",
			matter.bodyLine,
			"The topic has no introduction. Write one paragraph below the front matter.",
		);
	}
	if (!title || order === undefined) {
		return undefined;
	}
	return { topic: { id: file.slice(0, file.indexOf("/")), title, introduction }, order, reading, file };
}

function readHeader(fields: Fields) {
	const title = fields.text("title", "the question as an interviewer asks it");
	const short = readLabel(fields);
	const levelText = fields.text("level", `one of ${levels.join(", ")}`);
	const level = levels.find((known): known is Level => known === levelText);
	if (levelText && !level) {
		fields.report("field", fields.line("level"), `\`${levelText}\` is no level. Use one of ${levels.join(", ")}.`);
	}
	const tags = fields.list("tags", "`[gc, memory]`").map((entry) => entry.text);
	const sources = fields.list("sources", "one address a line");
	for (const source of sources.filter((entry) => !/^https?:\/\/\S+$/.test(entry.text))) {
		fields.report("field", source.line, "A source is an address that starts with https:// or http://.");
	}
	const related = fields.list("related", "ids of questions, such as `memory/weak-references`");
	const formerly = fields.list("formerly", "ids that the question had before").map((entry) => entry.text);
	return { title, short, level, tags, sources: sources.map((entry) => entry.text), related, formerly };
}

function readLabel(fields: Fields): string | undefined {
	const label = fields.optionalText("short", `a label of at most ${longestLabel} characters`);
	if (label === undefined || label.length <= longestLabel) {
		return label;
	}
	const message = `\`short\` has ${label.length} characters, and at most ${longestLabel} fit into a side bar. Shorten it.`;
	fields.report("field", fields.line("short"), message);
	return undefined;
}

/** The `##` sections by title. Reports missing, unknown, duplicate, and unclosed parts, and text outside a section. */
function readSections(body: string, bodyLine: number, fields: Fields): Map<string, Section> {
	const lines = readLines(body, bodyLine);
	// A block that contains a known heading wasn't closed either: the opening fence of the next block closed it.
	const unclosed = findFences(lines).find(({ closed, code }) => !closed || headingPattern.test(code));
	if (unclosed) {
		fields.report("fence", unclosed.line, "This code block never ends. Close it with a line of the same backticks.");
	}
	const { before, sections } = splitSections(lines, 2);
	const stray = before.find((line) => line.text.trim() !== "");
	if (stray) {
		fields.report("section", stray.number, "This text belongs to no section. Move it under `## Answer`.");
	}
	const found = new Map<string, Section>();
	for (const section of sections) {
		if (!knownSections.includes(section.title)) {
			const known = knownSections.join(", ");
			fields.report("unknown-section", section.line, `Unknown section "${section.title}". Known ones are ${known}.`);
		} else if (found.has(section.title)) {
			fields.report("duplicate-section", section.line, `"${section.title}" stands here a second time. Merge the two.`);
		} else {
			found.set(section.title, section);
		}
	}
	for (const title of unclosed ? [] : requiredSections.filter((name) => !found.has(name))) {
		fields.report("missing-section", 1, `Section "${title}" is missing. Add a \`## ${title}\` heading.`);
	}
	return found;
}

function reportEmpty(sections: ReadonlyMap<string, Section>, { report }: Fields): void {
	for (const { title, line, lines } of sections.values()) {
		const { before, sections: children } = splitSections(lines, 3);
		const isEmpty = joinLines(lines) === "";
		if (isEmpty) {
			report("section", line, `Section "${title}" is empty. Write it or remove the heading.`);
		} else if (title === "Key points" && bulletsOf(joinLines(lines)).length === 0) {
			report("section", line, "Key points are a list: start each with `- `.");
		} else if (title === "Follow-ups" || title === "Experiments") {
			const stray = before.find((entry) => entry.text.trim() !== "");
			if (stray) {
				report(
					"section",
					stray.number,
					`Only \`###\` headings stand directly under "${title}". Give this text a heading.`,
				);
			}
			for (const child of children.filter((entry) => joinLines(entry.lines) === "" || entry.title === "")) {
				report("section", child.line, "This heading has no title or no text below it. Complete it or remove it.");
			}
		}
	}
}

/** The items of a Markdown list, each with its continuation lines joined. */
function bulletsOf(list: string): string[] {
	return list
		.split(/^- /m)
		.slice(list.startsWith("- ") ? 0 : 1)
		.map((item) => item.trim().replace(/\s*\n\s*/g, " "))
		.filter((item) => item !== "");
}

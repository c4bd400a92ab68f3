import type { Conditions, Experiment, ScratchQuestion } from "./question";
import { readSign } from "./sign";

/** First lines that keep type checkers, linters and formatters from showing an answer or moving a mark. */
const quiet = [
	"# type: ignore",
	"# ruff: noqa",
	"# flake8: noqa",
	"# pylint: skip-file",
	"# fmt: off",
	"# isort: skip_file",
];
const invitation =
	"Replace each `?` by what you think the statement prints, or by the exception that it raises. Then run the file and compare.";
/** Of comments: what an editor shows before its minimap, beside the panel, in a laptop's window. */
const width = 43;
const openingPattern = /^# ?region\b ?(.*)/;
const closingPattern = /^# ?endregion\b/;

/** The path of a question's scratch file below the scratch folder. No Python module can have its name, so it shadows none. */
export function scratchPath(id: string): string {
	const [topic, slug] = id.split("/");
	return `${topic}/${slug}/scratch-${slug}.py`;
}

/** The id of the question whose scratch file ends in this path, or nothing. */
export function questionOfScratch(path: string): string | undefined {
	const match = /(?:^|[\\/])([a-z0-9-]+)[\\/]([a-z0-9-]+)[\\/]scratch-([a-z0-9-]+)\.py$/.exec(path);
	return match && match[2] === match[3] ? `${match[1]}/${match[2]}` : undefined;
}

/** The text of a question's scratch file: its experiments with every outcome left out. */
export function composeScratch(question: ScratchQuestion): string {
	const header = [...quiet, "#", ...comment(question.title), "#", ...comment(invitation)];
	const regions = question.experiments.map((experiment, index) => composeRegion(experiment, index + 1));
	return `${[header.join("\n"), ...regions].join("\n\n")}\n`;
}

function composeRegion({ title, introduction, conditions, asked, tries }: Experiment, number: number): string {
	const needs = describeConditions(conditions);
	const above = [introduction, needs].filter((text) => text !== "").flatMap(comment);
	const below = tries.flatMap((change) => comment(`Try: ${change}`));
	return [
		`# region ${number}. ${title}`,
		above.join("\n"),
		asked.trim(),
		...(below.length > 0 ? [below.join("\n")] : []),
		"# endregion",
	].join("\n\n");
}

/** One experiment of a scratch file, as the person has it now. */
export interface Region {
	/** In the order of the file, from 1. */
	readonly number: number;
	/** The rest of its `# region` line; empty for a file without regions, which is one experiment. */
	readonly title: string;
	/** 1-based lines of `# region` and `# endregion`, or of the whole file. */
	readonly startLine: number;
	readonly endLine: number;
	/** 1-based lines of its code. */
	readonly firstLine: number;
	readonly lastLine: number;
	/** Its code on the lines that it has in the file, below empty ones. */
	readonly source: string;
}

/**
 * The experiments of a scratch file. A region within another is part of it; one that is not closed ends where the next
 * begins, or with the file.
 */
export function readRegions(text: string): Region[] {
	const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
	const { openings, closings } = findMarkers(lines);
	const regions: Region[] = [];
	for (const [index, opening] of openings.entries()) {
		if (opening < (regions.at(-1)?.endLine ?? 0)) {
			continue;
		}
		const closing = closings.get(opening);
		const stop = closing ?? openings[index + 1] ?? lines.length;
		regions.push({
			number: regions.length + 1,
			title: openingPattern.exec(lines[opening] ?? "")?.[1]?.trim() ?? "",
			startLine: opening + 1,
			endLine: closing === undefined ? stop : closing + 1,
			firstLine: opening + 2,
			lastLine: stop,
			source: [...lines.slice(0, opening + 1).map(() => ""), ...lines.slice(opening + 1, stop), ""].join("\n"),
		});
	}
	if (regions.length > 0) {
		return regions;
	}
	const [first, last] = [1, lines.length];
	const source = `${lines.join("\n")}\n`;
	return [{ number: 1, title: "", startLine: first, endLine: last, firstLine: first, lastLine: last, source }];
}

/** The 0-based lines on which regions open, and by them those on which they close. */
function findMarkers(lines: readonly string[]) {
	const openings: number[] = [];
	const closings = new Map<number, number>();
	const open: number[] = [];
	for (const [index, line] of lines.entries()) {
		if (openingPattern.test(line)) {
			openings.push(index);
			open.push(index);
		} else if (closingPattern.test(line)) {
			const opening = open.pop();
			if (opening !== undefined) {
				closings.set(opening, index);
			}
		}
	}
	return { openings, closings };
}

/** The experiment of the bank that a region was made from; nothing where its title is another. */
export function experimentOf({ experiments }: ScratchQuestion, { title }: Region): Experiment | undefined {
	// The number tells apart those with one title; it is another once the bank has an experiment more.
	const [, number, name] = /^(\d+)\. (.*)$/.exec(title) ?? [];
	const numbered = experiments[Number(number) - 1];
	return numbered?.title === name ? numbered : experiments.find((experiment) => experiment.title === name);
}

/** What an experiment needs to run, as a sentence; empty where it runs anywhere. */
export function describeConditions(conditions: Conditions): string {
	const needs = describeNeeds(conditions);
	return needs === "" ? "" : `Needs ${needs}.`;
}

/** `Python 3.12 or newer and the package numpy`; empty where an experiment runs anywhere. */
export function describeNeeds({ requires, packages }: Pick<Conditions, "requires" | "packages">): string {
	return [
		...requires.map((requirement) =>
			requirement
				.replace(/^>=(.+)$/, "Python $1 or newer")
				.replace(/^<(.+)$/, "a Python before $1")
				.replace(/^native$/, "a Python that is no WebAssembly build")
				.replace(/^free-threaded$/, "a free-threaded build of Python"),
		),
		...packages.map((name) => `the package ${name}`),
	].join(" and ");
}

/** Markdown prose as comment lines of at most `width` columns. */
function comment(text: string): string[] {
	const lines: string[] = [];
	for (const paragraph of text.split(/\n\s*\n/)) {
		if (lines.length > 0) {
			lines.push("#");
		}
		let line = "#";
		for (const word of paragraph.split(/\s+/).filter((part) => part !== "")) {
			if (line !== "#" && line.length + 1 + word.length > width) {
				lines.push(line);
				line = "#";
			}
			line += ` ${word}`;
		}
		lines.push(line);
	}
	// Prose may begin a line with a word that a region or a mark begins with. Behind two spaces it is prose.
	return lines.map((line) => (isMarker(line) ? line.replace("# ", "#  ") : line));
}

function isMarker(line: string): boolean {
	return openingPattern.test(line) || closingPattern.test(line) || readSign(line) !== undefined;
}

import type { Conditions, Experiment, Question } from "./question";

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
const width = 72;

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
export function composeScratch(question: Question): string {
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

/** What an experiment needs to run, as a sentence; empty where it runs anywhere. */
export function describeConditions({ requires, packages }: Conditions): string {
	const needs = [
		...requires.map((requirement) =>
			requirement
				.replace(/^>=(.+)$/, "Python $1 or newer")
				.replace(/^<(.+)$/, "a Python before $1")
				.replace(/^native$/, "a Python that is no WebAssembly build")
				.replace(/^free-threaded$/, "a free-threaded build of Python"),
		),
		...packages.map((name) => `the package ${name}`),
	];
	return needs.length === 0 ? "" : `Needs ${needs.join(" and ")}.`;
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
	return lines;
}

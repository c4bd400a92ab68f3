import * as l10n from "@vscode/l10n";
import type { Experiment, ScratchQuestion } from "../bank/question";
import { isMarker } from "./markers";
import { describeConditions } from "./scratch";
import { readSign } from "./sign";

/** The first lines, which keep type checkers, linters, and formatters from showing an answer or moving a mark. */
const quiet = [
	"# type: ignore",
	"# ruff: noqa",
	"# flake8: noqa",
	"# pylint: skip-file",
	"# fmt: off",
	"# isort: skip_file",
];
/** The width of comments: the columns that an editor beside the panel shows in front of its minimap on a laptop. */
const width = 43;

/**
 * The text of a question's scratch file: its experiments without their outcomes. What is read back from such a file is
 * the same in every language: the markers of regions, the marks, and `# at exit`.
 */
export function composeScratch(question: Pick<ScratchQuestion, "title" | "experiments">): string {
	const invitation = l10n.t(
		"Replace each `?` by what you think the statement prints, or by the exception that it raises. Then run the file and compare.",
	);
	const header = [...quiet, "#", ...comment(question.title), "#", ...comment(invitation)];
	const regions = question.experiments.map((experiment, index) => composeRegion(experiment, index + 1));
	return `${[header.join("\n"), ...regions].join("\n\n")}\n`;
}

function composeRegion({ title, introduction, conditions, asked, tries }: Experiment, number: number): string {
	const needs = describeConditions(conditions);
	const above = [introduction, needs].filter((text) => text !== "").flatMap(comment);
	const below = tries.flatMap((change) => comment(l10n.t("Try: {0}", change)));
	return [
		`# region ${number}. ${title}`,
		above.join("\n"),
		asked.trim(),
		...(below.length > 0 ? [below.join("\n")] : []),
		"# endregion",
	].join("\n\n");
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
	// Prose can begin a line like a marker or a mark. With two spaces after the `#`, the line is read as neither.
	return lines.map((line) => (isMarker(line) || readSign(line) ? line.replace("# ", "#  ") : line));
}

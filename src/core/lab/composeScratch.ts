import * as l10n from "@vscode/l10n";
import type { Experiment, ScratchQuestion } from "../bank/question";
import { nothing } from "./judging/wordings";
import { isMarker } from "./markers";
import { describeConditions, withoutBackticks } from "./scratch";
import { readSign } from "./sign";

/**
 * What keeps type checkers, linters, and formatters from showing an answer or moving a mark. The first two must come
 * before any code: mypy ignores a file only then, and `# fmt: off` acts from its line on. Each has a line of its own,
 * because Ruff does not read a comment that begins with another.
 */
const quietAbove = ["# type: ignore", "# fmt: off"];
/** The ones that apply to the whole file from anywhere in it. They stand at its end, so that it begins with its question. */
const quietBelow = ["# ruff: noqa", "# flake8: noqa", "# pylint: skip-file", "# isort: skip_file"];
/** The width of comments: the columns that an editor beside the panel shows in front of its minimap on a laptop. */
const width = 43;

/**
 * The text of a question's scratch file: its experiments without their outcomes. What is read back from such a file is
 * the same in every language: the markers of regions, the marks, and `# at exit`.
 */
export function composeScratch(question: Pick<ScratchQuestion, "title" | "experiments">): string {
	const invitation = l10n.t(
		"Replace each ? with what you expect the statement to print, or with the exception that it raises. Write {0} if nothing is printed. Then run the experiment.",
		nothing,
	);
	const header = [...comment(question.title), "#", ...comment(invitation), "", ...quietAbove].join("\n");
	const regions = question.experiments.map((experiment, index) => composeRegion(experiment, index + 1));
	return `${[header, ...regions, quietBelow.join("\n")].join("\n\n")}\n`;
}

function composeRegion({ title, introduction, conditions, asked, tries }: Experiment, number: number): string {
	const needs = describeConditions(conditions);
	const above = [introduction, needs].filter((text) => text !== "").flatMap(comment);
	const below = tries.flatMap((change) => comment(l10n.t("Try: {0}", change)));
	return [
		`# region ${number}. ${withoutBackticks(title)}`,
		above.join("\n"),
		asked.trim(),
		...(below.length > 0 ? [below.join("\n")] : []),
		"# endregion",
	].join("\n\n");
}

/** Markdown prose as comment lines of at most `width` columns. Inline code is not split, and has no backticks. */
function comment(text: string): string[] {
	const lines: string[] = [];
	for (const paragraph of text.split(/\n\s*\n/)) {
		if (lines.length > 0) {
			lines.push("#");
		}
		let line = "#";
		for (const word of wordsOf(paragraph)) {
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

/** What must stay on one line: a word, or inline code together with what adjoins it. Code that is wider than a line is split. */
function wordsOf(paragraph: string): string[] {
	const parts = paragraph.match(/(?:`[^`]+`|[^\s`]|`)+/g) ?? [];
	return parts.map(withoutBackticks).flatMap((part) => (part.length + 2 > width ? part.split(/\s+/) : [part]));
}

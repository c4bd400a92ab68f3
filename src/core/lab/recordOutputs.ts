import { printable, shorten } from "../text/outputText";
import { nothing } from "./judging/wordings";
import { type ExitMarks, type Mark, readPredictions } from "./marks";
import { exitReport, type Run } from "./prediction";
import { outlinePython } from "./python";
import { describeError, type StatementReport } from "./runReport";

const longestLine = 88;

/**
 * The source of an experiment with marks for what its statements did, in place of its former marks. Statements that
 * printed nothing and had no marks stay as they are. What was printed after the last statement is put below
 * `# at exit`.
 */
export function recordOutputs(source: string, run: Pick<Run, "statements" | "atExit">): string {
	const lines = source.split("\n");
	const { statements, comments } = outlinePython(source);
	const commented = new Set(comments.map(({ line }) => line));
	const predictions = readPredictions(source);
	const marked = new Map(predictions.statements.map(({ startLine, marks }) => [startLine, marks]));
	// Starts at the bottom, so that the lines above keep their numbers.
	recordExit(lines, exitReport(run), predictions.atExit);
	for (const report of [...run.statements].reverse()) {
		const marks = marked.get(report.line) ?? [];
		const record = recordOf(report, marks.length > 0);
		const end = statements.find(({ startLine }) => startLine === report.line)?.endLine;
		if (end !== undefined) {
			const at = marks[0]?.line ?? end;
			const indent = at === end ? "" : (/^\s*/.exec(lines[at - 1] ?? "")?.[0] ?? "");
			removeMarks(lines, marks);
			// After a comment, the mark would be a part of that comment.
			const mayBeBeside = marks.length > 0 || !commented.has(at);
			lines.splice(at - 1, 1, ...withRecord(lines[at - 1] ?? "", record, indent, mayBeBeside));
		}
	}
	return lines.join("\n");
}

/** Puts what was printed after the last statement below `# at exit`, and adds that line at the end if there is none. */
function recordExit(lines: string[], report: StatementReport, atExit: ExitMarks | undefined): void {
	const marks = atExit?.marks ?? [];
	const record = recordOf(report, marks.length > 0);
	if (atExit) {
		const at = marks[0]?.line ?? atExit.line;
		removeMarks(lines, marks);
		lines.splice(at - 1, 1, ...withRecord(lines[at - 1] ?? "", record, "", false));
	} else if (record.length > 0) {
		const end = lines.findLastIndex((line) => line.trim() !== "") + 1;
		lines.splice(end, 0, "# at exit", ...record);
	}
}

function recordOf({ output, error }: StatementReport, isMarked: boolean): string[] {
	const printed = shorten(output).map((text) => `# => ${text}`.trimEnd());
	if (error) {
		return [...printed, `# !! ${printable(describeError(error))}`.trimEnd()];
	}
	return printed.length === 0 && isMarked ? [`# => ${nothing}`] : printed;
}

/** Removes marks. Lines that contained nothing else are removed too, except for the line of the first mark. */
function removeMarks(lines: string[], marks: readonly Mark[]): void {
	for (const { line, column } of [...marks].reverse()) {
		const code = (lines[line - 1] ?? "").slice(0, column).trimEnd();
		lines.splice(line - 1, 1, ...(code === "" && line !== marks[0]?.line ? [] : [code]));
	}
}

function withRecord(code: string, record: readonly string[], indent: string, mayBeBeside: boolean): readonly string[] {
	const beside = `${code}  ${record[0]}`;
	if (record.length === 1 && code !== "" && mayBeBeside && beside.length <= longestLine) {
		return [beside];
	}
	return [...(code === "" ? [] : [code]), ...record.map((mark) => `${indent}${mark}`)];
}

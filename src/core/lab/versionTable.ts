import * as l10n from "@vscode/l10n";
import { escapeBars, escapeMarkdown, tableLine } from "../text/markdown";
import { inlineCode, shorten } from "../text/outputText";
import { describeVersions } from "../text/versions";
import { withoutAddresses } from "./judging/addresses";
import { exitLine } from "./prediction";
import { isCPython, type NamedPython, nameOfPython } from "./pythonName";

/** What the statements of an experiment did on one Python. */
export interface VersionColumn extends NamedPython {
	/** Whether the column comes from the bank's record and not from a run. */
	readonly isRecorded: boolean;
	/**
	 * Results by line of the statement. A statement without a result printed nothing or, if there is a note, may not have
	 * been reached.
	 */
	readonly results: ReadonlyMap<number, readonly string[]>;
	/** Why results are missing. */
	readonly note: string | undefined;
}

export interface TableRow {
	/** 1-based, or `exitLine` for what is printed after the last statement. */
	readonly line: number;
	/** The statement's first line. */
	readonly code: string;
}

/** The lines of a result, or `undefined` for an empty cell, if the run may not have reached the statement. */
type Cell = readonly string[] | undefined;

/**
 * A Markdown table of statements by versions, in which results that differ from most of their row are marked.
 * Neighboring CPython versions with the same results share a column. If there are results on CPython, only they decide
 * what is usual.
 */
export function versionTable(title: string, rows: readonly TableRow[], columns: readonly VersionColumn[]): string {
	const shown = rows
		.filter(({ line }) => columns.some(({ results }) => (results.get(line) ?? []).length > 0))
		.map(({ line, code }) => ({ line, code, cells: columns.map((column) => cellOf(column, line)) }));
	const groups = groupsOf(
		columns,
		shown.map(({ cells }) => cells),
	);
	const heads = groups.map((group) => headOf(group.flatMap((index) => columns[index] ?? [])));
	const body = shown.map(({ line, code, cells }) => {
		const usual = usualOf(columns, cells);
		const texts = groups
			.map(([first = 0]) => cells[first])
			.map((cell) => (differs(cell, usual) ? `**≠** ${cellText(cell)}` : cellText(cell)));
		const place = line === exitLine ? ["", l10n.t("at exit")] : [`${line}`, escapeBars(inlineCode(code))];
		return tableLine([...place, ...texts]);
	});
	const notes = columns.flatMap((column) =>
		column.note ? [`- ${nameOfPython(column)}: ${escapeMarkdown(column.note)}`] : [],
	);
	return [
		`# ${escapeMarkdown(title) || l10n.t("Experiment")}`,
		"",
		summaryOf(
			columns,
			shown.map(({ cells }) => cells),
		),
		"",
		tableLine([l10n.t("Line"), l10n.t("Statement"), ...heads]),
		tableLine(["---:", ...["", ...heads].map(() => "---")]),
		...body,
		"",
		...notes,
		"",
	].join("\n");
}

function cellOf({ results, note }: VersionColumn, line: number): Cell {
	return results.get(line) ?? (note ? undefined : []);
}

/** The indexes of the columns, grouped so that neighbors with the same content are together. */
function groupsOf(columns: readonly VersionColumn[], rows: readonly (readonly Cell[])[]): number[][] {
	const keys = columns.map((column, index) =>
		JSON.stringify([labelOf(column), column.note, rows.map((cells) => cells[index] && contentOf(cells[index]))]),
	);
	const groups: number[][] = [];
	for (const [index, key] of keys.entries()) {
		if (index > 0 && key === keys[index - 1]) {
			groups.at(-1)?.push(index);
		} else {
			groups.push([index]);
		}
	}
	return groups;
}

/** The name of a Python that shares no column with other versions, or `undefined` for a CPython with the GIL. */
function labelOf(column: VersionColumn): string | undefined {
	return isCPython(column) && !column.isFreeThreaded ? undefined : nameOfPython(column);
}

/**
 * The heading of a column: `3.9–3.13 run here; 3.14, 3.15 recorded`. A single version is written in full, and a Python that
 * is not CPython is named.
 */
function headOf(group: readonly VersionColumn[]): string {
	const label = group[0] && labelOf(group[0]);
	if (label !== undefined) {
		return escapeMarkdown(label.replace(/^Python /, ""));
	}
	const describe = (isRecorded: boolean) => {
		const versions = group.filter((column) => column.isRecorded === isRecorded).map(({ version }) => version);
		return versions.length > 1 ? describeVersions(versions) : versions.join();
	};
	const [run, recorded] = [describe(false), describe(true)];
	if (recorded === "") {
		return run;
	}
	return run === "" ? l10n.t("{0} recorded", recorded) : l10n.t("{0} run here; {1} recorded", run, recorded);
}

function summaryOf(columns: readonly VersionColumn[], rows: readonly (readonly Cell[])[]): string {
	if (rows.length === 0) {
		return l10n.t("No statement printed anything.");
	}
	if (rows.some((cells) => cells.some((cell) => differs(cell, usualOf(columns, cells))))) {
		return columns.every(isCPython) || !columns.some(isCPython)
			? l10n.t("Cells marked **≠** differ from the most frequent result of their row (of several, from the first).")
			: l10n.t(
					"Cells marked **≠** differ from the most frequent result of their row on CPython (of several, from the first).",
				);
	}
	const isWhole = rows.every((cells) => cells.length > 1 && cells.every((cell) => cell !== undefined));
	return isWhole ? l10n.t("Same output on every version.") : l10n.t("No two of them differ.");
}

function differs(cell: Cell, usual: string | undefined): boolean {
	return cell !== undefined && contentOf(cell) !== usual;
}

/**
 * The most frequent content of a row, or the first if several are equally frequent. Only results on CPython count if
 * there are any.
 */
function usualOf(columns: readonly VersionColumn[], cells: readonly Cell[]): string | undefined {
	const ofCPython = cells.filter((cell, index) => cell && columns[index] && isCPython(columns[index]));
	const counts = new Map<string, number>();
	for (const cell of ofCPython.length > 0 ? ofCPython : cells) {
		if (cell) {
			const content = contentOf(cell);
			counts.set(content, (counts.get(content) ?? 0) + 1);
		}
	}
	return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0];
}

/** The text by which cells are compared. It has no addresses of objects, because they differ in each run. */
function contentOf(cell: readonly string[]): string {
	return withoutAddresses(cell.join("\n"));
}

function cellText(cell: Cell): string {
	const lines = cell && shorten(cell).map((line) => escapeBars(inlineCode(line)));
	return lines?.length === 0 ? l10n.t("nothing") : (lines?.join("<br>") ?? "");
}

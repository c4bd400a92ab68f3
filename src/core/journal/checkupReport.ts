import * as l10n from "@vscode/l10n";
import { escapeBars, escapeMarkdown, tableLine } from "../text/markdown";
import { inlineCode } from "../text/outputText";
import type { Checkup } from "./checkup";
import { thingsToDo, thingsToKnow } from "./checkupAdvice";
import type { BackupFacts, CheckupFacts, Inspection, SegmentFacts } from "./checkupFacts";

/** The most rows of a table. With a disk that is damaged there could be thousands. */
const mostRows = 100;

/** The document about a check, as Markdown. */
export function checkupReport(facts: CheckupFacts): string {
	const toDo = thingsToDo(facts);
	const toKnow = thingsToKnow(facts);
	const nothing = l10n.t("Nothing: everything can be read, and nothing is missing.");
	return [
		`# ${l10n.t("Check of your data")}`,
		l10n.t("Checked on {0}. Nothing was changed.", facts.time),
		`## ${l10n.t("What to do")}`,
		toDo.length === 0 ? nothing : list(toDo, (_, index) => `${index + 1}.`),
		...(toKnow.length > 0 ? [`## ${l10n.t("Good to know")}`, list(toKnow, () => "-")] : []),
		`## ${l10n.t("What there is")}`,
		table(["", ""], summaryOf(facts)),
		...section(l10n.t("Machines"), machineHeads(), machinesOf(facts)),
		...section(l10n.t("Files with a fault"), [l10n.t("File"), l10n.t("Fault")], faultsOf(facts.inspection)),
		...section(l10n.t("Copies by sync programs"), copyHeads(), copiesOf(facts.checkup)),
		...section(l10n.t("Copies of lines that cannot be read"), copiedHeads(), copiedLinesOf(facts.inspection)),
		...section(l10n.t("Backups"), backupHeads(), facts.backups.map(backupRow)),
	]
		.map((part) => `${part}\n`)
		.join("\n");
}

function summaryOf({ root, inspection, checkup, unsaved, dayOf }: CheckupFacts): string[][] {
	const { segments, awaited, lacking, copiedLines, leftovers } = inspection;
	const { machines, entries, newer, gaps, copies } = checkup;
	const days = machines.flatMap(({ first, last }) => [first, last]);
	const dayAt = (at: number) => (days.length > 0 ? dayOf(at) : l10n.t("none"));
	const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
	const rows: [string, string | number][] = [
		[l10n.t("Folder"), code(root)],
		[l10n.t("Machines"), machines.length],
		[l10n.t("Files"), segments.length],
		[l10n.t("Entries"), entries.count],
		[l10n.t("First day"), dayAt(Math.min(...days))],
		[l10n.t("Last day"), dayAt(Math.max(...days))],
		[l10n.t("Entries of this window that are not saved"), unsaved],
		[l10n.t("Entries that were seen and are in no file any longer"), lacking.length],
		[l10n.t("Entries by a newer version of Dunder"), newer],
		[l10n.t("Ids with different contents"), entries.clashes],
		[l10n.t("Numbers missing in sequences"), gaps],
		[l10n.t("Lines that cannot be read"), sum(segments.map(({ damaged, torn }) => damaged + Number(torn)))],
		[l10n.t("Copies of such lines"), sum(copiedLines.map(({ lines }) => lines))],
		[l10n.t("Files that cannot be read"), segments.filter(({ problem }) => problem !== undefined).length],
		[l10n.t("Files that a cloud drive has not fetched"), awaited.length],
		[l10n.t("Copies by sync programs"), copies.length],
		[l10n.t("Temporary files that are left over"), leftovers.length],
		[l10n.t("Bytes in them"), sum(leftovers.map(({ bytes }) => bytes))],
	];
	return rows.map(([label, value]) => [label, String(value)]);
}

function machineHeads(): string[] {
	return [l10n.t("Machine"), l10n.t("Entries"), l10n.t("First day"), l10n.t("Last day")];
}

function machinesOf({ checkup: { machines }, dayOf }: CheckupFacts): string[][] {
	return machines.map(({ device, entries, first, last }) => [code(device), String(entries), dayOf(first), dayOf(last)]);
}

/** The files that are not as they should be, each with what is wrong with it. */
function faultsOf({ segments, awaited, missing, others }: Inspection): string[][] {
	return [
		...segments.flatMap((segment) => faultsOfSegment(segment).map((fault) => [segment.path, fault])),
		...missing.map((path) => [path, l10n.t("has lost entries that this machine has seen")]),
		...awaited.map((path) => [path, l10n.t("not fetched by a cloud drive")]),
		...others.map((path) => [path, l10n.t("not read: no file of Dunder")]),
	].map(([path = "", fault = ""]) => [code(path), fault]);
}

function faultsOfSegment({ bytes, damaged, torn, encoding, problem }: SegmentFacts): string[] {
	return [
		...(problem === undefined ? [] : [l10n.t("cannot be read: {0}", escapeMarkdown(problem))]),
		...(damaged > 0 ? [l10n.t("lines that cannot be read: {0}", damaged)] : []),
		...(torn ? [l10n.t("ends within a line")] : []),
		...(encoding === undefined ? [] : [l10n.t("saved as {0} by another program", encoding)]),
		...(bytes === 0 ? [l10n.t("empty")] : []),
	];
}

function copyHeads(): string[] {
	return [l10n.t("File"), l10n.t("Entries"), l10n.t("In no other file")];
}

function copiesOf({ copies }: Checkup): string[][] {
	return copies.map(({ path, entries, only }) => [code(path), String(entries), String(only)]);
}

function copiedHeads(): string[] {
	return [l10n.t("File"), l10n.t("Lines")];
}

function copiedLinesOf({ copiedLines }: Inspection): string[][] {
	return copiedLines.map(({ path, lines }) => [code(path), String(lines)]);
}

function backupHeads(): string[] {
	return [
		l10n.t("Backup"),
		l10n.t("Entries"),
		l10n.t("A restore would add"),
		l10n.t("Ratings among them"),
		l10n.t("State"),
	];
}

function backupRow({ label, entries, added, addedRatings, damaged, missing, problem }: BackupFacts): string[] {
	const faults = [
		...(problem === undefined ? [] : [escapeMarkdown(problem)]),
		...(damaged > 0 ? [l10n.t("lines that cannot be read: {0}", damaged)] : []),
		...(missing > 0 ? [l10n.t("entries missing at its end: {0}", missing)] : []),
	];
	return [
		escapeMarkdown(label),
		String(entries),
		String(added),
		String(addedRatings),
		faults.join("; ") || l10n.t("complete"),
	];
}

function section(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
	return rows.length > 0 ? [`## ${title}`, table(heads, rows)] : [];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
	const others = rows.length - mostRows;
	const shown = rows.slice(0, mostRows).map(tableLine);
	const rest =
		others > 0
			? [
					tableLine([
						l10n.t({ message: "and {0} more", args: [others], comment: "The last line of a table that is cut off" }),
					]),
				]
			: [];
	return [tableLine(heads), tableLine(heads.map(() => "---")), ...shown, ...rest].join("\n");
}

function list(texts: readonly string[], markOf: (text: string, index: number) => string): string {
	return texts.map((text, index) => `${markOf(text, index)} ${text}`).join("\n");
}

function code(text: string): string {
	return escapeBars(inlineCode(text));
}

import * as vscode from "vscode";
import { describeBackup } from "../../core/journal/backupChange";
import { Checkup } from "../../core/journal/checkup";
import type { BackupFacts } from "../../core/journal/checkupFacts";
import { checkupReport } from "../../core/journal/checkupReport";
import { Entries } from "../../core/journal/entries";
import { isoDay, studyDay, type Today, todayAt } from "../../core/schedule/day";
import { reasonOf } from "../../core/text/reason";
import { eventsOf } from "../../platform/eventSource";
import type { JournalStorage, StorePlace } from "../../platform/journalStorage";
import { localCalendar } from "../../platform/localCalendar";
import type { Reports } from "../../platform/reports";
import { rolloverHour } from "../../platform/settings";
import type { Study } from "./study";

const unread = { entries: 0, added: 0, addedRatings: 0, damaged: 0, missing: 0 };

/**
 * Reads everything on the disk and shows a document about it. Changes nothing. `study` is what this window has read before, or
 * the reason why it could not: then the document matters most.
 */
export async function checkData(
	storage: JournalStorage,
	place: StorePlace,
	reports: Reports,
	study: Study | string,
): Promise<void> {
	const options = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Checking your data") };
	const text = await vscode.window.withProgress(options, () => check(storage, place, study));
	const uri = reports.write(vscode.l10n.t("Check of your data.md"), text);
	await vscode.commands.executeCommand("vscode.openWith", uri, "vscode.markdown.preview.editor");
}

async function check(storage: JournalStorage, place: StorePlace, study: Study | string): Promise<string> {
	const today = todayAt({ now: Date.now(), rolloverHour: rolloverHour(), calendar: localCalendar });
	// Before the disk is read, because what is written meanwhile is not in what was read.
	const own = typeof study === "string" ? [] : [...study.store.journal.unsaved, ...study.store.journal.written];
	const checkup = new Checkup();
	const inspection = await storage.inspect(place, checkup);
	const unsaved = new Entries(own.filter((event) => !checkup.entries.has(event)));
	const known = [checkup.entries, new Entries([...inspection.lacking, ...own])];
	const backups = await readBackups(storage, place.root, known, today);
	return checkupReport({
		root: place.root,
		time: describeTime(today),
		inspection,
		checkup,
		backups,
		unsaved: unsaved.count,
		unopened: typeof study === "string" ? study : undefined,
		dayOf: (at) => isoDay(studyDay(at, today.rolloverHour, today.calendar)),
	});
}

async function readBackups(
	storage: JournalStorage,
	root: string,
	known: readonly Entries[],
	today: Today,
): Promise<BackupFacts[]> {
	const backups: BackupFacts[] = [];
	try {
		for (const name of await storage.backups.list(root)) {
			backups.push(await readBackup(storage, root, name, known, today));
		}
	} catch (error) {
		backups.push({ ...unread, label: vscode.l10n.t("all backups"), problem: reasonOf(error) });
	}
	return backups;
}

async function readBackup(
	{ backups }: JournalStorage,
	root: string,
	name: string,
	known: readonly Entries[],
	today: Today,
): Promise<BackupFacts> {
	let label = name;
	try {
		label = describeBackup(name, await backups.timeOf(root, name), today);
		const parsed = await backups.read(root, name);
		if (parsed === undefined || parsed === "foreign") {
			return { ...unread, label, problem: vscode.l10n.t("not an export of Dunder") };
		}
		if (parsed === "newer") {
			return { ...unread, label, problem: vscode.l10n.t("written by a newer Dunder: update Dunder first") };
		}
		const { source, damaged, missing } = parsed;
		let [added, addedRatings] = [0, 0];
		for await (const events of eventsOf(source)) {
			for (const event of events) {
				if (!known.some((entries) => entries.has(event))) {
					added++;
					addedRatings += Number(event.kind === "reviewed");
				}
			}
		}
		const facts = { entries: source.table.size, added, addedRatings, damaged: damaged.count, missing };
		return { label, ...facts, problem: undefined };
	} catch (error) {
		return { ...unread, label, problem: reasonOf(error) };
	}
}

function describeTime({ now, calendar }: Today): string {
	const { year, month, day, hour, minute } = calendar.localTime(now);
	const pad = (value: number, digits = 2) => String(value).padStart(digits, "0");
	return `${pad(year, 4)}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}`;
}

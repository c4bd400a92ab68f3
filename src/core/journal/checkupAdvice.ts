import * as l10n from "@vscode/l10n";
import { escapeMarkdown } from "../text/markdown";
import { inlineCode } from "../text/outputText";
import type { BackupFacts, CheckupFacts } from "./checkupFacts";

/** What the person can do, as Markdown, the most urgent first. */
export function thingsToDo(facts: CheckupFacts): string[] {
	const { inspection, checkup, unsaved, unopened, backups } = facts;
	const { problem, segments, awaited, lacking } = inspection;
	const isUnreadable = problem === undefined && segments.some((segment) => segment.problem !== undefined);
	const root = inlineCode(facts.root);
	const best = bestOf(backups);
	return [
		...when(
			unsaved > 0,
			l10n.t(
				"Keep this window open: some entries are in it alone. Choose **Try Again** in the message about them, or run **Dunder: Export Progress…**.",
			),
		),
		...when(
			problem !== undefined,
			l10n.t(
				"The folder {0} cannot be read: {1}. Make it readable, or choose another one by **Dunder: Choose Journal Folder…**. Then run **Dunder: Refresh**.",
				root,
				escapeMarkdown(problem ?? ""),
			),
		),
		...when(
			problem === undefined && unopened !== undefined,
			l10n.t({
				message: "{0} Run **Dunder: Refresh** to try again.",
				args: [escapeMarkdown(unopened ?? "")],
				comment: "{0} is a sentence that says why progress cannot be read",
			}),
		),
		...when(
			isUnreadable,
			l10n.t(
				"Some files cannot be read now; the table below has them. Make them readable, then run **Dunder: Refresh**.",
			),
		),
		...when(
			awaited.length > 0,
			l10n.t(
				"Some files are here in name only, because a cloud drive has not fetched them; the table below has them. Have its program keep {0} on this machine, then run **Dunder: Refresh**.",
				root,
			),
		),
		...when(
			lacking.length > 0 && inspection.missing.length > 0,
			l10n.t(
				"Some entries that this machine has seen are in no file any longer. They still count, because it has a copy. Run **Dunder: Refresh** and choose **Put Back**.",
			),
		),
		...when(
			best !== undefined,
			l10n.t(
				"The backup of {0} has entries that the journal lacks. **Dunder: Restore Backup…** adds them, and says first what would change.",
				escapeMarkdown(best?.label ?? ""),
			),
		),
		...when(
			checkup.newer > 0,
			l10n.t("Update Dunder: a newer version has written some entries. They are kept, and count after the update."),
		),
	];
}

/** What the person may want to know, as Markdown. */
export function thingsToKnow({ inspection, checkup, backups }: CheckupFacts): string[] {
	const { segments, leftovers } = inspection;
	const only = checkup.copies.some((copy) => copy.only > 0);
	return [
		...when(
			segments.some(({ damaged }) => damaged > 0),
			bestOf(backups)
				? l10n.t("Lines that cannot be read stay in their files, and Dunder keeps copies of them.")
				: l10n.t(
						"Lines that cannot be read stay in their files, and Dunder keeps copies of them. No backup has an entry that the journal lacks, so there is nothing to bring back.",
					),
		),
		...when(
			segments.some(({ torn }) => torn),
			l10n.t("A file that ends within a line is being written or fetched now, or its end was cut off."),
		),
		...when(
			segments.some(({ encoding }) => encoding !== undefined),
			l10n.t(
				"Another program has saved files of the journal in another encoding. They were read all the same. Do not save that folder's files in an editor.",
			),
		),
		...when(
			checkup.copies.length > 0,
			only
				? l10n.t(
						"A sync program has made copies of files. They were read, and some entries are in no other file: keep those copies.",
					)
				: l10n.t(
						"A sync program has made copies of files. They were read, and all of their entries are in other files too: you can delete the copies.",
					),
		),
		...when(
			checkup.entries.clashes > 0,
			l10n.t(
				"Some entries have the same id and different contents, as where a machine was copied while it ran. All of them count.",
			),
		),
		...when(
			checkup.gaps > 0,
			l10n.t(
				"Some numbers are missing in the sequences of entries. They could not be saved at the time, or their files have not arrived here.",
			),
		),
		...when(
			segments.some(({ bytes }) => bytes === 0),
			l10n.t(
				"Some files are empty: a window that ends right after its first write leaves one, and so does a cloud drive that has not fetched it.",
			),
		),
		...when(
			inspection.others.length > 0,
			l10n.t("Files that Dunder does not read lie among its own; the list below has them."),
		),
		...when(
			leftovers.length > 0,
			l10n.t(
				"Temporary files are left over from writes that were cut off. Dunder removes them when they are a day old.",
			),
		),
		...when(
			backups.some(isFaulty),
			l10n.t(
				"A backup that is not complete helps with what it has. You can delete it: a new one is made on each day on which something changes.",
			),
		),
		...when(
			backups.length === 0,
			l10n.t("There is no backup yet. One is made on each day on which something changes."),
		),
	];
}

/** Whether a backup is not complete. */
function isFaulty({ problem, damaged, missing }: BackupFacts): boolean {
	return problem !== undefined || damaged > 0 || missing > 0;
}

/** The backup that brings most back. */
function bestOf(backups: readonly BackupFacts[]): BackupFacts | undefined {
	return backups.filter(({ added }) => added > 0).sort((one, other) => other.added - one.added)[0];
}

function when(isSo: boolean, text: string): string[] {
	return isSo ? [text] : [];
}

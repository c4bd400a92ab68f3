import { tableOf } from "../../src/core/journal/eventTable";
import { ExportReader, exportHeader, exportLine, exportOrder } from "../../src/core/journal/exportFile";
import { complete } from "../../src/core/journal/steps";
import type { StoredEvent } from "../../src/core/journal/storedEvent";
import type { EventSource } from "../../src/platform/eventSource";
import type { Survey, WindowJournal } from "../../src/platform/journalStorage";

/** All events of a source, in the order of their rows. */
export function eventsIn(source: EventSource): Promise<readonly StoredEvent[]> {
	return source.read(Uint32Array.from({ length: source.table.size }, (_, row) => row));
}

/** Everything in a journal, with all events except for those that are lacking. */
export async function readAll(journal: WindowJournal): Promise<Survey & { readonly events: readonly StoredEvent[] }> {
	const survey = await journal.survey();
	const events = await eventsIn(survey.source);
	return { ...survey, events: events.slice(0, events.length - survey.lacking.length) };
}

/** An export as one text. */
export function exportText(events: readonly StoredEvent[]): string {
	const rows = complete(exportOrder(tableOf(events)), events);
	return exportHeader(rows.length) + Array.from(rows, (row) => exportLine(events[row] as StoredEvent)).join("");
}

/** What a text has as an export. */
export function parseExport(text: string) {
	const reader = new ExportReader();
	const events = text.split("\n").flatMap((line) => reader.add(line) ?? []);
	if (reader.isNewer) {
		return "newer";
	}
	return reader.isForeign ? "foreign" : { events, ...reader.loss };
}

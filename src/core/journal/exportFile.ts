import { dedupe } from "./dedupe";
import { rememberText, textOf } from "./eventText";
import { type StoredEvent, toEvent } from "./storedEvent";

/** A line of an export that is not an event. Lines are counted from 1. */
interface DamagedLine {
	readonly line: number;
	readonly text: string;
}

export interface ParsedExport {
	readonly events: readonly StoredEvent[];
	readonly damaged: readonly DamagedLine[];
	/** How many events of the header's count are missing, even as damaged lines, because the file's end was cut off. */
	readonly missing: number;
}

/** `foreign`: the file is not an export of Dunder. `newer`: a newer version wrote it. */
export type ExportProblem = "foreign" | "newer";

const format = "Dunder progress";
const version = 1;

/** All progress as JSON lines: a header, then each event once, in order of time. */
export function exportText(events: Iterable<StoredEvent>): string {
	const sorted = dedupe(events).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id)));
	const header = JSON.stringify({ format, version, events: sorted.length });
	return [header, ...sorted.map(textOf)].map((line) => `${line}\n`).join("");
}

/** Reads an export. A damaged line doesn't affect the other lines. */
export function parseExport(text: string): ParsedExport | ExportProblem {
	const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
	const header = parseHeader(lines[0] ?? "");
	if (header && header.version > version) {
		return "newer";
	}
	const events: StoredEvent[] = [];
	const damaged: DamagedLine[] = [];
	for (const [index, line] of lines.entries()) {
		if (line.trim() === "" || (header && index === 0)) {
			continue;
		}
		const event = toEvent(parseJson(line));
		if (event) {
			rememberText(event, line);
			events.push(event);
		} else {
			damaged.push({ line: index + 1, text: line });
		}
	}
	if (!header && events.length === 0) {
		return "foreign";
	}
	const missing = Math.max(0, (header?.events ?? 0) - events.length - damaged.length);
	return { events, damaged, missing };
}

function parseHeader(line: string): { readonly version: number; readonly events: number } | undefined {
	const value = parseJson(line);
	if (typeof value !== "object" || value === null || !("format" in value) || value.format !== format) {
		return undefined;
	}
	const numberOf = (field: unknown) => (typeof field === "number" ? field : 0);
	return {
		version: "version" in value ? numberOf(value.version) : 0,
		events: "events" in value ? numberOf(value.events) : 0,
	};
}

/**
 * The object that a line contains as JSON, or `undefined`. A line that doesn't start like an object is not parsed,
 * because each failure takes time.
 */
function parseJson(line: string): unknown {
	try {
		return line.startsWith("{") ? JSON.parse(line) : undefined;
	} catch {
		return undefined;
	}
}

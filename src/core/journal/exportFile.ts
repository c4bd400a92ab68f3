import { distinct } from "./distinct";
import type { EventTable } from "./eventTable";
import { rememberText, textOf } from "./eventText";
import { sortRows } from "./sortRows";
import type { Steps } from "./steps";
import { type StoredEvent, toEvent } from "./storedEvent";

/** The lines of an export that are not events. */
interface DamagedLines {
	readonly count: number;
	/** The numbers of the first ones, counted from 1. */
	readonly first: readonly number[];
}

/** What an export has lost. */
export interface ExportLoss {
	readonly damaged: DamagedLines;
	/** How many events of the header's count are missing, even as damaged lines, because the file's end was cut off. */
	readonly missing: number;
}

/** `foreign`: the file is not an export of Dunder. `newer`: a newer version wrote it. */
export type ExportProblem = "foreign" | "newer";

const format = "Dunder progress";
const version = 1;

/** How many numbers of damaged lines are kept. */
const mostNumbers = 10;
/** The rows of an export in their order: each event once, in order of time. */
export function* exportOrder(table: EventTable): Steps<Uint32Array> {
	return yield* byTime(table, (yield* distinct(table)).first);
}

/** Sorts rows by the times of their events, and by their ids if these are the same. Changes the array itself. */
export function* byTime(table: EventTable, rows: Uint32Array): Steps<Uint32Array> {
	return yield* sortRows(
		rows,
		(one, other) => table.at(one) - table.at(other) || compare(table.id(one), table.id(other)),
	);
}

function compare(one: string, other: string): number {
	return one === other ? 0 : one < other ? -1 : 1;
}

/** The first line of an export of so many events, with its line end. */
export function exportHeader(events: number): string {
	return `${JSON.stringify({ format, version, events })}\n`;
}

/** The line of an event in an export, with its line end. */
export function exportLine(event: StoredEvent): string {
	return `${textOf(event)}\n`;
}

/** The event in a line of an export. `undefined` is a line that cannot have one. */
export function exportedEvent(line: string | undefined): StoredEvent | undefined {
	const event = line === undefined ? undefined : toEvent(parseJson(line));
	if (event) {
		rememberText(event, line ?? "");
	}
	return event;
}

interface Header {
	readonly version: number;
	readonly events: number;
}

/** Reads an export line by line. A damaged line doesn't affect the other lines. */
export class ExportReader {
	#header: Header | undefined;
	#lines = 0;
	#events = 0;
	#damaged = 0;
	readonly #first: number[] = [];

	/** Reads the next line, without its line end; `undefined` is one that cannot be an event. */
	add(line: string | undefined): StoredEvent | undefined {
		this.#lines++;
		this.#header ??= this.#lines === 1 ? parseHeader(line ?? "") : undefined;
		const isHeader = this.#lines === 1 && this.#header !== undefined;
		if (isHeader || line?.trim() === "") {
			return undefined;
		}
		const event = exportedEvent(line);
		if (event) {
			this.#events++;
		} else {
			this.#damaged++;
			this.#first.push(...(this.#damaged > mostNumbers ? [] : [this.#lines]));
		}
		return event;
	}

	/** Whether a newer version wrote the export. */
	get isNewer(): boolean {
		return this.#header !== undefined && this.#header.version > version;
	}

	/** Whether no line so far is one of an export. */
	get isForeign(): boolean {
		return this.#header === undefined && this.#events === 0;
	}

	/** What the export has lost, after its last line. */
	get loss(): ExportLoss {
		const missing = Math.max(0, (this.#header?.events ?? 0) - this.#events - this.#damaged);
		return { damaged: { count: this.#damaged, first: this.#first }, missing };
	}
}

function parseHeader(line: string): Header | undefined {
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

import { type ExportLoss, type ExportProblem, ExportReader, exportedEvent } from "../core/journal/exportFile";
import type { StoredEvent } from "../core/journal/storedEvent";
import { utf8Lines } from "../core/text/utf8Lines";
import { ChunkedEvents } from "./chunkedEvents";
import type { EventSource } from "./eventSource";
import { breathe, type WorkOptions } from "./slices";

/** After so many bytes without a line of an export, a file is not taken for one. */
const mostForeign = 1_048_576;
/** How many bytes of an export in memory are read at once. */
const chunkSize = 131_072;
const newline = 0x0a;

/** An export that was read. Its events may still be in the file. */
export interface ReadExport extends ExportLoss {
	readonly source: EventSource;
}

/** Whole lines of an export. */
export interface ExportChunk<Place> {
	readonly place: Place;
	/** Empty in place of a line that is too long for an event. */
	readonly bytes: Uint8Array;
	/** Where the chunk ends, in bytes from the start of the export. */
	readonly end: number;
}

/** Reads an export of `size` bytes chunk by chunk. `load` reads a chunk again. Rejects if the signal is aborted. */
export async function readExportChunks<Place>(
	chunks: AsyncIterable<ExportChunk<Place>> | Iterable<ExportChunk<Place>>,
	size: number,
	load: (place: Place) => Promise<Uint8Array>,
	{ signal, onProgress }: WorkOptions = {},
): Promise<ReadExport | ExportProblem> {
	const reader = new ExportReader();
	const source = new ChunkedEvents<Place>(async (place) => eventsIn(await load(place), exportedEvent));
	for await (const { place, bytes, end } of chunks) {
		const events = eventsIn(bytes, (line) => reader.add(line));
		source.add(place, events);
		if (reader.isNewer) {
			return "newer";
		}
		if (reader.isForeign && end > mostForeign) {
			return "foreign";
		}
		onProgress?.(end / size);
		await breathe(signal);
	}
	return reader.isForeign ? "foreign" : { ...reader.loss, source };
}

/** Reads an export that is in memory. Rejects if the signal is aborted. */
export function readExportBytes(bytes: Uint8Array, options?: WorkOptions): Promise<ReadExport | ExportProblem> {
	return readExportChunks(chunksOf(bytes), bytes.length, async (chunk) => chunk, options);
}

function* chunksOf(bytes: Uint8Array): Generator<ExportChunk<Uint8Array>, void, undefined> {
	for (let start = 0; start < bytes.length; ) {
		const end = bytes.indexOf(newline, start + chunkSize) + 1 || bytes.length;
		const chunk = bytes.subarray(start, end);
		yield { place: chunk, bytes: chunk, end };
		start = end;
	}
}

function eventsIn(bytes: Uint8Array, read: (line: string | undefined) => StoredEvent | undefined): StoredEvent[] {
	return utf8Lines(bytes).flatMap((line) => read(line) ?? []);
}

import { crc32 } from "./crc32";
import { rememberText, textOf } from "./eventText";
import { type StoredEvent, toEvent } from "./storedEvent";

/** The content of a segment, or of its part from some byte on. */
export interface DecodedSegment {
	readonly events: readonly StoredEvent[];
	/** Lines that are neither empty nor a record: their CRC or their shape is wrong. */
	readonly damaged: readonly Uint8Array[];
	/**
	 * Whether the last line has no newline and is not a record, because it was cut off or is being written. `damaged`
	 * doesn't contain it.
	 */
	readonly torn: boolean;
	/** How many bytes have been decoded: all of them, or those before the torn line. */
	readonly end: number;
	/** The encoding in which another program has saved the segment, if it is not UTF-8. */
	readonly encoding?: "UTF-16";
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const tab = 0x09;
/** What some editors put before a text in UTF-8. */
const mark = [0xef, 0xbb, 0xbf];
const hexLength = 8;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * An event as `<CRC-32 of the JSON's bytes as 8 hex digits> <JSON>` between two newlines. The first newline separates
 * it from a line that may have been cut off.
 */
export function encodeRecord(event: StoredEvent): string {
	const json = textOf(event);
	return `\n${crc32(encoder.encode(json)).toString(16).padStart(hexLength, "0")} ${json}\n`;
}

/**
 * Decodes a segment line by line. Never throws: lines that are not records are returned as damaged or torn. Editors and other
 * programs may have changed line ends, blanks at the ends of lines, or the encoding. As the CRC tells what is a record, such
 * segments are decoded too.
 */
export function decodeSegment(bytes: Uint8Array): DecodedSegment {
	const segment = decodeLines(bytes);
	// UTF-16 has zeros between the characters of a record, so that no line of it is one.
	if (segment.events.length > 0 || !bytes.includes(0)) {
		return segment;
	}
	for (const encoding of ["utf-16le", "utf-16be"]) {
		const converted = encoder.encode(new TextDecoder(encoding).decode(bytes));
		const { events, damaged, end } = decodeLines(converted);
		if (events.length > 0) {
			// No window appends to such a file, so the rest of it will not become a record.
			const rest = end < converted.length ? [converted.subarray(end)] : [];
			return { events, damaged: [...damaged, ...rest], torn: false, end: bytes.length, encoding: "UTF-16" };
		}
	}
	return segment;
}

function decodeLines(bytes: Uint8Array): DecodedSegment {
	const events: StoredEvent[] = [];
	const damaged: Uint8Array[] = [];
	for (let start = startsWithMark(bytes) ? mark.length : 0; start < bytes.length; ) {
		const newlineAt = bytes.indexOf(newline, start);
		const end = newlineAt < 0 ? bytes.length : newlineAt;
		const line = bytes.subarray(start, end);
		const event = line.length > 0 ? decodeLine(withoutEnd(line, isBlank)) : undefined;
		if (event) {
			events.push(event);
		} else if (line.length > 0) {
			const tornAt = addParts(partsOf(line), newlineAt < 0, events, damaged);
			if (tornAt !== undefined) {
				return { events, damaged, torn: true, end: start + tornAt };
			}
		}
		start = end + 1;
	}
	return { events, damaged, torn: false, end: bytes.length };
}

/** Adds the parts of a line. If the line is the last one, returns where its last part starts, unless that is a record. */
function addParts(
	parts: readonly Part[],
	isLast: boolean,
	events: StoredEvent[],
	damaged: Uint8Array[],
): number | undefined {
	const last = parts.at(-1);
	for (const part of parts) {
		if (part.event) {
			events.push(part.event);
		} else if (isLast && part === last) {
			return part.start;
		} else {
			damaged.push(part.line);
		}
	}
	return undefined;
}

interface Part {
	readonly start: number;
	readonly line: Uint8Array;
	readonly event: StoredEvent | undefined;
}

/**
 * The lines that a line consists of if carriage returns end lines too, without those that are empty. If none of them is a
 * record, the line is damaged as a whole.
 */
function partsOf(line: Uint8Array): Part[] {
	const parts: Part[] = [];
	for (let start = 0; start <= line.length; ) {
		const returnAt = line.indexOf(carriageReturn, start);
		const end = returnAt < 0 ? line.length : returnAt;
		const part = line.subarray(start, end);
		if (part.some((byte) => !isBlank(byte))) {
			parts.push({ start, line: part, event: decodeLine(withoutEnd(part, isBlank)) });
		}
		start = end + 1;
	}
	const isWhole = parts.length > 0 && parts.every(({ event }) => event === undefined);
	return isWhole ? [{ start: 0, line: withoutEnd(line, isReturn), event: undefined }] : parts;
}

/** The line without the bytes of a kind at its end. */
function withoutEnd(line: Uint8Array, isOfKind: (byte: number | undefined) => boolean): Uint8Array {
	let end = line.length;
	while (end > 0 && isOfKind(line[end - 1])) {
		end--;
	}
	return end === line.length ? line : line.subarray(0, end);
}

/** Whether a byte is what editors add to or remove from the end of a line. A record ends with a brace. */
function isBlank(byte: number | undefined): boolean {
	return byte === carriageReturn || byte === space || byte === tab;
}

function isReturn(byte: number | undefined): boolean {
	return byte === carriageReturn;
}

function startsWithMark(bytes: Uint8Array): boolean {
	return mark.every((byte, index) => bytes[index] === byte);
}

function decodeLine(line: Uint8Array): StoredEvent | undefined {
	const json = line.subarray(hexLength + 1);
	if (line[hexLength] !== space || readHex(line) !== crc32(json)) {
		return undefined;
	}
	try {
		const text = decoder.decode(json);
		const event = toEvent(JSON.parse(text));
		if (event) {
			rememberText(event, text);
		}
		return event;
	} catch {
		// The bytes are not UTF-8 or not JSON. The caller reports them as damaged.
		return undefined;
	}
}

/** The number that the first 8 bytes represent as lowercase hex digits, or NaN if they don't represent one. */
function readHex(bytes: Uint8Array): number {
	let value = 0;
	for (let index = 0; index < hexLength; index++) {
		const byte = bytes[index] ?? 0;
		const isDigit = byte >= 0x30 && byte <= 0x39;
		const isLetter = byte >= 0x61 && byte <= 0x66;
		value = isDigit || isLetter ? value * 16 + byte - (isDigit ? 0x30 : 0x57) : Number.NaN;
	}
	return value;
}

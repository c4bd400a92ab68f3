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
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
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

/** Decodes a segment line by line. Never throws: lines that are not records are returned as damaged or torn. */
export function decodeSegment(bytes: Uint8Array): DecodedSegment {
	const events: StoredEvent[] = [];
	const damaged: Uint8Array[] = [];
	for (let start = 0; start < bytes.length; ) {
		const newlineAt = bytes.indexOf(newline, start);
		const line = withoutReturn(bytes.subarray(start, newlineAt < 0 ? bytes.length : newlineAt));
		const event = line.length > 0 ? decodeLine(line) : undefined;
		if (event) {
			events.push(event);
		} else if (newlineAt < 0) {
			return { events, damaged, torn: true, end: start };
		} else if (line.length > 0) {
			damaged.push(line);
		}
		start = newlineAt < 0 ? bytes.length : newlineAt + 1;
	}
	return { events, damaged, torn: false, end: bytes.length };
}

/** The line without a carriage return at its end, which Git on Windows may have added in a shared folder. */
function withoutReturn(line: Uint8Array): Uint8Array {
	return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
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

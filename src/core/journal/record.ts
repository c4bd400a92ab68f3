import { crc32 } from "./crc32";
import { type StoredEvent, toEvent } from "./storedEvent";

/** What a segment, or the part of one from some byte on, holds. */
export interface DecodedSegment {
	readonly events: readonly StoredEvent[];
	/** Lines that are not empty and no record: their CRC or their shape is wrong. */
	readonly damaged: readonly Uint8Array[];
	/** Whether the last line has no end and is no record: it was cut off, or is still being written. Not in `damaged`. */
	readonly torn: boolean;
	/** How many bytes are done with: all, or those before the torn line. */
	readonly end: number;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const hexLength = 8;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** An event as a line of its own, `<CRC-32 of the JSON's bytes as 8 hex digits> <JSON>`, a newline before it and one after. */
export function encodeRecord(event: StoredEvent): string {
	const json = JSON.stringify(event);
	return `\n${crc32(encoder.encode(json)).toString(16).padStart(hexLength, "0")} ${json}\n`;
}

/** Never throws: whatever is no record is told apart, line by line. */
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

/** Git on Windows may have given the lines of a shared folder another end. */
function withoutReturn(line: Uint8Array): Uint8Array {
	return line.at(-1) === carriageReturn ? line.subarray(0, -1) : line;
}

function decodeLine(line: Uint8Array): StoredEvent | undefined {
	const json = line.subarray(hexLength + 1);
	if (line[hexLength] !== space || readHex(line) !== crc32(json)) {
		return undefined;
	}
	try {
		return toEvent(JSON.parse(decoder.decode(json)));
	} catch {
		// No UTF-8, or no JSON: damaged, which the caller tells.
		return undefined;
	}
}

/** The number that the first 8 bytes write in lowercase, NaN where they write none. */
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

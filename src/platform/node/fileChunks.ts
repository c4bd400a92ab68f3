import { type FileHandle, open } from "node:fs/promises";

/** Files up to this size are one chunk, and larger ones are read in chunks of about this size. */
const usualSize = 131_072;
const newline = 0x0a;

/** A part of a file that starts with a line. Only the last part may end within one. */
export interface FileChunk {
	readonly start: number;
	/** Empty in place of a line that is too long. */
	readonly bytes: Uint8Array;
}

/** Where a chunk is. */
export interface ChunkPlace {
	readonly path: string;
	readonly start: number;
	readonly length: number;
}

/**
 * Reads a file from a place on, chunk by chunk, and leaves out lines that are longer than `longestLine` bytes. A file that
 * starts with a zero among its first bytes is one chunk: if it is UTF-16, its lines don't end where a byte is a newline.
 */
export async function* readChunks(
	file: FileHandle,
	start: number,
	longestLine = Number.POSITIVE_INFINITY,
): AsyncGenerator<FileChunk, void, undefined> {
	const cutter = new ChunkCutter(start, longestLine);
	const { size } = await file.stat();
	let most = usualSize;
	for (let end = start, isLast = false; !isLast; ) {
		// One byte more than there should be, so that the end is noticed.
		const length = Math.min(most, Math.max(0, size - end) + 1);
		const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, end);
		if (end === start && most === usualSize && buffer.subarray(0, bytesRead).includes(0)) {
			most = Number.POSITIVE_INFINITY;
			continue;
		}
		end += bytesRead;
		isLast = bytesRead < length;
		yield* cutter.cut(buffer.subarray(0, bytesRead), isLast);
	}
}

/** Reads a chunk again. It is shorter if the file has become shorter. */
export async function readChunk({ path, start, length }: ChunkPlace): Promise<Uint8Array> {
	const file = await open(path, "r");
	try {
		const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, start);
		return plain(buffer.subarray(0, bytesRead));
	} finally {
		await file.close();
	}
}

/** Cuts what is read from a file into chunks. */
class ChunkCutter {
	/** What follows `#start` and belongs to no chunk yet, without `#dropped` bytes at its beginning. */
	#rest: Buffer[] = [];
	#length = 0;
	#dropped = 0;

	constructor(
		private start: number,
		private readonly longestLine: number,
	) {}

	*cut(part: Buffer, isLast: boolean): Generator<FileChunk, void, undefined> {
		const end = isLast ? part.length : part.lastIndexOf(newline) + 1;
		if (isLast || end > 0) {
			yield* this.#chunks(plain(Buffer.concat([...this.#rest, part.subarray(0, end)])));
			[this.#rest, this.#length] = [[], 0];
		}
		this.#rest.push(part.subarray(end));
		this.#length += part.length - end;
		if (this.#length > this.longestLine) {
			this.#dropped += this.#length;
			[this.#rest, this.#length] = [[], 0];
		}
	}

	*#chunks(bytes: Uint8Array): Generator<FileChunk, void, undefined> {
		let chunk = bytes;
		if (this.#dropped > 0) {
			yield { start: this.start, bytes: new Uint8Array(0) };
			const endOfLine = bytes.indexOf(newline) + 1 || bytes.length;
			this.start += this.#dropped + endOfLine;
			this.#dropped = 0;
			chunk = bytes.subarray(endOfLine);
		}
		if (chunk.length > 0) {
			yield { start: this.start, bytes: chunk };
		}
		this.start += chunk.length;
	}
}

/** The same bytes without Buffer's methods, which take half as long again for a hundred thousand lines. */
function plain({ buffer, byteOffset, length }: Buffer): Uint8Array {
	return new Uint8Array(buffer, byteOffset, length);
}

import { open } from "node:fs/promises";
import type { ExportProblem } from "../../core/journal/exportFile";
import { type ExportChunk, type ReadExport, readExportChunks } from "../exportReader";
import type { WorkOptions } from "../slices";
import { type ChunkPlace, readChunk, readChunks } from "./fileChunks";

/** The most bytes of a line. An event takes far less, even one with a very long note. */
const longestLine = 67_108_864;

/** Reads an export, which may be of any size. Rejects if the file can't be read, or if the signal is aborted. */
export async function readExportFile(path: string, options?: WorkOptions): Promise<ReadExport | ExportProblem> {
	const file = await open(path, "r");
	try {
		const { size } = await file.stat();
		return await readExportChunks(chunksOf(path, readChunks(file, 0, longestLine)), size, readChunk, options);
	} finally {
		await file.close();
	}
}

async function* chunksOf(
	path: string,
	chunks: ReturnType<typeof readChunks>,
): AsyncGenerator<ExportChunk<ChunkPlace>, void, undefined> {
	for await (const { start, bytes } of chunks) {
		yield { place: { path, start, length: bytes.length }, bytes, end: start + bytes.length };
	}
}

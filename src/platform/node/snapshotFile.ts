import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Positions } from "./journalReader";
import { writeWholeFile } from "./wholeFile";

/** A state that was kept, and how far the journal under `root` had been read into it. */
export interface KeptState {
	readonly root: string;
	readonly positions: Positions;
	readonly snapshot: Uint8Array;
}

/** What was kept of the journal under this root; nothing where that is missing or cannot be read. */
export async function readSnapshotFile(storage: string, root: string): Promise<KeptState | undefined> {
	const bytes = await readFile(join(storage, "state")).catch(() => undefined);
	const end = bytes?.indexOf("\n") ?? -1;
	if (!bytes || end < 0) {
		return undefined;
	}
	try {
		const header: Pick<KeptState, "root" | "positions"> = JSON.parse(bytes.toString("utf8", 0, end));
		return header.root === root ? { ...header, snapshot: bytes.subarray(end + 1) } : undefined;
	} catch {
		return undefined;
	}
}

/** Fails with a `WriteError`. */
export async function writeSnapshotFile(storage: string, { root, positions, snapshot }: KeptState): Promise<void> {
	const header = JSON.stringify({ root, positions });
	await writeWholeFile(join(storage, "state"), `${header}\n${new TextDecoder().decode(snapshot)}`);
}

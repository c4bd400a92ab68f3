import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { KeptState, StorePlace } from "../journalStorage";
import { log } from "../log";
import { absent } from "../writeError";
import { writeWholeFile } from "./wholeFile";

/** The stored state of the journal under this root, or `undefined` if it is missing or unreadable. */
export async function readSnapshotFile({ storage, root }: StorePlace): Promise<KeptState | undefined> {
	const bytes = await readFile(join(storage, "state")).catch(absent);
	const end = bytes?.indexOf("\n") ?? -1;
	if (!bytes || end < 0) {
		return undefined;
	}
	try {
		const header: Pick<KeptState, "positions"> & Pick<StorePlace, "root"> = JSON.parse(bytes.toString("utf8", 0, end));
		return header.root === root ? { positions: header.positions, snapshot: bytes.subarray(end + 1) } : undefined;
	} catch (error) {
		return log.caught("The kept state cannot be read, so all of the journal is")(error);
	}
}

/** Stores the state of the journal under this root. Rejects with a `WriteError`. */
export async function writeSnapshotFile(
	{ storage, root }: StorePlace,
	{ positions, snapshot }: KeptState,
): Promise<void> {
	const header = JSON.stringify({ root, positions });
	await writeWholeFile(join(storage, "state"), `${header}\n${new TextDecoder().decode(snapshot)}`);
}

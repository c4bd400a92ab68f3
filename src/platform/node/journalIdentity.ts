import { randomUUID } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import type { StorePlace } from "../journalStorage";
import { absent, isErrorOf, WriteError } from "../writeError";
import { listSegments } from "./segmentFiles";
import { renamePatiently, writeWholeFile } from "./wholeFile";

/**
 * The journal that a folder holds, identified by the file `<root>/journal-id`, because the path of an unmounted disk leads to
 * another folder. A different id alone proves nothing, because two machines may create one at the same time: a folder that
 * still has segments that this machine has seen holds the same journal.
 */
export class JournalIdentity {
	#id: string;
	#isFound: boolean;

	/** `isFound` is true if the folder is known to have the id. Until then, the id that the folder has is taken over. */
	constructor(
		private readonly root: string,
		id?: string,
		isFound = false,
	) {
		this.#id = id ?? randomUUID();
		this.#isFound = isFound;
	}

	get id(): string {
		return this.#id;
	}

	/**
	 * Checks that the folder holds this journal. A folder that never had an id, or any with `anew`, is given this one. `isHere`
	 * resolves to whether anything of the journal is there. Rejects with a `WriteError`.
	 */
	async verify(anew: boolean, isHere: () => Promise<boolean>): Promise<void> {
		const here = await readId(this.root);
		if (here !== this.#id) {
			if (this.#isFound && !anew && !(await isHere())) {
				throw here === undefined
					? new WriteError(this.root, Object.assign(new Error(), { code: "ENOENT" }))
					: new WriteError(this.root, new Error(l10n.t("it holds another journal now")));
			}
			this.#id = here ?? (await writeId(this.root, this.#id));
		}
		this.#isFound = true;
	}
}

/**
 * Finds out which journal a folder holds, and remembers it on this machine. Rejects if the folder had a journal the last
 * time and has none now, because an empty folder must not be taken for an empty journal.
 */
export async function identify({ storage, root }: StorePlace): Promise<JournalIdentity> {
	const known = await knownJournals(storage);
	const [before, here, names] = [known[root], await readId(root), await listSegments(root)];
	const seen = before === undefined ? [] : await listSegments(seenFolder(storage, before));
	const isSame = before !== undefined && (seen.length === 0 || seen.some((name) => names.includes(name)));
	if (before !== undefined && here === undefined && !isSame) {
		throw new Error(l10n.t("{0} had a journal and has none now. Perhaps its disk is not there", root));
	}
	if (before !== undefined && here !== undefined && before !== here && isSame) {
		await renamePatiently(seenFolder(storage, before), seenFolder(storage, here)).catch(absent);
	}
	const id = here ?? (names.length > 0 || isSame ? await writeId(root, before ?? randomUUID()) : randomUUID());
	if (id !== before) {
		await writeWholeFile(join(storage, "journals"), JSON.stringify({ ...known, [root]: id }));
	}
	return new JournalIdentity(root, id, here !== undefined || names.length > 0);
}

/** The folder with copies of what this machine has seen of the journal in a folder, or `undefined` if it has seen nothing. */
export async function knownSeenFolder({ storage, root }: StorePlace): Promise<string | undefined> {
	const id = (await knownJournals(storage))[root];
	return id === undefined ? undefined : seenFolder(storage, id);
}

/** The ids of the journals that this machine knows, by their folders. */
async function knownJournals(storage: string): Promise<Readonly<Record<string, string>>> {
	return JSON.parse((await readFile(join(storage, "journals"), "utf8").catch(absent)) ?? "{}");
}

/** The folder in which this machine keeps copies of what it has seen of a journal. */
export function seenFolder(storage: string, id: string): string {
	return join(storage, "seen", id);
}

async function readId(root: string): Promise<string | undefined> {
	const text = (await readFile(pathOf(root), "utf8").catch(absent))?.trim();
	return text === "" ? undefined : text;
}

/** Writes an id unless there is one, and returns the one that is there. */
async function writeId(root: string, id: string): Promise<string> {
	try {
		const file = await open(pathOf(root), "wx");
		try {
			await file.writeFile(`${id}\n`);
			await file.datasync();
		} finally {
			await file.close();
		}
		return id;
	} catch (error) {
		if (isErrorOf(error, "EEXIST")) {
			return (await readId(root)) ?? id;
		}
		throw new WriteError(pathOf(root), error);
	}
}

function pathOf(root: string): string {
	return join(root, "journal-id");
}

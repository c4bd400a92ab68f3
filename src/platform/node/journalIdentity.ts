import { randomUUID } from "node:crypto";
import { open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import type { StorePlace } from "../journalStorage";
import { absent, WriteError } from "../writeError";
import { journalFolder } from "./journalFiles";
import { listSegments } from "./segmentFiles";
import { ensureFolder, syncFolder, writeWholeFile } from "./wholeFile";

/** The end of the name of a file whose name is an id. */
const suffix = ".id";

/**
 * The journal that a folder holds, identified by a file `<root>/journal/<id>.id`, because the path of an unmounted disk leads to
 * another folder. A journal may have several ids, because two machines may create one before they share the folder; one file
 * with an id as its content would then be a conflict. Without a known id, a folder that still has segments that this machine has
 * seen holds the same journal.
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
		const ids = await readIds(this.root);
		if (!ids.includes(this.#id)) {
			const [other] = ids;
			if (this.#isFound && !anew && !(await isHere())) {
				throw other === undefined
					? new WriteError(this.root, Object.assign(new Error(), { code: "ENOENT" }))
					: new WriteError(this.root, new Error(l10n.t("it holds another journal now")));
			}
			if (this.#isFound || other === undefined) {
				await writeId(this.root, this.#id);
			} else {
				this.#id = other;
			}
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
	const [before, ids, names] = [known[root], await readIds(root), await listSegments(root)];
	const seen = before === undefined ? [] : await listSegments(seenFolder(storage, before));
	const isSame = before !== undefined && (ids.includes(before) || seen.some((name) => names.includes(name)));
	if (before !== undefined && seen.length > 0 && !isSame && ids.length === 0) {
		throw new Error(l10n.t("{0} had a journal and has none now. Perhaps its disk is not there", root));
	}
	const id = isSame ? before : (ids[0] ?? randomUUID());
	const isThere = ids.length > 0 || names.length > 0;
	if (isThere && !ids.includes(id)) {
		await writeId(root, id);
	}
	if (id !== before) {
		await writeWholeFile(join(storage, "journals"), JSON.stringify({ ...known, [root]: id }));
	}
	return new JournalIdentity(root, id, isThere);
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

/** The ids that a folder has, in order; empty if it holds no journal. */
async function readIds(root: string): Promise<string[]> {
	const names = (await readdir(journalFolder(root)).catch(absent)) ?? [];
	return names
		.filter((name) => name.endsWith(suffix))
		.map((name) => name.slice(0, -suffix.length))
		.sort();
}

async function writeId(root: string, id: string): Promise<void> {
	const path = join(journalFolder(root), `${id}${suffix}`);
	try {
		await ensureFolder(journalFolder(root));
		const file = await open(path, "a");
		await file.close();
		await syncFolder(journalFolder(root));
	} catch (error) {
		throw new WriteError(path, error);
	}
}

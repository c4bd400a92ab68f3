import { randomUUID } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import type { StorePlace } from "../journalStorage";
import { absent, isErrorOf, WriteError } from "../writeError";
import { listSegments } from "./segmentFiles";
import { writeWholeFile } from "./wholeFile";

/**
 * Which journal a folder holds: an id in the file `<root>/journal-id`, because the path of an unmounted disk leads to another
 * folder. An id alone proves nothing where it differs, because two machines may make one at the same time: a folder that still
 * has segments which this machine has seen holds the same journal.
 */
export class JournalIdentity {
	#id: string;
	#isFound: boolean;

	/** `isFound` says whether the id is known to be in the folder; until then, any other that is there takes its place. */
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
	 * Makes sure that the folder holds this journal. With `anew`, or where it never had one, the folder gets the id. `isHere`
	 * tells whether anything of it is there. Fails with a `WriteError`.
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
 * Finds out which journal is in a folder, and notes it on this machine. Fails where it was there the last time and is
 * not now: an empty folder must not pass for an empty journal.
 */
export async function identify({ storage, root }: StorePlace): Promise<JournalIdentity> {
	const path = join(storage, "journals");
	const known: Record<string, string> = JSON.parse((await readFile(path, "utf8").catch(absent)) ?? "{}");
	const [before, here, names] = [known[root], await readId(root), await listSegments(root)];
	const seen = before === undefined ? [] : await listSegments(seenFolder(storage, before));
	const isSame = before !== undefined && (seen.length === 0 || seen.some((name) => names.includes(name)));
	if (before !== undefined && here === undefined && !isSame) {
		throw new Error(l10n.t("{0} had a journal and has none now. Perhaps its disk is not there", root));
	}
	if (before !== undefined && here !== undefined && before !== here && isSame) {
		await rename(seenFolder(storage, before), seenFolder(storage, here)).catch(absent);
	}
	const id = here ?? (names.length > 0 || isSame ? await writeId(root, before ?? randomUUID()) : randomUUID());
	if (id !== before) {
		await writeWholeFile(path, JSON.stringify({ ...known, [root]: id }));
	}
	return new JournalIdentity(root, id, here !== undefined || names.length > 0);
}

/** Where this machine keeps copies of what it has seen of a journal. */
export function seenFolder(storage: string, id: string): string {
	return join(storage, "seen", id);
}

async function readId(root: string): Promise<string | undefined> {
	const text = (await readFile(pathOf(root), "utf8").catch(absent))?.trim();
	return text === "" ? undefined : text;
}

/** Writes an id where there is none, and gives the one that is there. */
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

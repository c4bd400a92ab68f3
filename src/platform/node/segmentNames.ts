import { join } from "node:path";
import { journalFolder } from "./journalFiles";

// A segment's name is its path in the journal's folder, `<device>/<session>.jsonl`. If a sync client has put a copy of that
// folder beside it, the name is the path from the root, such as `journal (1)/<device>/<session>.jsonl`.

/** The path of the segment with this name. */
export function segmentPath(root: string, name: string): string {
	return join(name.split("/").length > 2 ? root : journalFolder(root), name);
}

/** The folder of a device that `listDevices` has returned. */
export function deviceFolder(root: string, device: string): string {
	return join(device.includes("/") ? root : journalFolder(root), device);
}

/**
 * Whether a file in a device's folder is a segment or a sync client's copy of one. Files whose names begin with a dot, such
 * as `._a.jsonl` of macOS, have other contents.
 */
export function isSegmentFile(file: string): boolean {
	return /^[^.].*\.jsonl$/i.test(file);
}

/** The file that a cloud client has not fetched yet, from the name of the file that stands for it: `.a.jsonl.icloud`. */
export function awaitedFile(file: string): string | undefined {
	const [, hidden, plain] = /^(?:\.(.+)\.icloud|(.+)\.(?:nextcloud|owncloud|cloud))$/i.exec(file) ?? [];
	const awaited = hidden ?? plain ?? "";
	return isSegmentFile(awaited) ? awaited : undefined;
}

/**
 * Whether a folder beside the journal's is a copy that a sync client has made of it: `journal (1)`, `journal 2`, `Journal`,
 * `journal (conflicted copy 2027-01-15)`. A person's own copy has another name, and may be there to start over.
 */
export function isJournalCopy(folder: string): boolean {
	const [, rest] = /^journal(.*)$/i.exec(folder) ?? [];
	return (
		rest !== undefined &&
		folder !== "journal" &&
		(rest === "" ||
			/^ (\d{1,2}|\(\d{1,3}\)|\(.*\d{4}-\d\d-\d\d.*\))$/.test(rest) ||
			/^[ ._-].*(confli|konfli)/i.test(rest))
	);
}

/** Whether a segment has a name that no window gives, so that another program has made it as a copy. */
export function isCopy(name: string): boolean {
	return !/^[a-z0-9]{8}\/\d{14,}-[a-z0-9]{6}(-\d+)?\.jsonl$/.test(name);
}

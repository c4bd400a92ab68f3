import type { JournalStorage } from "../journalStorage";
import { copyBackups, keepBackup, listBackups, readBackup, timeOfBackup } from "./backups";
import { Journal } from "./journal";
import { deviceId, sessionId } from "./journalFiles";
import { readSnapshotFile, writeSnapshotFile } from "./snapshotFile";
import { writeWholeFile } from "./wholeFile";

/** Stores progress in files on this machine's disks. */
export const journalFiles: JournalStorage = {
	backups: { keep: keepBackup, list: listBackups, timeOf: timeOfBackup, read: readBackup, copy: copyBackups },
	async open({ storage, root }, positions = {}) {
		const place = { root, device: await deviceId(storage), session: sessionId(Date.now()) };
		return new Journal(place, Date.now, positions);
	},
	readState: readSnapshotFile,
	keepState: writeSnapshotFile,
	writeFile: writeWholeFile,
};

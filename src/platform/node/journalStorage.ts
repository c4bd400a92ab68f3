import type { JournalStorage } from "../journalStorage";
import { copyBackups, keepBackup, listBackups, readBackup, timeOfBackup } from "./backups";
import { readExportFile } from "./exportFiles";
import { inspect } from "./inspection";
import { Journal } from "./journal";
import { deviceId, sessionId } from "./journalFiles";
import { identify, seenFolder } from "./journalIdentity";
import { removeLeftovers } from "./leftovers";
import { readSnapshotFile, writeSnapshotFile } from "./snapshotFile";
import { writeWholeFile } from "./wholeFile";

/** Stores progress in files on this machine's disks. */
export const journalFiles: JournalStorage = {
	backups: { keep: keepBackup, list: listBackups, timeOf: timeOfBackup, read: readBackup, copy: copyBackups },
	async open({ storage, root }, positions = {}) {
		const identity = await identify({ storage, root });
		// Nothing waits for this.
		void removeLeftovers({ storage, root }, Date.now());
		const place = { root, device: await deviceId(storage), session: sessionId(Date.now()) };
		return new Journal(place, Date.now, { positions, identity, seen: seenFolder(storage, identity.id) });
	},
	readState: readSnapshotFile,
	keepState: writeSnapshotFile,
	inspect: (place, checkup) => inspect(place, checkup, Date.now()),
	writeFile: writeWholeFile,
	readExport: readExportFile,
};

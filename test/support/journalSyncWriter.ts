import { writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { Journal } from "../../src/platform/node/journal";
import { sessionId } from "../../src/platform/node/journalFiles";
import { WriteError } from "../../src/platform/writeError";
import { shortHappeningOf } from "./journalTorture";
import { randomFrom } from "./random";

const [, , root = "", device = "", seed = ""] = process.argv;
const random = randomFrom(Number(seed) + device.length);
const session = sessionId(Date.now());

/** One sync of a hundred fails, and one write of a hundred finds the disk full. */
const openFile: typeof open = async (path, flags, mode) => {
	const file = await open(path, flags, mode);
	const { datasync, appendFile } = file;
	file.datasync = () => (random(100) === 0 ? Promise.reject(errorOf("EIO")) : datasync.call(file));
	file.appendFile = (...args) => (random(100) === 0 ? Promise.reject(errorOf("ENOSPC")) : appendFile.apply(file, args));
	return file;
};

function errorOf(code: string): Error {
	return Object.assign(new Error(`${code}: injected`), { code });
}

const journal = new Journal({ root, device, session }, Date.now, { openFile });
const watch = journal.watch({ onNews() {}, onLoss() {} }, { interval: 500 });
let isStopping = false;
process.stdin.on("end", () => {
	isStopping = true;
});
process.stdin.resume();

for (let sequence = 1; !isStopping; sequence++) {
	acknowledge(
		await journal.append(shortHappeningOf(`${device}.${session}.${sequence}`)).then((event) => [event], retry),
	);
	await setTimeout(1);
}
watch.dispose();
await retry(undefined);
writeSync(1, `${JSON.stringify({ unsaved: journal.unsaved.length })}\n`);
process.exit(0);

/** Until everything is saved, as a person does by Try Again, or the window by itself after a while. */
async function retry(error: unknown) {
	if (error !== undefined && !(error instanceof WriteError)) {
		throw error;
	}
	for (let attempt = 0; attempt < 2_000; attempt++) {
		try {
			const saved = await journal.retry(false);
			await journal.check();
			return saved;
		} catch (failure) {
			if (!(failure instanceof WriteError)) {
				throw failure;
			}
			await setTimeout(5);
		}
	}
	throw new Error(`${journal.unsaved.length} events cannot be saved`);
}

function acknowledge(events: readonly unknown[]): void {
	for (const event of events) {
		writeSync(1, `${JSON.stringify(event)}\n`);
	}
}

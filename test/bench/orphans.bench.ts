import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stubbornPrograms } from "./programs";
import { quiet } from "./report";
import { runScratch, useScratchFolder, writeScratch } from "./scratch";

/** Runs every stubborn program at once, then writes the pid of this process to a file and waits to be killed. */
export async function run(): Promise<void> {
	const folder = await useScratchFolder(600, 1_000_000);
	for (const [index, code] of Object.values(stubbornPrograms).entries()) {
		void runScratch(writeScratch(folder, index, code));
	}
	await quiet();
	writeFileSync(join(__dirname, "extension-host.pid"), `${process.pid}`);
	await new Promise(() => {});
}

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import * as vscode from "vscode";

/** Runs every suite beside this file in the extension host, and leaves the counts there for the tool that asked. */
export async function run(): Promise<void> {
	console.log(`Extension-host suite in VS Code ${vscode.version}`);
	const mocha = new Mocha({ ui: "bdd", timeout: 60_000, color: false });
	for (const name of readdirSync(__dirname).filter((file) => file.endsWith(".test.js"))) {
		mocha.addFile(join(__dirname, name));
	}
	const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
		const runner = mocha.run(() => resolve(runner.stats));
	});
	const counts = { passed: stats?.passes ?? 0, failed: stats?.failures ?? 1 };
	writeFileSync(join(__dirname, "counts.json"), JSON.stringify(counts));
	if (counts.failed > 0) {
		throw new Error(`${counts.failed} failing`);
	}
}

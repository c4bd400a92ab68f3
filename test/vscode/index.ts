import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import * as vscode from "vscode";

/**
 * Runs every suite in this folder in the extension host. The counts and the report go to a file, because the host's log
 * contains messages from others too.
 */
export async function run(): Promise<void> {
	const report = [`Extension-host suite in VS Code ${vscode.version}`];
	Mocha.reporters.Base.consoleLog = (...args) => report.push(format(...args));
	const mocha = new Mocha({ ui: "bdd", timeout: 60_000, color: false });
	for (const name of readdirSync(__dirname).filter((file) => file.endsWith(".test.js"))) {
		mocha.addFile(join(__dirname, name));
	}
	const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
		const runner = mocha.run(() => resolve(runner.stats));
	});
	const result = { passed: stats?.passes ?? 0, failed: stats?.failures ?? 1, report: report.join("\n") };
	writeFileSync(join(__dirname, "result.json"), JSON.stringify(result));
	if (result.failed > 0) {
		throw new Error(`${result.failed} failing`);
	}
}

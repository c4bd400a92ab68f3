import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { RunReport } from "../../src/core/lab/runReport";
import { discoverCPythons } from "../../src/platform/node/discovery";
import { Supervisor } from "../../src/platform/node/supervisor";

/** A supervisor on the newest Python that is found. */
export async function startNewest(): Promise<Supervisor> {
	const newest = (await discoverCPythons()).at(-1);
	assert.ok(newest);
	return new Supervisor(newest, resolve("python/supervisor.py"));
}

/** Runs code that must be valid. */
export async function run(supervisor: Supervisor, source: string): Promise<RunReport> {
	const report = new RunReport();
	const job = { source, path: "/scratch.py", cwd: tmpdir(), seconds: 10, bytes: 1_000_000 };
	await supervisor.run(job, (event) => report.add(event)).finished;
	assert.equal(report.syntaxError?.text, undefined);
	return report;
}

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as addresses from "../../../src/core/lab/judging/addresses";
import * as judging from "../../../src/core/lab/judging/judging";
import * as marks from "../../../src/core/lab/marks";
import * as python from "../../../src/core/lab/python";
import * as runReport from "../../../src/core/lab/runReport";
import * as versions from "../../../src/core/text/versions";
import { discoverCPythons } from "../../../src/platform/node/discovery";
import { Supervisor } from "../../../src/platform/node/supervisor";
import { readBank } from "../../../tools/lib/bank.mjs";
import { compare } from "../../../tools/lib/verify/compare.mjs";
import { inParallel, jobsOf, reasonToSkip } from "../../../tools/lib/verify/jobs.mjs";
import { nativePython, supervisorScript } from "../../../tools/lib/verify/pythons.mjs";

describe("without what Windows lacks", () => {
	it("the bank's experiments do what is recorded, but for those that need a native build's processes", async () => {
		const newest = (await discoverCPythons()).at(-1);
		assert.ok(newest);
		const folder = await mkdtemp(join(tmpdir(), "dunder-portable-"));
		const command = [resolve("test/fixtures/portable.py"), supervisorScript] as const;
		const lab = { Supervisor, RunReport: runReport.RunReport };
		const portable = nativePython(newest, folder, lab, command);
		const bank = await readBank();
		const core = { ...addresses, ...judging, ...marks, ...python, ...runReport, ...versions };
		const failures: string[] = [];
		const jobs = (await jobsOf(bank)).filter(
			({ experiment }) => reasonToSkip(experiment, { ...portable, native: false }, core.compareVersions) === undefined,
		);
		await inParallel(jobs, 2, async (job) => {
			failures.push(...compare(job, portable, await portable.record(job), core));
		});
		portable.dispose?.();
		await rm(folder, { recursive: true });
		assert.deepEqual(failures, []);
		assert.ok(jobs.length > 200);
	});
});

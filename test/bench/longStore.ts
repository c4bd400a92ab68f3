import { rm } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { foldSteps } from "../../src/core/journal/fold";
import { studyTime } from "../../src/core/schedule/day";
import { createScheduler } from "../../src/core/schedule/schedule";
import { exportPieces, follow } from "../../src/platform/eventSource";
import { localCalendar } from "../../src/platform/localCalendar";
import { Journal } from "../../src/platform/node/journal";
import { writeWholeFile } from "../../src/platform/node/wholeFile";

const [, , task = "", root = "", folder = ""] = process.argv;
const scheduler = createScheduler({ desiredRetention: 0.9, studyTime: (at) => studyTime(at, 4, localCalendar) });

const tasks: Readonly<Record<string, () => Promise<unknown>>> = {
	async read() {
		const { source } = await new Journal({ root, device: "bench", session: "bench" }, Date.now).surveyAnew();
		await follow(foldSteps(source.table, scheduler), source);
	},
	async export() {
		const { source } = await new Journal({ root, device: "bench", session: "bench" }, Date.now).survey();
		await writeWholeFile(join(folder, "export.jsonl"), exportPieces(source));
	},
};

let peak = 0;
const sampler = setInterval(() => {
	peak = Math.max(peak, process.memoryUsage().rss);
}, 5);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const start = performance.now();
await tasks[task]?.();
const milliseconds = performance.now() - start;
delay.disable();
clearInterval(sampler);
await rm(join(folder, "export.jsonl"), { force: true });
process.stdout.write(JSON.stringify({ milliseconds, pause: delay.max / 1e6, peak: peak / 1e6 }));

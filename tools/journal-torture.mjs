import { parseArgs } from "node:util";
import { importTypeScript } from "./lib/typescript.mjs";

const help = `npm run torture [-- --kills=N] [--reviews=N] [--troubles=N] [--seed=N]

Windows write reviews to one journal, each in a process of its own, while

  - they are killed with SIGKILL at random moments, at least 160 times (--kills),
  - another program replaces, reverts, cuts off, deletes, and hides their files, at least 1,000 times (--troubles), and
    syncs and writes fail,
  - two clones share the journal by git, with pull --rebase --autostash,
  - a program copies newer files between two folders and renames them into place.

The first two go on until 10,000 reviews each were acknowledged (--reviews). Fails if one is lost, doubled, or invented, or
if a window says that it is saved and it is not. The seed is printed; --seed repeats the troubles of a run.`;

const { values: options } = parseArgs({
	options: {
		help: { type: "boolean" },
		kills: { type: "string", default: "160" },
		reviews: { type: "string", default: "10000" },
		troubles: { type: "string", default: "1000" },
		seed: { type: "string", default: `${Date.now() % 1_000_000}` },
	},
});

if (options.help) {
	console.log(help);
} else {
	const { torture } = await importTypeScript("test/support/journalTorture.ts");
	const { gitTorture, renameTorture, syncTorture } = await importTypeScript("test/support/syncTorture.ts");
	const [kills, reviews, troubles, seed] = [options.kills, options.reviews, options.troubles, options.seed].map(Number);
	let failures = 0;
	for (const [name, run] of Object.entries({
		kills: () => torture({ kills, reviews }),
		"a sync client": () => syncTorture({ troubles, reviews }, seed),
		git: () => gitTorture(Math.ceil((troubles ?? 0) / 25), seed),
		"copying and renaming": () => renameTorture(Math.ceil((troubles ?? 0) / 2), seed),
	})) {
		const result = await run();
		console.log(`${name}: ${JSON.stringify(result)}`);
		failures += result.lost + result.doubled + result.invented + (result.unsaved ?? 0);
	}
	process.exitCode = failures === 0 ? 0 : 1;
}

import { parseArgs } from "node:util";
import { importTypeScript } from "./lib/typescript.mjs";

const help = `npm run torture [-- --kills=N] [--reviews=N]

Four processes write reviews to one journal and are killed with SIGKILL at random moments, at least 160 times and until
10,000 reviews were acknowledged. Fails when one of them is lost, doubled or invented.`;

const { values: options } = parseArgs({
	options: {
		help: { type: "boolean" },
		kills: { type: "string", default: "160" },
		reviews: { type: "string", default: "10000" },
	},
});

if (options.help) {
	console.log(help);
} else {
	const { torture } = await importTypeScript("test/support/journalTorture.ts");
	const result = await torture({ kills: Number(options.kills), reviews: Number(options.reviews) });
	console.log(JSON.stringify(result));
	process.exitCode = result.lost + result.doubled + result.invented === 0 ? 0 : 1;
}

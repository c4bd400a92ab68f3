import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const file = join(__dirname, "measurements.jsonl");

/** Records a measurement of ours or of the baseline, in milliseconds or in the unit of its row. */
export function report(row: string, side: "ours" | "baseline", value: number): void {
	appendFileSync(file, `${JSON.stringify({ row, side, value })}\n`);
}

/** Measures both sides, in an order that changes from round to round, so that neither gains by being second. */
export async function alternate(
	round: number,
	measureOurs: () => Promise<void>,
	measureBaseline: () => Promise<void>,
): Promise<void> {
	const both = [measureOurs, measureBaseline];
	for (const measure of (round + windowsSoFar()) % 2 === 0 ? both : both.reverse()) {
		await measure();
	}
}

/** The number of windows in which activation, which comes first in each, has been measured. */
function windowsSoFar(): number {
	const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
	return Math.floor(lines.filter((line) => line.includes('"activation"')).length / 2);
}

/**
 * Waits until the extension host has nothing to do: at least three seconds, and then a second in which no timer was
 * late. Otherwise, what a window or an extension does after its start would be measured too.
 */
export async function quiet(): Promise<void> {
	await pause(3_000);
	const giveUp = performance.now() + 30_000;
	for (let calm = 0; calm < 100; ) {
		const before = performance.now();
		await pause(10);
		const now = performance.now();
		calm = now - before < 15 ? calm + 1 : 0;
		if (now > giveUp) {
			throw new Error("The extension host did not become quiet in 30 seconds: is the machine doing something else?");
		}
	}
}

function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

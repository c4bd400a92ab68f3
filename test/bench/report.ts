import { appendFileSync } from "node:fs";
import { join } from "node:path";

/** One measurement, in milliseconds: ours or the baseline's. */
export function report(row: string, side: "ours" | "baseline", milliseconds: number): void {
	appendFileSync(join(__dirname, "measurements.jsonl"), `${JSON.stringify({ row, side, milliseconds })}\n`);
}

/** Measures both sides, in an order that differs from run to run so that neither gains by being second. */
export async function alternate(measureOurs: () => Promise<void>, measureBaseline: () => Promise<void>): Promise<void> {
	const both = [measureOurs, measureBaseline];
	for (const measure of Math.random() < 0.5 ? both : both.reverse()) {
		await measure();
	}
}

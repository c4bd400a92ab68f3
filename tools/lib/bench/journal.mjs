import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importTypeScript } from "../typescript.mjs";

const day = 86_400_000;
const days = 3_650;
const questions = 160;

/**
 * Writes a journal of reviews of 160 questions over ten years, with one segment for each day.
 * @param {number} reviews
 * @returns {Promise<string>} its root, whose name has the number of reviews
 */
export async function makeLongJournal(reviews) {
	const { encodeRecord } = await importTypeScript("src/core/journal/record.ts");
	const root = await mkdtemp(join(tmpdir(), `dunder-journal-${reviews}-`));
	const folder = join(root, "journal", "benchdev");
	await mkdir(folder, { recursive: true });
	const start = Date.now() - days * day;
	for (let number = 0; number < days; number++) {
		const session = `day-${String(number).padStart(4, "0")}`;
		const [first, last] = [number, number + 1].map((count) => Math.floor((count * reviews) / days));
		let text = "";
		for (let review = first ?? 0; review < (last ?? 0); review++) {
			const sequence = review - (first ?? 0) + 1;
			text += encodeRecord({
				id: `benchdev.${session}.${sequence}`,
				at: start + number * day + sequence * 60_000,
				kind: "reviewed",
				pack: "dunder",
				question: `topic/question-${(review * 7) % questions}`,
				rating: (review % 4) + 1,
			});
		}
		await writeFile(join(folder, `${session}.jsonl`), text);
	}
	return root;
}

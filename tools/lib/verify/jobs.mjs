import { basename, dirname, join } from "node:path";
import { importTypeScript } from "../typescript.mjs";

/**
 * @typedef {import("../../../src/core/bank/question").Experiment} Experiment
 * @typedef {import("./pythons.mjs").Python} Python
 * @typedef {import("./compare.mjs").Core} Core
 * @typedef {{ file: string, experiment: Experiment, scratch: { path: string, source: string } }} Job an experiment, and
 *   as it stands in its scratch file, on other lines and without its marks
 */

/**
 * @param {Pick<import("../../../src/core/bank/parseBank").ParsedBank, "pack" | "questions" | "files">} bank
 * @returns {Promise<Job[]>}
 */
export async function jobsOf({ pack, questions, files }) {
	const { questionKey } = await importTypeScript("src/core/bank/questionKey.ts");
	const { composeScratch } = await importTypeScript("src/core/lab/composeScratch.ts");
	const { readRegions } = await importTypeScript("src/core/lab/regions.ts");
	const { scratchPath } = await importTypeScript("src/core/lab/scratchPath.ts");
	return questions.flatMap((question) => {
		const regions = readRegions(composeScratch(question));
		const path = scratchPath(questionKey(pack, question.id));
		return question.experiments.map((experiment, index) => ({
			file: files.get(question.id) ?? "",
			experiment,
			scratch: {
				path: join(dirname(path), `${index}`, basename(path)),
				source: regions[index].source,
			},
		}));
	});
}

/**
 * Why an experiment can't run on a Python, or `undefined` if it can.
 * @param {Experiment} experiment @param {Python} python @param {Core["compareVersions"]} compare
 */
export function reasonToSkip({ code, conditions }, python, compare) {
	for (const requirement of conditions.requires) {
		if (requirement === "native" && !python.native) {
			return "needs a native build";
		}
		if (requirement === "free-threaded") {
			return "needs a free-threaded build";
		}
		const [, operator, version] = /^(>=|<)(.+)$/.exec(requirement) ?? [];
		if (operator && version && compare(python.version, version) < 0 === (operator === ">=")) {
			return `needs Python ${requirement}`;
		}
	}
	if (!python.native && /^# at exit$/m.test(code)) {
		return "needs a process of its own";
	}
	return conditions.packages.length > 0 ? `needs ${conditions.packages.join(", ")}` : undefined;
}

/** @template T @param {T[]} items @param {number} width @param {(item: T) => Promise<void>} work */
export async function inParallel(items, width, work) {
	const queue = [...items];
	const worker = async () => {
		for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
			await work(item);
		}
	};
	await Promise.all(Array.from({ length: width }, worker));
}

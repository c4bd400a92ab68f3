import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { importTypeScript } from "./typescript.mjs";

const file = join(root, "questions", "verified.json");

/** @typedef {import("../../src/core/bank/question").Experiment} Experiment */
/** @typedef {{ id: string, experiments: readonly Experiment[] }} Question */
/** @typedef {{ code: string, versions: string[] }} Entry `code` is a digest of what was run */

/**
 * Opens the record of the CPython versions on which each experiment of the bank has held, the newest of each minor
 * version. An experiment whose code or conditions have changed is another experiment, so that no version is claimed for
 * code that did not run on it. The record is beside the questions, so that Dunder can be built without all these
 * Pythons.
 */
export async function openRecord() {
	const { compareVersions, minorOf } = await importTypeScript("src/core/text/versions.ts");
	/** @type {Record<string, Entry[]>} */
	const record = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
	/** @type {Map<Experiment, Set<string>>} */
	const held = new Map();
	/** @type {Map<Experiment, Set<string>>} */
	const failed = new Map();
	/** @param {Question} question @param {Experiment} experiment @returns {string[]} */
	const known = ({ id }, experiment) => record[id]?.find(({ code }) => code === digest(experiment))?.versions ?? [];

	/** The newest of each minor version, oldest first. @param {readonly string[]} versions @returns {string[]} */
	const newest = (versions) => {
		const sorted = [...versions].sort(compareVersions);
		return [...new Map(sorted.map((version) => [minorOf(version), version])).values()];
	};
	return {
		/** @param {Question} question @param {Experiment} experiment @returns {string[]} oldest first */
		versions: known,
		/** @param {Experiment} experiment @param {string} version @param {boolean} holds */
		add(experiment, version, holds) {
			const versions = holds ? held : failed;
			versions.set(experiment, (versions.get(experiment) ?? new Set()).add(version));
		},
		/** Writes what was added, and drops experiments that no longer exist. @param {readonly Question[]} questions */
		async save(questions) {
			for (const question of questions) {
				record[question.id] = question.experiments.map((experiment) => {
					const lost = new Set([...(failed.get(experiment) ?? [])].map(minorOf));
					const kept = known(question, experiment).filter((version) => !lost.has(minorOf(version)));
					return { code: digest(experiment), versions: newest([...kept, ...(held.get(experiment) ?? [])]) };
				});
			}
			const lines = questions
				.filter(({ experiments }) => experiments.length > 0)
				.map(
					({ id }) =>
						`${JSON.stringify(id)}: [\n\t${record[id]?.map((entry) => JSON.stringify(entry)).join(",\n\t")}\n]`,
				);
			await writeFile(file, `{\n${lines.sort().join(",\n")}\n}\n`);
		},
	};
}

/** @param {Experiment} experiment @returns {string} */
function digest({ code, conditions }) {
	return createHash("sha256")
		.update(JSON.stringify([code, conditions]))
		.digest("hex")
		.slice(0, 16);
}

import { readFile } from "node:fs/promises";
import { importTypeScript } from "./lib/typescript.mjs";

const help = `npm run judge -- FILE.json

Judges predictions by the rule of docs/judging.md and prints each that is judged otherwise than the file says. The file is a
list of cases, each in one of two forms, with lines as lists of strings:

  { "printed", "raised", "predicted", "verdict" }   raised is null, the name of a class, or { "name", "module", "qualname" };
                                                    verdict is right, wrong or unknown
  { "code", "printed", "predicted" }                the prediction is wrong; where the code has "raise ", the last line of
                                                    printed is the class that is raised

Either may have a "version", such as "3.13.0", which is the default. Exits with 1 where a case differs, and with 2 where the
file cannot be read.`;

const newest = "3.13.0";
const verdicts = ["right", "wrong", "unknown"];

/**
 * @typedef {{ name: string, module: string, qualname: string, message: string }} Raised
 * @typedef {{ printed: string[], raised: Raised | undefined, predicted: string[], verdict: string, version: string }} Case
 */

class BadFile extends Error {}

/** @param {string | undefined} file @returns {Promise<Case[]>} */
async function readCases(file) {
	if (file === undefined) {
		throw new BadFile("No file is named. Write: npm run judge -- FILE.json");
	}
	const text = await readFile(file, "utf8").catch(({ message }) => {
		throw new BadFile(`${file} cannot be read: ${message}.`);
	});
	/** @type {unknown} */
	let cases;
	try {
		cases = JSON.parse(text);
	} catch (error) {
		throw new BadFile(`${file} is not JSON: ${error instanceof Error ? error.message : error}.`);
	}
	if (!Array.isArray(cases)) {
		throw new BadFile(`${file} must be a list of cases.`);
	}
	return cases.map((one, index) => readCase(one, `${file}: case ${index + 1}`));
}

/** @param {unknown} value @param {string} place @returns {Case} */
function readCase(value, place) {
	if (typeof value !== "object" || value === null) {
		throw new BadFile(`${place} must be an object.`);
	}
	/** @type {Record<string, unknown>} */
	const fields = { ...value };
	const printed = linesIn(fields.printed, `${place}: "printed"`);
	const predicted = linesIn(fields.predicted, `${place}: "predicted"`);
	const { version = newest, verdict = "wrong" } = fields;
	if (typeof version !== "string" || !/^\d+(\.\d+)*$/.test(version)) {
		throw new BadFile(`${place}: "version" must be one such as "3.13.0".`);
	}
	if (typeof verdict !== "string" || !verdicts.includes(verdict)) {
		throw new BadFile(`${place}: "verdict" must be one of ${verdicts.join(", ")}.`);
	}
	if (!("verdict" in fields) && typeof fields.code !== "string") {
		throw new BadFile(`${place} needs a "verdict" or the "code".`);
	}
	const isRaised = !("verdict" in fields) && `${fields.code}`.includes("raise ");
	const raised = raisedIn(isRaised ? printed.at(-1) : fields.raised, place);
	return { printed: isRaised ? printed.slice(0, -1) : printed, raised, predicted, verdict, version };
}

/** @param {unknown} value @param {string} place @returns {string[]} */
function linesIn(value, place) {
	if (!Array.isArray(value) || !value.every((line) => typeof line === "string")) {
		throw new BadFile(`${place} must be a list of strings.`);
	}
	return value;
}

/** @param {unknown} value @param {string} place @returns {Raised | undefined} */
function raisedIn(value, place) {
	if (value === undefined || value === null) {
		return undefined;
	}
	/** @type {Record<string, unknown>} */
	const { name, module = "", qualname = "", message = "" } = typeof value === "object" ? { ...value } : { name: value };
	if (typeof name !== "string" || [module, qualname, message].some((text) => typeof text !== "string")) {
		throw new BadFile(`${place}: "raised" must be null, the name of a class, or an object with its "name".`);
	}
	return { name, module: `${module}`, qualname: `${qualname}`, message: `${message}` };
}

/** @param {string | undefined} file @returns {Promise<number>} the exit code */
async function main(file) {
	const cases = await readCases(file);
	/** @type {typeof import("../src/core/lab/judging/judging")} */
	const { judge } = await importTypeScript("src/core/lab/judging/judging.ts");
	let differences = 0;
	for (const [index, { printed, raised, predicted, verdict, version }] of cases.entries()) {
		const found = judge({ lines: predicted, hasException: false }, { output: printed, error: raised }, version);
		if (found !== verdict) {
			differences++;
			const did = [...printed, ...(raised ? [`raises ${raised.name}`] : [])];
			const texts = [did, predicted].map((lines) => JSON.stringify(lines));
			console.log(`case ${index + 1} is ${found}, not ${verdict}: ${texts[0]}, predicted as ${texts[1]}`);
		}
	}
	console.log(`${differences} of ${cases.length} cases differ.`);
	return differences === 0 ? 0 : 1;
}

const files = process.argv.slice(2);
if (files.includes("--help")) {
	console.log(help);
} else {
	process.exitCode = await main(files[0]).catch((error) => {
		if (!(error instanceof BadFile)) {
			throw error;
		}
		console.error(error.message);
		return 2;
	});
}

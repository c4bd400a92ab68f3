import assert from "node:assert/strict";
import { type SearchPlaces, searchInterpreter } from "../../../src/platform/interpreterSearch";
import { defaultCommands } from "../../../src/platform/node/interpreters";
import { late, Patience } from "../../../src/platform/patience";
import type { Interpreter, Probe } from "../../../src/platform/pythonRuntime";

const never = () => new Promise<never>(() => {});
const long = 1_000_000;

/** Answers like the Pythons of a table, which has the version for each command. */
function probeOf(versions: Readonly<Record<string, string>>): Probe {
	return async (...command) => {
		const path = command.join(" ");
		const version = versions[path];
		return version === undefined ? { failure: "missing" } : interpreter(path, version);
	};
}

function interpreter(path: string, version: string): Interpreter {
	const own = { implementation: "cpython", implementationVersion: version, isFreeThreaded: false, platform: "linux" };
	return { path, arguments: [], version, executable: path, ...own };
}

describe("the search for a Python", () => {
	const onPath = probeOf({ "/named": "3.9.1", "/selected": "3.10.2", python: "3.11.3" });

	async function search(places: Partial<SearchPlaces>, probe = onPath): Promise<string> {
		const all = { named: "", selected: async () => undefined, defaultCommands: defaultCommands("linux"), ...places };
		const result = await searchInterpreter(all, probe);
		return "refusal" in result
			? result.refusal
			: `${result.interpreter.path}${result.isLate ? ", for the extension is late" : ""}`;
	}

	it("takes the setting's, else the extension's, else the first on PATH", async () => {
		assert.equal(await search({ named: "/named", selected: async () => "/selected" }), "/named");
		assert.equal(await search({ selected: async () => "/selected" }), "/selected");
		assert.equal(await search({ selected: async () => "/gone" }), "python");
		assert.equal(await search({}), "python");
		assert.equal(await search({ defaultCommands: defaultCommands("win32") }, probeOf({ "py -3": "3.14.0" })), "py -3");
	});

	it("does not ask the extension where the setting names a Python", async () => {
		assert.equal(await search({ named: "/named", selected: never }), "/named");
	});

	it("takes the first on PATH where the extension does not answer, and says so", async () => {
		assert.equal(await search({ selected: async () => late }), "python, for the extension is late");
	});

	it("says where it looked and why nothing there is of use", async () => {
		const nothing = probeOf({});
		const looked = async (selected: SearchPlaces["selected"]) =>
			/Looked for: (.*)\. Install/.exec(await search({ selected }, nothing))?.[1];
		const rest = "python3 (no such program is there), python (no such program is there)";
		const unset = "dunder.pythonPath (not set), ";
		assert.equal(
			await looked(async () => undefined),
			`${unset}the Python extension (no interpreter selected there), ${rest}`,
		);
		assert.equal(await looked(async () => late), `${unset}the Python extension (it did not answer), ${rest}`);
		assert.equal(
			await looked(async () => {
				throw new Error("its server has crashed");
			}),
			`${unset}the Python extension (it failed: its server has crashed), ${rest}`,
		);
		assert.equal(await looked(async () => "/gone"), `${unset}/gone (no such program is there), ${rest}`);
		assert.equal(
			await search({ named: "/gone" }),
			"The setting dunder.pythonPath names /gone, but no such program is there.",
		);
	});
});

describe("patience", () => {
	it("gives the answer that comes in time, and the failure too", async () => {
		const patience = new Patience(long);
		assert.equal(await patience.ask("a", async () => 1), 1);
		await assert.rejects(
			patience.ask("a", async () => {
				throw new Error("no");
			}),
			/^Error: no$/,
		);
	});

	it("ends at an answer that never comes, and does not wait for the question again until one has come", async () => {
		const patience = new Patience(1);
		assert.equal(await patience.ask("a", never), late);
		const impatient = new Patience(long);
		assert.equal(await patience.ask("b", async () => "other"), "other");
		assert.equal(await impatient.ask("a", async () => "other"), "other");
		// The Python is asked again, because it may answer now, but the person doesn't wait a second time.
		assert.equal(await patience.ask("a", async () => "quick"), late);
		await new Promise(setImmediate);
		assert.equal(await patience.ask("a", async () => "quick"), "quick");
	});

	it("asks again after a question that was given up has failed", async () => {
		const patience = new Patience(1);
		let fail = (_: Error) => {};
		const slow = () =>
			new Promise<string>((_, reject) => {
				fail = reject;
			});
		assert.equal(await patience.ask("a", slow), late);
		fail(new Error("too late"));
		await new Promise(setImmediate);
		assert.equal(await patience.ask("a", async () => 2), 2);
	});
});

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("npm run judge", () => {
	let folder: string;
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-judge-"));
	});
	after(() => rm(folder, { recursive: true }));

	/** Runs the tool on a file with this text, and returns its exit code and what it wrote. */
	async function judge(text: string) {
		const file = join(folder, "cases.json");
		await writeFile(file, text);
		return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
			execFile(process.execPath, ["tools/judge.mjs", file], (error, output, errors) => {
				resolve({ code: typeof error?.code === "number" ? error.code : 0, output, errors });
			});
		});
	}

	it("judges cases in either form, and says nothing of those that are judged as given", async () => {
		const cases = [
			{ printed: ["[1, 2]"], raised: null, predicted: ["[1,2]"], verdict: "right" },
			{ printed: ["1"], raised: null, predicted: ["idk"], verdict: "unknown" },
			{ printed: ["a"], raised: "KeyError", predicted: ["a", "KeyError"], verdict: "right" },
			{ code: "print(1)", printed: ["1"], predicted: ["1.0"] },
			{ code: "print(1); raise KeyError", printed: ["1", "KeyError"], predicted: ["KeyError"] },
			{
				printed: [],
				raised: { name: "TimeoutError", module: "builtins", qualname: "TimeoutError" },
				predicted: ["asyncio.TimeoutError"],
				verdict: "wrong",
				version: "3.10.1",
			},
		];
		assert.deepEqual(await judge(JSON.stringify(cases)), { code: 0, output: "0 of 6 cases differ.\n", errors: "" });
	});

	it("prints each that is judged otherwise, and fails", async () => {
		const cases = [
			{ printed: ["1"], raised: null, predicted: ["1"], verdict: "right" },
			{ printed: ["1"], raised: null, predicted: ["2"], verdict: "right" },
			{ code: "print(1)", printed: ["1"], predicted: ["1"] },
		];
		const { code, output } = await judge(JSON.stringify(cases));
		assert.equal(code, 1);
		assert.deepEqual(output.split("\n"), [
			'case 2 is wrong, not right: ["1"], predicted as ["2"]',
			'case 3 is right, not wrong: ["1"], predicted as ["1"]',
			"2 of 3 cases differ.",
			"",
		]);
	});

	it("says in a sentence why a file cannot be judged", async () => {
		const bad: readonly (readonly [string, RegExp])[] = [
			["{", /is not JSON: .*\.$/],
			["{}", /must be a list of cases\.$/],
			["[1]", /case 1 must be an object\.$/],
			['[{"printed": [], "predicted": [1], "verdict": "right"}]', /case 1: "predicted" must be a list of strings\.$/],
			['[{"printed": [], "predicted": [], "verdict": "maybe"}]', /case 1: "verdict" must be one of/],
			['[{"printed": [], "predicted": []}]', /case 1 needs a "verdict" or the "code"\.$/],
		];
		for (const [text, message] of bad) {
			const { code, output, errors } = await judge(text);
			assert.deepEqual([code, output], [2, ""], text);
			assert.match(errors.trim(), message);
		}
	});
});

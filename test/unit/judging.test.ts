import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Raised } from "../../src/core/judging/exceptionNames";
import { hintAt } from "../../src/core/judging/hints";
import { judge, type Outcome } from "../../src/core/judging/judging";

interface Row {
	readonly text: string;
	readonly outcome: Outcome;
	readonly predicted: readonly string[];
	readonly verdict: string;
	readonly hint: string;
	readonly version: string;
}

/** `json.decoder.JSONDecodeError` as an exception that was raised. */
function raised(path: string, message = ""): Raised {
	const [, module = "", qualname = ""] = /^(.*?)\.([^.]*|[A-Z].*)$/.exec(path) ?? [];
	return { name: qualname.split(".").at(-1) ?? "", module, qualname, message };
}

/** The text of a cell's inline code; words in italics are empty. */
function codeIn(cell: string): string {
	const [, double, single] = /^(?:`` (.*) ``|`(.*)`)$/.exec(cell) ?? [];
	return (double ?? single ?? "").replaceAll("\\|", "|");
}

/** The parts of a cell, divided outside its inline code. */
function partsOf(cell: string): string[] {
	return cell.match(/(?:raises )?(?:`` .*? ``|`[^`]*`|\*[^*]+\*)/g) ?? [];
}

function readRow(text: string): Row {
	const [did = "", predicted = "", verdict = "", hint = ""] = text.split(/(?<!\\)\|/).slice(1, -1);
	const parts = partsOf(did).filter((part) => part !== "*nothing*");
	const exception = parts.find((part) => part.startsWith("raises "));
	const output = parts.filter((part) => part !== exception).map(codeIn);
	return {
		text,
		outcome: { output, error: exception === undefined ? undefined : raised(codeIn(exception.slice("raises ".length))) },
		predicted: partsOf(predicted).map(codeIn),
		verdict: verdict.replaceAll("*", "").trim(),
		hint: hint.trim(),
		version: /` on ([\d.]+) $/.exec(did)?.[1] ?? "3.13",
	};
}

const page = readFileSync("docs/judging.md", "utf8");
const rows = page
	.split("\n")
	.filter((line) => line.startsWith("| ") && !/^\| (?:---|Python prints)/.test(line))
	.map(readRow);

function verdictOf(predicted: readonly string[], outcome: Outcome, version = "3.13.0") {
	return judge({ lines: predicted, hasException: false }, outcome, version);
}

const printing = (...output: readonly string[]): Outcome => ({ output, error: undefined });
const raising = (path: string, message?: string): Outcome => ({ output: [], error: raised(path, message) });

describe("the page on judging", () => {
	it("has at least ninety cases, with some of each verdict in each of its kinds", () => {
		assert.ok(rows.length >= 90, `${rows.length}`);
		const tables = page.split("\n### ").slice(1);
		assert.ok(tables.length >= 8);
		for (const table of tables) {
			assert.match(table, /\| right \|/);
			assert.match(table, /\| \*\*wrong\*\* \|/);
		}
		assert.ok(
			rows.every(({ predicted, verdict }) => predicted.length > 0 && /^(?:right|wrong|unknown)$/.test(verdict)),
		);
	});

	it("says how every case is judged, and what differs where it is wrong", () => {
		const differences = rows.flatMap(({ text, outcome, predicted, verdict, hint, version }) => {
			const prediction = { lines: predicted, hasException: false };
			const found = judge(prediction, outcome, version);
			const foundHint = found === "wrong" ? (hintAt(prediction, outcome, version) ?? "") : "";
			return found === verdict && foundHint === hint ? [] : [`${text} is ${found}: ${foundHint}`];
		});
		assert.deepEqual(differences, []);
	});
});

describe("judging", () => {
	it("takes the exact text first, whatever else it may mean", () => {
		for (const text of [
			"nothing",
			"??",
			"idk",
			"a # b",
			"why?",
			"a ⏎ b",
			"a\\nb",
			"(empty line)",
			"TypeError",
			"'a' 'b'",
		]) {
			assert.equal(verdictOf([text], printing(text)), "right", text);
		}
	});

	it("is right where any other text would not be, for whatever was printed", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (printed, predicted) => {
				const line = printed.trimEnd();
				fc.pre(!/[\p{Cc}]/u.test(line) && line.trim() !== "?" && line.trim() !== "");
				assert.equal(verdictOf([line], printing(line)), "right");
				const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "");
				fc.pre(!/[#?]/.test(predicted) && letters(predicted) !== letters(line));
				assert.notEqual(verdictOf([predicted], printing(line)), "right");
			}),
			{ numRuns: 500 },
		);
	});

	it("tells apart namesakes of the classes around them", () => {
		const outer: Outcome = {
			output: [],
			error: { name: "E", module: "m", qualname: "f.<locals>.Outer.E", message: "" },
		};
		assert.equal(verdictOf(["Outer.E"], outer), "right");
		assert.equal(verdictOf(["m.f.<locals>.Outer.E"], outer), "right");
		assert.equal(verdictOf(["E"], outer), "right");
		assert.equal(verdictOf(["Other.E"], outer), "wrong");
		assert.equal(verdictOf(["n.E"], outer), "wrong");
	});

	it("does not know another module where the report has none", () => {
		const unknown: Outcome = { output: [], error: { name: "OSError", module: "", qualname: "", message: "" } };
		assert.equal(verdictOf(["IOError"], unknown), "right");
		assert.equal(verdictOf(["builtins.OSError"], unknown), "wrong");
		assert.equal(verdictOf(["socket.error"], unknown), "wrong");
	});

	it("overlooks the message of an exception, and a choice in it that Python wrote", () => {
		const message = "generator raised StopIteration";
		assert.equal(verdictOf([`RuntimeError: ${message}`], raising("builtins.RuntimeError", message)), "right");
		assert.equal(
			verdictOf(["RuntimeError: no or OSError"], raising("builtins.RuntimeError", "no or OSError")),
			"right",
		);
		assert.equal(verdictOf(["RuntimeError: no or OSError"], raising("builtins.RuntimeError", "no")), "wrong");
	});

	it("reads other names of a class on the versions that have them", () => {
		const cases: readonly (readonly [raised: string, predicted: string, from: string])[] = [
			["builtins.TimeoutError", "socket.timeout", "3.10"],
			["builtins.TimeoutError", "asyncio.TimeoutError", "3.11"],
			["builtins.TimeoutError", "concurrent.futures.TimeoutError", "3.11"],
			["re.PatternError", "re.error", "3.13"],
		];
		for (const [path, predicted, from] of cases) {
			const before = `3.${Number(from.split(".")[1]) - 1}.9`;
			assert.equal(verdictOf([predicted], raising(path), before), "wrong", `${predicted} on ${before}`);
			assert.equal(verdictOf([predicted], raising(path), `${from}.0`), "right", `${predicted} on ${from}`);
		}
	});

	it("compares what is too long to be predicted as text", () => {
		const long = `[${"1, ".repeat(400)}1]`;
		assert.equal(verdictOf([long], printing(long)), "right");
		assert.equal(verdictOf([long.replaceAll(" ", "")], printing(long)), "wrong");
		const deep = "[".repeat(400) + "]".repeat(400);
		assert.equal(verdictOf([deep], printing(deep)), "right");
		assert.equal(verdictOf([` ${deep} `], printing(deep)), "right");
	});
});

/** A value as `repr` writes it, and with other spaces, quotes and order in sets. */
const values = fc.letrec<{ value: readonly [string, string] }>((tie) => {
	const list = (open: string, close: string) =>
		fc.array(tie("value"), { minLength: 2, maxLength: 4 }).map((items): readonly [string, string] => {
			const [own, other] = [0, 1].map((side) => items.map((item) => item[side]));
			return [`${open}${own?.join(", ")}${close}`, `${open} ${other?.join(" ,")},${close}`];
		});
	const sets = fc.uniqueArray(fc.integer(), { minLength: 2, maxLength: 5 }).map((items): readonly [string, string] => {
		return [`{${items.join(", ")}}`, `{${[...items].reverse().join(",")}}`];
	});
	const leaves = fc.oneof(
		fc.integer().map((number): readonly [string, string] => [`${number}`, `${number}`]),
		fc.stringMatching(/^[a-z #:,()]*$/).map((text): readonly [string, string] => [`'${text}'`, `"${text}"`]),
		fc.constantFrom<readonly [string, string]>(["None", "None"], ["True", "True"], ["0.5", "0.5"], ["-inf", "- inf"]),
	);
	return { value: fc.oneof({ maxDepth: 3 }, leaves, sets, list("[", "]"), list("(", ")"), list("Point(", ")")) };
});

describe("what repr writes", () => {
	it("is the same in other quotes, spacing and order of sets, alone and within a line", () => {
		fc.assert(
			fc.property(fc.array(values.value, { minLength: 1, maxLength: 3 }), (items) => {
				const [own, other] = [0, 1].map((side) => `[${items.map((item) => item[side]).join(side ? "," : ", ")}]`);
				assert.equal(verdictOf([`${other}`], printing(`${own}`)), "right");
				assert.equal(verdictOf([`it is ${other}.`], printing(`it is ${own}.`)), "right");
				assert.equal(verdictOf([`it is ${other}`], printing(`it is ${own}.`)), "wrong");
			}),
			{ numRuns: 300 },
		);
	});

	it("is not the same with one element more", () => {
		fc.assert(
			fc.property(values.value, ([own, other]) => {
				assert.equal(verdictOf([`[${other}, 7]`], printing(`[${own}]`)), "wrong");
				assert.equal(verdictOf([`[${other}]`], printing(`[${own}, 7]`)), "wrong");
				assert.equal(verdictOf([`(${other},)`], printing(`[${own}]`)), "wrong");
			}),
			{ numRuns: 200 },
		);
	});
});

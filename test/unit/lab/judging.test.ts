import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Raised } from "../../../src/core/lab/judging/exceptionNames";
import { hintAt } from "../../../src/core/lab/judging/hints";
import { judge, type Outcome } from "../../../src/core/lab/judging/judging";

interface Row {
	readonly text: string;
	readonly outcome: Outcome;
	readonly predicted: readonly string[];
	readonly verdict: string;
	readonly hint: string;
	readonly version: string;
}

/** An exception that was raised, by a path such as `json.decoder.JSONDecodeError`. */
function raised(path: string, message = ""): Raised {
	const [, module = "", qualname = ""] = /^(.*?)\.([^.]*|[A-Z].*)$/.exec(path) ?? [];
	return { name: qualname.split(".").at(-1) ?? "", module, qualname, message };
}

/** The text of a cell's inline code; empty if the cell has words in italics instead. */
function codeIn(cell: string): string {
	const [, double, single] = /^(?:`` (.*) ``|`(.*)`)$/.exec(cell) ?? [];
	return (double ?? single ?? "").replaceAll("\\|", "|");
}

/** The parts of a cell, split only outside of its inline code. */
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

const [page = ""] = readFileSync("docs/judging.md", "utf8").split("\n## How a run differs");
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

	/** Fails with every text that gets another verdict. */
	function all(verdict: string, texts: readonly string[], outcome: Outcome): void {
		assert.deepEqual(
			texts.filter((text) => verdictOf([text], outcome) !== verdict),
			[],
		);
	}

	it("reads the usual words for nothing, and only where nothing was printed", () => {
		const texts = [
			...["NOTHING", "nothing!", "[nothing]", '"nothing"', "*nothing*", "nothing?", "print nothing", "nothing at all"],
			...[
				"nothing was printed",
				"nothing will be printed",
				"nothing gets printed",
				"nothing happens",
				"outputs nothing",
			],
			...["No output.", "no visible output", "there's no output", "produces no output", "0 lines", "no print", "-"],
			...["won't print anything", "does not print", "it's silent", "empty output", "nothing (assignment)"],
			...["nothing, because it's an assignment", "nothing  # an assignment"],
		];
		all("right", texts, printing());
		all("wrong", texts, printing("1"));
		all("wrong", texts, printing("a", "b"));
		all(
			"wrong",
			["None", "nothing or None", "nothing, then 1", "not nothing", "no error", "0", "()", "''"],
			printing(),
		);
	});

	it("reads the usual words for Don't Know, whatever came", () => {
		const texts = [
			...["?", "??", "?!", "(?)", "IDK", "idk?", "dunno.", "I dunno", "no idea!", "no clue", "not a clue", "no guess"],
			...["don’t know", "dont know", "I do not know", "i really don't know", "I'm not sure", "unsure", "can't say"],
			...["who knows?", "I have no idea", "hard to say", "don't remember", "idk  # ask", "1 ⏎ ?"],
		];
		for (const outcome of [printing(), printing("1"), printing("a", "b"), raising("builtins.KeyError")]) {
			all("unknown", texts, outcome);
		}
		all("wrong", ["know", "a clue", "1?2", "sure", "idk1"], printing("1"));
	});

	it("reads an exception in the usual words", () => {
		const texts = [
			...[
				"type error",
				"Type error",
				"type-error",
				"TypeError!",
				"TypeError?",
				"TypeError…",
				"(TypeError)",
				'"TypeError"',
			],
			...[
				"It'll raise a TypeError",
				"we get a TypeError",
				"results in a TypeError",
				"leads to TypeError",
				"-> TypeError",
			],
			...[
				"crashes with a TypeError",
				"throws an exception (TypeError)",
				"an uncaught TypeError",
				"raise TypeError('x')",
			],
			...[
				"a TypeError exception",
				"TypeError is thrown.",
				"TypeError occurs",
				"raises TypeError here",
				"# !! TypeError",
			],
			...[
				"Traceback (most recent call last): TypeError",
				"Traceback … TypeError",
				"<class 'TypeError'>",
				"TypeError()",
			],
			...["TypeError because it is a list", "TypeError (not OSError)", "Exception: TypeError", "raises `TypeError`."],
		];
		all("right", texts, raising("builtins.TypeError", "unhashable"));
		all("wrong", texts, raising("builtins.KeyError", "unhashable"));
	});

	it("does not take a choice, a denial or another class for an exception", () => {
		const texts = [
			...["OSError or TypeError", "either TypeError or OSError", "TypeError/ValueError", "TypeError | OSError"],
			...[
				"TypeError, ValueError",
				"TypeError and ValueError",
				"TypeError; OSError",
				"TypeError -> OSError",
				"TypeError or 1",
			],
			...[
				"TypeError (maybe ValueError)",
				"TypeError? or ValueError?",
				"TypeError, or nothing",
				"TypeError: ValueError",
			],
			...["TypeError (OSError on Windows)", "TypeError vs OSError", "TypeError or None", "a TypeError, or none at all"],
			...["no TypeError", "doesn't raise TypeError", "never a TypeError", "TypeError: not raised", "TypeErrors"],
			...["MyTypeError", "TypeError.x", "x.TypeError", "error", "exception", "raises", "a", "", "Type", "TypeError2"],
		];
		all("wrong", texts, raising("builtins.TypeError", "unhashable"));
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

/** A value as `repr` writes it, and the same value with other spaces, other quotes, and another order in sets. */
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

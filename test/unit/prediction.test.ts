import assert from "node:assert/strict";
import { askMarks, expectationFor, readMarks, shownIn } from "../../src/core/marks";
import { bankRecordOf, type Judgement, judgeCutShort, judgePredictions } from "../../src/core/prediction";
import type { StatementReport } from "../../src/core/runReport";
import type { Supervisor } from "../../src/host/node/supervisor";
import { run, startNewest } from "./running";

/** A statement, and the lines that a person predicts of it. */
type Case = readonly [code: string, ...prediction: readonly string[]];

describe("a prediction", () => {
	let supervisor: Supervisor;
	before(async () => {
		supervisor = await startNewest();
	});
	after(() => supervisor.dispose());

	async function judged(source: string): Promise<Judgement[]> {
		const { statements } = await run(supervisor, source);
		return judgePredictions(source, statements, "3.13.0", (pairs) => supervisor.sameLiterals(pairs));
	}

	/** Runs all cases on a real Python, one statement after the other, and fails with every case that is judged otherwise. */
	async function all(verdict: Judgement["verdict"], cases: readonly Case[]): Promise<void> {
		const source = cases
			.map(([code, ...lines]) => [code, ...lines.map((line) => (/^#/.test(line) ? line : `# => ${line}`))].join("\n"))
			.join("\n");
		const judgements = await judged(source);
		assert.equal(judgements.length, cases.length);
		assert.deepEqual(
			judgements.filter((judgement) => judgement.verdict !== verdict),
			[],
		);
	}

	it("is right where it is the same text, spaces at its end aside", () =>
		all("right", [
			["print('ready')", "ready"],
			["print('ready')", "ready  "],
			["print('ready   ')", "ready"],
			["print('  indented')", "  indented"],
			["print('# => a')", "# => # => a"],
			["print('naïve ☕ 😀')", "naïve ☕ 😀"],
			["print('3.13')", "3.13"],
			["print('a\\tb')", "a\tb"],
			["print()", "# =>"],
			["print('a\\n\\nb')", "a", "# =>", "b"],
		]));

	it("is right where Python reads the same literal, whatever its quotes and spaces", () =>
		all("right", [
			["print(repr('a'))", '"a"'],
			["print([1, 2])", "[1,2]"],
			["print([1, 2])", "[ 1, 2 ]"],
			["print((1,))", "(1, )"],
			["print({'a': [1, 2]})", '{"a":[1,2]}'],
			["print({2, 1, 3})", "{3, 2, 1}"],
			["print(b'a')", 'b"a"'],
			["print(10 ** 6)", "1_000_000"],
			["print(0.5)", ".5"],
		]));

	it("is right where a line holds such literals among other things", () =>
		all("right", [
			["print([1, 2], [3, 4])", "[1,2] [3,4]"],
			["print('then', {'a': 1}, True)", 'then {"a":1} True'],
			["from dataclasses import make_dataclass\nprint(make_dataclass('Point', 'xy')(1, [2, 3]))", "Point(x=1,y=[2,3])"],
			["print({'a': 1}.keys())", 'dict_keys(["a"])'],
			[
				"from collections import defaultdict\nprint(defaultdict(list, a=[1, 2]))",
				`defaultdict(<class "list">,{"a":[1,2]})`,
			],
			["print(frozenset({2, 1}))", "frozenset({2,1})"],
			["print('it\\'s', ['a'], 'isn\\'t it')", `it's ["a"] isn't it`],
			["print('unbalanced (', [1, 2])", "unbalanced ( [1,2]"],
			["print('a)', [1, 2])", "a) [1,2]"],
		]));

	it("is wrong where the value, its type or the text is another", () =>
		all("wrong", [
			["print(1)", "1.0"],
			["print(1)", "True"],
			["print(True)", "1"],
			["print([1])", "(1,)"],
			["print([1])", "[True]"],
			["print('a')", "'a'"],
			["print(repr('a'))", "a"],
			["print(None)", "nothing"],
			["print('  indented')", "indented"],
			["print('a b')", "a  b"],
			["print('ab')", "a b"],
			["print([1, 2], [3, 4])", "[1, 2] [4, 3]"],
			["print('Point', [1, 2])", "Point[1, 2]"],
			["print('a', [1, 2], 'b')", "a [1,2]"],
			["print([1, 2], [3])", "[1,2]  [3]"],
			["print([12])", "[1 2]"],
			["print('a', 1)", "a True"],
			["print('a')\nprint('b')", "a", "b"],
		]));

	it("names each line of the output, empty ones of its own aside", async () => {
		await all("right", [
			["for x in (1, 2): print([x, x])", "[1,1]", "[2,2]"],
			["print(1); print(2)", "1", "2"],
			["print(1)", "1", "# =>"],
			["print('a\\n')", "a", "# =>"],
		]);
		await all("wrong", [
			["for x in (1, 2): print(x)", "1"],
			["for x in (1, 2): print(x)", "2", "1"],
			["print(1)", "1", "2"],
			["print('a\\n')", "a"],
			["print('a\\n\\nb')", "a", "b"],
		]);
	});

	it("may be nothing", async () => {
		await all("right", [
			["x = 1", "nothing"],
			["x = 1", "Nothing "],
			["x = 1", "prints nothing"],
			["x = 1", "# =>"],
			["print('nothing')", "nothing"],
		]);
		await all("wrong", [
			["print(1)", "nothing"],
			["print(1)", "# =>"],
			["x = 1", "1"],
			["raise ValueError", "nothing"],
		]);
	});

	it("of an exception is its class, in whatever words", () =>
		all("right", [
			["raise ValueError('no')", "ValueError"],
			["raise ValueError('no')", "valueerror"],
			["raise ValueError('no')", "ValueError: no"],
			["raise ValueError('no')", "ValueError: whatever"],
			["raise ValueError('no')", "ValueError('whatever')"],
			["raise ValueError('no')", "raises ValueError"],
			["raise ValueError('no')", "Raises a ValueError"],
			["raise ValueError('no')", "!! ValueError"],
			["raise ValueError('no')", "# !! ValueError"],
			["raise ValueError('no')", "# !!ValueError: no"],
			["raise ValueError('no')", "ValueError", "# =>"],
			["import json\njson.loads('')", "json.JSONDecodeError"],
			["import json\njson.loads('')", "JSONDecodeError"],
			["import asyncio\nraise asyncio.TimeoutError", "TimeoutError"],
			["raise TimeoutError", "asyncio.TimeoutError"],
			["open('/nowhere/at/all')", "FileNotFoundError"],
			["raise OSError", "IOError"],
			["class Ошибка(Exception): ...\nraise Ошибка", "Ошибка"],
			["print(1); raise KeyError(2)", "KeyError"],
			["print(1); raise KeyError(2)", "1", "KeyError: 2"],
			["print([1, 2]); raise KeyError(2)", "[1,2]", "# !! KeyError"],
			["raise KeyError", "nothing", "KeyError"],
		]));

	it("of an exception is wrong where another class came, none, or other output before it", () =>
		all("wrong", [
			["raise KeyError", "LookupError"],
			["raise KeyError", "Key"],
			["raise KeyError", "# =>"],
			["raise KeyError", "1"],
			["print(1); raise KeyError", "1"],
			["print(1); raise KeyError", "2", "KeyError"],
			["print(1); raise KeyError", "KeyError", "1"],
			["x = 1", "KeyError"],
			["print('KeyError')", "# !! KeyError"],
			["print('KeyError')", "raises KeyError"],
		]));

	it("of the address of an object does not count", () =>
		all("right", [
			["class A: ...\nprint(A())", "<__main__.A object at 0x7f00>"],
			["print([object()])", "[<object object at 0x...>]"],
		]));

	it("that is left open is unknown, whatever came", () =>
		all("unknown", [
			["print(1)", "?"],
			["print(1)", " ?  "],
			["print(1)", "1", "?"],
			["raise KeyError", "?"],
			["x = 1", "?"],
		]));

	it("is found where it was moved to, and only in comments", async () => {
		const lines = (source: string) =>
			judged(source).then((judgements) => judgements.map(({ line, markLine, verdict }) => [line, markLine, verdict]));
		assert.deepEqual(await lines("\n\nprint(\n    [1, 2]\n)\n\n# => [1,2]"), [[3, 7, "right"]]);
		assert.deepEqual(await lines("for x in [1]:\n\tprint(x)  # => 1\n\tx += 1"), [[1, 2, "right"]]);
		assert.deepEqual(await lines("@print\ndef f(): ...\n# => 1"), [[1, 3, "wrong"]]);
		assert.deepEqual(await lines("s = '''\n# => 1\n'''\nprint('# => 2')  #=>'# => 2'"), [[4, 4, "wrong"]]);
		assert.deepEqual(await lines("x = 1; print(x)  # =>1"), [[1, 1, "right"]]);
	});

	it("is told with what came", async () => {
		const [first, second, third] = await judged(
			"print(1)  # => 2\nraise KeyError(3)  # => ?\nraise SystemExit\nx  # => 4",
		);
		assert.deepEqual(first?.predicted, ["2"]);
		assert.deepEqual(first?.actual, ["1"]);
		assert.deepEqual(second?.actual, ["KeyError: 3"]);
		assert.deepEqual([third?.verdict, third?.actual], ["wrong", undefined]);
	});

	it("is not wrong where the run was cut short before it came to the end of the statement", async () => {
		const source = "print(1)  # => 2\nwhile True: pass  # => 3\nprint(4)  # => 4";
		const reports = ["1", ""].map((text, index) => {
			return { line: index + 1, output: text === "" ? [] : [text], errors: [], error: undefined };
		});
		const judgements = judgeCutShort(await judgePredictions(source, reports, "3.13.0", async () => []), reports);
		assert.deepEqual(
			judgements.map(({ verdict, actual }) => [verdict, actual]),
			[
				["wrong", ["1"]],
				["unknown", []],
				["unknown", undefined],
			],
		);
	});

	it("for some versions only counts on those", async () => {
		const source = "f()\n# => old\n# =>3.13 new\n# !!3.14 KeyError";
		const on = async (version: string, report: Partial<StatementReport>) => {
			const statement = { line: 1, output: [], errors: [], error: undefined, ...report };
			const [judgement] = await judgePredictions(source, [statement], version, async () => []);
			return judgement?.verdict;
		};
		assert.equal(await on("3.12.9", { output: ["old"] }), "right");
		assert.equal(await on("3.12.9", { output: ["new"] }), "wrong");
		assert.equal(await on("3.13.0", { output: ["new"] }), "right");
		const error = { name: "KeyError", module: "builtins", qualname: "KeyError", message: "", text: "", line: 1 };
		assert.equal(await on("3.14.0", { error }), "right");
	});

	it("that the person did not write is never wrong", async () => {
		const asked = "f()  # => shown\ng()  # => ?";
		const verdicts = async (source: string, ...printed: readonly string[]) => {
			const reports = printed.map((text, index) => ({ line: index + 1, output: [text], errors: [], error: undefined }));
			const judgements = await judgePredictions(source, reports, "3.13.0", async () => [], shownIn(asked));
			return judgements.map(({ verdict }) => verdict);
		};
		assert.deepEqual(await verdicts("f()  # => shown\ng()  # => mine", "shown", "mine"), ["right", "right"]);
		assert.deepEqual(await verdicts("f()  # => shown\ng()  # => mine", "other", "other"), ["unknown", "wrong"]);
		assert.deepEqual(await verdicts("f()  # => changed\ng()  # => ?", "other", "other"), ["wrong", "unknown"]);
	});

	it("asks Python about nothing that is the same text, or too long for a literal", async () => {
		const asked: (readonly [string, string])[] = [];
		const judge = (printed: string, predicted: string) =>
			judgePredictions(
				`f()  # => ${predicted}`,
				[{ line: 1, output: [printed], errors: [], error: undefined }],
				"3.13.0",
				async (pairs) => {
					asked.push(...pairs);
					return pairs.map(() => true);
				},
			);
		await judge("[1]", "[1]");
		await judge("[".repeat(100_000), "[1]");
		await judge("\\'".repeat(100_000), "\\'".repeat(99_999));
		assert.deepEqual(asked, []);
	});
});

describe("the bank's record", () => {
	const record = (code: string, version: string) => {
		const { expected, byVersion } = bankRecordOf(readMarks(code).statements[0]?.marks ?? [], version);
		return [expected.join("|"), ...byVersion.map((entry) => `${entry.since}: ${entry.expected.join("|")}`)];
	};

	it("says what holds on a version and what on others, oldest first", () => {
		assert.deepEqual(record("f()\n# => a\n# => b\n# !! E: c", "3.9.1"), ["a|b|E: c", ": a|b|E: c"]);
		const versioned = "f()\n# => a\n# =>3.14 c\n# =>3.9 b";
		assert.deepEqual(record(versioned, "3.13.0"), ["b", ": a", "3.9: b", "3.14: c"]);
		assert.deepEqual(record("f()\n# =>3.10 new", "3.9.0"), ["", ": ", "3.10: new"]);
	});

	it("is what the marks promise", () => {
		const marks = readMarks("f()\n# => a\n# !!3.12 E: b").statements[0]?.marks ?? [];
		assert.deepEqual(expectationFor(marks, "3.12.0"), { output: [], exception: "E: b" });
	});
});

describe("asking again", () => {
	it("makes every mark blank that a person could write, and leaves what was shown", () => {
		const asked = "f()  # => ?\ng()\n# => 1\n# => 2\n# => 3\n# => 4\n# => 5";
		const answered = `f()  # => ${"x".repeat(41)}\ng()\n# => 1\n# => 2\n# => 3\n# => 4\n# => 5\nh()  # =>mine`;
		assert.equal(askMarks(answered, shownIn(asked)), `${asked}\nh()  # => ?`);
		assert.equal(askMarks(answered, shownIn("")), "f()  # => ?\ng()\n# => ?\nh()  # => ?");
	});
});

import assert from "node:assert/strict";
import { hintAt } from "../../../src/core/lab/judging/hints";
import { judge } from "../../../src/core/lab/judging/judging";
import { askAgain, expectationFor, readMarks, shownIn } from "../../../src/core/lab/marks";
import { bankRecordOf, type Judgement, judgePredictions, predictedStatements } from "../../../src/core/lab/prediction";
import type { RaisedError, RunEvent, StatementReport } from "../../../src/core/lab/runReport";
import { RunReport } from "../../../src/core/lab/runReport";

function errorNamed(name: string, message = "", module = "builtins"): RaisedError {
	return { name, module, qualname: name, message, text: "", line: 1, exits: name === "SystemExit" };
}

function statement(line: number, output: readonly string[], error?: RaisedError): StatementReport {
	return { line, output, errors: [], error };
}

/** A run that ended by itself. */
function runOf(...statements: readonly StatementReport[]) {
	return { statements, atExit: { output: [], errors: [] }, syntaxError: undefined, isCutShort: false };
}

const on = "3.13.0";
const verdicts = (judgements: readonly Judgement[]) => judgements.map(({ verdict }) => verdict);

describe("a prediction", () => {
	it("is found where it was moved to, and only in comments", () => {
		const judged = (source: string, line: number, output: string) =>
			judgePredictions(source, runOf(statement(line, [output])), on).map(({ line: start, markLine, verdict }) => {
				return [start, markLine, verdict];
			});
		assert.deepEqual(judged("\n\nprint(\n    [1, 2]\n)\n\n# => [1,2]", 3, "[1, 2]"), [[3, 7, "right"]]);
		assert.deepEqual(judged("for x in [1]:\n\tprint(x)  # => 1\n\tx += 1", 1, "1"), [[1, 2, "right"]]);
		assert.deepEqual(judged("@print\ndef f(): ...\n# => 1", 1, "<function f at 0x7f00>"), [[1, 3, "wrong"]]);
		assert.deepEqual(judged("s = '''\n# => 1\n'''\nprint('# => 2')  #=>'# => 2'", 4, "# => 2"), [[4, 4, "wrong"]]);
		assert.deepEqual(judged("x = 1; print(x)  # =>1", 1, "1"), [[1, 1, "right"]]);
	});

	it("is told with what came", () => {
		const source = "print(1)  # => 2\nraise KeyError(3)  # => ?\nraise SystemExit\nx  # => 4\ny  # => nothing";
		const run = runOf(
			statement(1, ["1"]),
			statement(2, [], errorNamed("KeyError", "3")),
			statement(3, [], errorNamed("SystemExit")),
		);
		const judgements = judgePredictions(source, run, on);
		assert.deepEqual(
			judgements.map(({ verdict, predicted, actual }) => [verdict, predicted, actual]),
			[
				["wrong", ["2"], ["1"]],
				["unknown", ["?"], ["KeyError: 3"]],
				["wrong", ["4"], undefined],
				["right", ["nothing"], undefined],
			],
		);
	});

	it("may be of an exception, whose line may be marked as one", () => {
		const judged = (mark: string, report: Partial<StatementReport>) =>
			verdicts(judgePredictions(`f()\n${mark}`, runOf({ ...statement(1, []), ...report }), on)).join();
		const error = errorNamed("KeyError", "2");
		assert.equal(judged("# !! KeyError", { error }), "right");
		assert.equal(judged("# !!KeyError: 3", { error }), "right");
		assert.equal(judged("# => 1\n# !! KeyError", { output: ["1"], error }), "right");
		assert.equal(judged("# => KeyError\n# =>", { error }), "right");
		assert.equal(judged("# !! KeyError", { output: ["KeyError"] }), "wrong");
		assert.equal(judged("# !! KeyError", {}), "wrong");
	});

	it("is not wrong where the run was cut short before it came to the end of the statement", () => {
		const source = "print(1)  # => 2\nwhile True: pass  # => 3\nprint(4)  # => 4\n# at exit\n# => 5";
		const run = { ...runOf(statement(1, ["1"]), statement(2, [])), isCutShort: true };
		assert.deepEqual(
			judgePredictions(source, run, on).map(({ verdict, actual }) => [verdict, actual]),
			[
				["wrong", ["1"]],
				["unknown", []],
				["unknown", undefined],
				["unknown", []],
			],
		);
	});

	it("is unknown where nothing ran because of a syntax error, and is not kept", () => {
		const report = new RunReport();
		report.add({ event: "syntax", error: errorNamed("SyntaxError") });
		report.add({ event: "finish", reason: "exit", code: 1 });
		const source = "print(1)  # => 1\nx = 2  # => nothing\nprint(  # => 3\n# at exit\n# => nothing";
		const judgements = judgePredictions(source, report, on);
		assert.deepEqual(
			judgements.map(({ verdict, actual, hint }) => [verdict, actual, hint]),
			judgements.map(() => ["unknown", undefined, undefined]),
		);
		assert.ok(judgements.length >= 3);
		assert.deepEqual(predictedStatements(source, judgements), []);
	});

	it("is kept with the code that it is of", () => {
		const source = "print(1)  # => 2\nf()  # => ?\n# at exit\n# => 3";
		const run = { ...runOf(statement(1, ["1"]), statement(2, [])), atExit: { output: ["3"], errors: [] } };
		assert.deepEqual(predictedStatements(source, judgePredictions(source, run, on)), [
			{ code: "print(1)", predicted: ["2"], verdict: "wrong" },
			{ code: "f()", predicted: ["?"], verdict: "unknown" },
			{ code: "# at exit", predicted: ["3"], verdict: "right" },
		]);
	});

	it("holds on every version, and what looks like a version is a number", () => {
		const judged = (mark: string, output: string) =>
			verdicts(judgePredictions(`f()\n${mark}`, runOf(statement(1, [output])), on)).join();
		assert.equal(judged("# =>3.0", "3.0"), "right");
		assert.equal(judged("# =>3.14", "3.14"), "right");
		assert.equal(judged("# =>3.14 x", "3.14 x"), "right");
		assert.equal(judged("# =>3.14 x", "x"), "wrong");
		assert.equal(judged("# => 3.0", "3"), "wrong");
	});

	it("that the person did not write is never wrong, and may be for some versions", () => {
		const asked = "f()  # => shown\ng()  # => ?";
		const judged = (source: string, ...printed: readonly string[]) =>
			verdicts(
				judgePredictions(
					source,
					runOf(...printed.map((text, index) => statement(index + 1, [text]))),
					on,
					shownIn(asked),
				),
			);
		assert.deepEqual(judged("f()  # => shown\ng()  # => mine", "shown", "mine"), ["right", "right"]);
		assert.deepEqual(judged("f()  # => shown\ng()  # => mine", "other", "other"), ["unknown", "wrong"]);
		assert.deepEqual(judged("f()  # => changed\ng()  # => ?", "other", "other"), ["wrong", "unknown"]);
		const versioned = "f()\n# => old\n# =>3.12 new";
		const onVersion = (version: string, output: string) =>
			verdicts(judgePredictions(versioned, runOf(statement(1, [output])), version, shownIn(versioned))).join();
		assert.equal(onVersion("3.12.0", "new"), "right");
		assert.equal(onVersion("3.11.0", "old"), "right");
		assert.equal(onVersion("3.11.0", "new"), "unknown");
	});
});

describe("what is printed at exit", () => {
	const source = "import atexit\natexit.register(print, 'bye')\nprint('end')  # => end\n# at exit\n# => bye\n";
	const events: readonly RunEvent[] = [
		{ event: "start", line: 3 },
		{ event: "output", stream: "out", text: "end\n", omitted: 0 },
		{ event: "end", line: 3, error: null },
		{ event: "exit" },
		{ event: "output", stream: "out", text: "bye\n", omitted: 0 },
		{ event: "finish", reason: "exit", code: 0 },
	];
	const report = new RunReport();
	for (const event of events) {
		report.add(event);
	}

	it("is judged by its own marks, and no statement is credited with it", () => {
		const judged = (text: string) =>
			judgePredictions(text, report, on).map(({ line, markLine, isAtExit, verdict }) => [
				line,
				markLine,
				isAtExit,
				verdict,
			]);
		assert.deepEqual(judged(source), [
			[3, 3, false, "right"],
			[4, 5, true, "right"],
		]);
		assert.deepEqual(judged("\n\nprint('end')  # => end\n# => bye"), [[3, 3, false, "wrong"]]);
		assert.deepEqual(judged("\n\nprint('end')  # => end\n# at exit\n# => nothing"), [
			[3, 3, false, "right"],
			[4, 5, true, "wrong"],
		]);
		assert.deepEqual(judged("\n\nprint('end')  # => end\n# at exit"), [[3, 3, false, "right"]]);
	});
});

describe("the time that judging takes", () => {
	const hostile = [
		"[".repeat(500),
		"{".repeat(500),
		"([{".repeat(160),
		"{a, ".repeat(240),
		"f(".repeat(400),
		"(".repeat(480) + ")".repeat(480),
		"[".repeat(480) + "]".repeat(480),
		"<".repeat(900),
		"\\'".repeat(480),
		"'".repeat(900),
		"a # ".repeat(240),
		"at 0x…".repeat(150),
		"raises a ".repeat(100),
		"1".repeat(990),
		"x.".repeat(490),
		"[1, ".repeat(200),
		"Error or ".repeat(100),
		"[".repeat(100_000),
		"(1, ".repeat(100_000),
		"?".repeat(100_000),
		`${" ".repeat(100_000)}x`,
		"{<a ".repeat(200),
		"a ⏎ ".repeat(240),
	];

	/**
	 * How long it takes to judge a prediction against a printed line and against an exception's message, in milliseconds.
	 */
	function timeToJudge(predicted: string, printed: string): number {
		const prediction = { lines: [predicted], hasException: false };
		const outcomes = [
			{ output: [printed], error: undefined },
			{ output: [], error: errorNamed("TypeError", printed) },
		];
		const start = performance.now();
		for (const outcome of outcomes) {
			judge(prediction, outcome, on);
			hintAt(prediction, outcome, on);
		}
		return performance.now() - start;
	}

	it("is short, whatever is printed and predicted", () => {
		for (const printed of hostile) {
			for (const predicted of [...hostile, ` ${printed.slice(0, -1)}`]) {
				const time = timeToJudge(predicted, printed);
				assert.ok(time < 500, `${time} ms for ${printed.slice(0, 20)} and ${predicted.slice(0, 20)}`);
			}
		}
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
		const asked = "f()\n# => ?\ng()\n# => 1\n# => 2\n# => 3\n# => 4\n# => 5";
		const answered = `f()  # => ${"x".repeat(41)}\ng()\n# => 1\n# => 2\n# => 3\n# => 4\n# => 5\nh()  # =>mine`;
		assert.equal(askAgain(answered, shownIn(asked)), `${asked}\nh()\n# => ?`);
		assert.equal(askAgain(answered, shownIn("")), "f()\n# => ?\ng()\n# => ?\nh()\n# => ?");
	});
});

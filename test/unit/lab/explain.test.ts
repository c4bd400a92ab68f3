import assert from "node:assert/strict";
import { marked } from "marked";
import type { Experiment } from "../../../src/core/bank/question";
import { type BankExperiment, bankRecords, explainStatement } from "../../../src/core/lab/explain";
import { exitLine, type Judgement } from "../../../src/core/lab/prediction";
import type { StatementReport } from "../../../src/core/lab/runReport";
import { printable } from "../../../src/core/text/outputText";
import { describeVersions } from "../../../src/core/text/versions";

const experiment: Experiment = {
	title: "One",
	introduction: "",
	code: "f()  # => 1\ng()\n# => a\n# =>3.12 b\nh()\nk()  # => <A at 0x…>\nm()  # => {'a', 'b'}",
	asked: "",
	conditions: { requires: [], packages: [], normalize: [] },
	guess: "two",
	why: "because",
	tries: [],
	line: 1,
};
const python = { version: "3.13.0", implementation: "cpython", gil: true, platform: "linux" };
const bank: BankExperiment = { experiment, verified: ["3.9.18", "3.12.1", "3.13.0"] };

const hostile = [
	"```",
	"````python",
	"~~~",
	"# heading",
	"</code></pre><img src=x onerror=alert(1)>",
	"`a` ``b``",
	"`",
	" `",
	"[x](command:workbench.action.quit) $(trash) &lt; \\",
	"a\r\rb\u2028# c\u0000",
	"    indented",
	"- item | bar",
];

function reportOf(...output: readonly string[]): StatementReport {
	return { line: 1, output, errors: [], error: undefined };
}

function judgementOf(verdict: Judgement["verdict"], ...predicted: readonly string[]): Judgement {
	const place = { line: 1, isAtExit: false, markLine: 1 };
	return { ...place, verdict, predicted, actual: undefined, hasRaised: false, hint: undefined };
}

interface Situation {
	readonly on?: Partial<typeof python>;
	readonly conditions?: Partial<Experiment["conditions"]>;
	readonly verified?: readonly string[];
	readonly line?: number;
	readonly source?: string;
}

/** What is said about the bank after a statement has printed something. */
function comparison(output: readonly string[], situation: Situation = {}): string {
	const conditions = { ...experiment.conditions, ...situation.conditions };
	const known = { experiment: { ...experiment, conditions }, verified: situation.verified ?? bank.verified };
	const here = { ...python, ...situation.on };
	const records = bankRecords(situation.source ?? experiment.code, known.experiment, here.version);
	const report = { ...reportOf(...output), line: situation.line ?? 1 };
	const text = explainStatement(report, judgementOf("right"), here, { ...known, records, isOneAsked: true });
	return text.split("\n\n").find((part) => /recorded/i.test(part)) ?? "";
}

describe("the explanation of a statement", () => {
	it("shows what was printed, raised, written to standard error and predicted", () => {
		const error = {
			name: "KeyError",
			module: "builtins",
			qualname: "KeyError",
			message: "1",
			text: "Traceback\nKeyError: 1\n",
			line: 1,
			exits: false,
		};
		const report = { ...reportOf("a", "b"), errors: ["warned"], error };
		assert.equal(
			explainStatement(report, judgementOf("wrong", "c", "ValueError"), python, undefined),
			[
				"**Python 3.13.0**",
				"```text\na\nb\n```",
				"```text\nTraceback\nKeyError: 1\n```",
				"On standard error:",
				"```text\nwarned\n```",
				"Your prediction, beside what it did:",
				"```diff\n-c\n+a\n-ValueError\n+b\n+KeyError: 1\n```",
			].join("\n\n"),
		);
	});

	it("says where nothing was printed, and what was predicted only where that was wrong", () => {
		const said = (...[report, judgement]: [StatementReport, Judgement]) =>
			explainStatement(report, judgement, python, undefined);
		const printed = "**Python 3.13.0**\n\n```text\n1\n```";
		const error = { name: "E", module: "__main__", qualname: "E", message: "", text: "E\n", line: 1, exits: false };
		assert.equal(said(reportOf(), judgementOf("right", "nothing")), "**Python 3.13.0** printed nothing.");
		assert.equal(said({ ...reportOf(), error }, judgementOf("right", "E")), "**Python 3.13.0**\n\n```text\nE\n```");
		assert.equal(said(reportOf("1"), judgementOf("right", "1")), printed);
		assert.equal(said(reportOf("1"), judgementOf("unknown", " ?")), printed);
		assert.equal(said(reportOf("1"), judgementOf("wrong")), `${printed}\n\nYou predicted nothing.`);
		assert.equal(said(reportOf("1"), judgementOf("wrong", "")), `${printed}\n\nYou predicted (empty line).`);
	});

	it("gives what most people expect only of a statement that is the only one asked about", () => {
		const said = (isOneAsked: boolean) =>
			explainStatement(reportOf("1"), judgementOf("right"), python, { ...bank, records: undefined, isOneAsked });
		assert.match(said(true), /\*\*Most people expect:\*\* two\n\n\*\*Why:\*\* because$/);
		assert.doesNotMatch(said(false), /expect/);
		assert.match(said(false), /\*\*Why:\*\* because$/);
	});

	it("says in one phrase what differs, below what was predicted", () => {
		const judgement = { ...judgementOf("wrong", "b"), hint: "Only the quotes differ." };
		const said = explainStatement(reportOf("a"), judgement, python, undefined);
		assert.match(said, /```diff\n-b\n\+a\n```\n\nOnly the quotes differ\.$/);
		const right = explainStatement(reportOf("a"), { ...judgement, verdict: "right" }, python, undefined);
		assert.doesNotMatch(right, /quotes/);
	});

	it("says what was printed at exit, and what the bank has on record of that", () => {
		const code = "f()  # => 1\n# at exit\n# => bye";
		const known = { ...bank, experiment: { ...experiment, code } };
		const records = bankRecords(code, known.experiment, python.version);
		const said = (output: string) =>
			explainStatement({ ...reportOf(output), line: exitLine }, judgementOf("right"), python, {
				...known,
				records,
				isOneAsked: false,
			});
		assert.match(said("bye"), /^\*\*Python 3\.13\.0, at exit\*\*\n\n```text\nbye\n```\n\nAs recorded/);
		assert.match(said("other"), /\*\*Recorded\*\* on .*: `bye`\. Yours differs/);
	});

	it("never lets a program's text out of its block", () => {
		for (const lines of [...hostile.map((line) => [line]), hostile]) {
			const text = lines.join("\n");
			const error = { name: "E", module: "__main__", qualname: "E", message: text, text, line: 1, exits: false };
			const report = { ...reportOf(...lines), errors: lines, error };
			const markdown = explainStatement(report, judgementOf("wrong", ...lines), python, undefined);
			const blocks = marked.lexer(markdown).filter(({ type }) => type !== "space");
			const shown = text.replaceAll("\r", "\\x0d").replace("\u2028", "\\u2028").replace("\u0000", "\\x00");
			assert.deepEqual(
				blocks.map((block) => (block.type === "code" ? block.text : block.raw.trim())),
				[
					"**Python 3.13.0**",
					shown,
					shown,
					"On standard error:",
					shown,
					"Your prediction, beside what it did:",
					[...lines.map((line) => ` ${line}`), `+E: ${text}`].map(printable).join("\n"),
				],
			);
		}
	});

	it("never lets the bank's marks out of their inline code", () => {
		for (const line of hostile) {
			const records = new Map([[1, { expected: [line], byVersion: [] }]]);
			const markdown = explainStatement(reportOf("other"), judgementOf("right"), python, {
				...bank,
				records,
				isOneAsked: true,
			});
			const [, , compared] = marked.lexer(markdown).filter(({ type }) => type !== "space");
			assert.ok(compared?.type === "paragraph");
			const kinds = compared.tokens?.map(({ type }) => type);
			assert.deepEqual(kinds, ["strong", "text", "codespan", "text"], line);
		}
	});

	it("shows the beginning and the end of what is very long", () => {
		const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}`);
		const text = explainStatement(reportOf(...lines, "x".repeat(5_000)), undefined, python, undefined);
		assert.match(text, /\nline 49\n… 901 more lines\nline 951\n[\s\S]*\nx{1000}… 4000 more characters\n```$/);
	});
});

describe("the comparison with the bank", () => {
	const same = "As recorded on 3.9, 3.12, 3.13.";

	it("says whether it is the same, and on which versions that was verified", () => {
		assert.equal(comparison(["1"]), same);
		assert.equal(comparison(["1"], { verified: [] }), "As recorded.");
		assert.match(comparison(["2"]), /^\*\*Recorded\*\* on 3\.9, 3\.12, 3\.13: `1`\. Yours differs .*\.$/);
		assert.match(comparison([], { verified: [] }), /^\*\*Recorded\*\*: `1`\. Yours differs/);
	});

	it("goes by what holds on the version that ran, and says on which it changes", () => {
		const changes = "It depends on the version: before 3.12 `a`, from 3.12 `b`.";
		assert.equal(comparison(["b"], { line: 2 }), `${same} ${changes}`);
		assert.equal(comparison(["a"], { line: 2, on: { version: "3.9.1" } }), `${same} ${changes}`);
		assert.match(comparison(["a"], { line: 2 }), /: `b`\. Yours differs/);
	});

	it("holds where lines and marks were added, and not where the code was changed", () => {
		const moved = `# mine\n\n${experiment.code.replace("h()", "h()  # => nothing")}`;
		assert.equal(comparison(["1"], { source: moved, line: 3 }), same);
		assert.equal(comparison([], { source: moved, line: 7 }), same);
		assert.match(comparison(["9"], { source: moved, line: 7 }), /: nothing\. Yours differs/);
		const changed = experiment.code.replace("h()", "h(1)");
		assert.equal(comparison(["1"], { source: changed }), "What is recorded is of the code before your changes.");
	});

	it("says so where only the order of a set differs, which is another in each run", () => {
		assert.equal(
			comparison(["{'b', 'a'}"], { line: 7 }),
			"**Recorded** on 3.9, 3.12, 3.13: `{'a', 'b'}`. Yours differs only in the order of a set, or in an address, which may change from run to run.",
		);
		assert.match(comparison(["{'b', 'c'}"], { line: 7 }), /Yours differs for a reason/);
	});

	it("overlooks addresses only where the experiment says so", () => {
		const conditions = { normalize: ["addresses"] };
		assert.match(comparison(["<A at 0x7f3A>"], { line: 6, conditions }), /^As recorded/);
		assert.match(comparison(["<A at 0x7f3A>"], { line: 6 }), /Yours differs/);
	});

	it("gives the reason for a difference that there is, and no more certain than it is", () => {
		const reasons: readonly (readonly [Situation, string])[] = [
			[{}, "for a reason that the bank does not know: the patch release, the machine, a limit, or chance"],
			[{ on: { platform: "emscripten" } }, "for a reason that the bank does not know"],
			[{ on: { platform: "win32" } }, "perhaps because of the platform: the bank is not verified on win32"],
			[{ on: { gil: false } }, "perhaps because your build runs without the GIL"],
			[{ on: { version: "3.16.0" } }, "perhaps because of the version: the bank is not verified on Python 3.16"],
			[
				{ on: { version: "3.10.1", platform: "darwin" } },
				"perhaps because of the version: the bank is not verified on Python 3.10",
			],
			[{ on: { version: "3.13.9" } }, "for a reason that the bank does not know"],
			[{ verified: [] }, "perhaps because of the version: the bank is not verified on Python 3.13"],
			[{ on: { implementation: "pypy" } }, "perhaps because you run PyPy, not CPython"],
			[{ conditions: { packages: ["numpy"] } }, "perhaps because it needs the package numpy"],
			[{ conditions: { requires: [">=3.14", "<3.15"] } }, "because the experiment needs Python 3.14 or newer"],
			[{ conditions: { requires: ["<3.13"] } }, "because the experiment needs a Python before 3.13"],
			[
				{ conditions: { requires: ["free-threaded"] }, verified: [] },
				"because the experiment needs a free-threaded build of Python",
			],
			[
				{ conditions: { requires: ["native"] }, on: { platform: "emscripten" } },
				"because the experiment needs a Python that is no WebAssembly build",
			],
			[
				{ conditions: { requires: ["native", ">=3.13", "free-threaded"] }, on: { gil: false } },
				"perhaps because your build runs without the GIL",
			],
		];
		for (const [situation, reason] of reasons) {
			const text = comparison(["2"], situation);
			assert.ok(text.includes(`Yours differs ${reason}`), `${text}\nlacks: ${reason}`);
		}
	});

	it("says of another implementation that CPython is what is recorded", () => {
		const pypy = { implementation: "pypy", implementationVersion: "7.3.11" };
		assert.match(comparison(["1"]), /^As recorded on 3\./);
		assert.match(comparison(["1"], { on: pypy }), /^As recorded on CPython 3\./);
		assert.match(comparison(["2"], { on: pypy }), /^\*\*Recorded\*\* on CPython 3\./);
		const text = explainStatement(reportOf("1"), undefined, { ...python, ...pypy }, undefined);
		assert.match(text, /^\*\*PyPy 7\.3\.11 \(Python 3\.13\.0\)\*\*/);
	});

	it("names versions as a range where none between is missing", () => {
		assert.equal(describeVersions(["3.9.1", "3.10.2", "3.11.0", "3.11.4"]), "3.9–3.11");
		assert.equal(describeVersions(["3.13.0", "3.9.1"]), "3.9, 3.13");
		assert.equal(describeVersions(["3.9.1", "3.10.2"]), "3.9, 3.10");
	});
});

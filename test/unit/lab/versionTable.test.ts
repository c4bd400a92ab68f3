import assert from "node:assert/strict";
import { marked, type Tokens } from "marked";
import { exitLine } from "../../../src/core/lab/prediction";
import { type VersionColumn, versionTable } from "../../../src/core/lab/versionTable";

const rows = [
	{ line: 1, code: "f()" },
	{ line: 2, code: "g()" },
	{ line: 4, code: "h()" },
];

/** A column with the output of each line. */
function column(version: string, results: Record<number, readonly string[]>, note?: string): VersionColumn {
	const entries = Object.entries(results).map(([line, output]) => [Number(line), output] as const);
	return { version, implementation: "cpython", isRecorded: false, results: new Map(entries), note };
}

interface Shown {
	readonly heading: string;
	readonly summary: string;
	readonly header: readonly string[];
	/** The Markdown of each cell. */
	readonly rows: readonly (readonly string[])[];
	readonly notes: readonly string[];
}

/** The table as a reader of the rendered Markdown sees it. */
function show(columns: readonly VersionColumn[], title = "1. One", from = rows): Shown {
	const tokens = marked.lexer(versionTable(title, from, columns)).filter(({ type }) => type !== "space");
	const [heading, summary, table, list, ...others] = tokens as [
		Tokens.Heading,
		Tokens.Paragraph,
		Tokens.Table,
		Tokens.List | undefined,
	];
	assert.deepEqual(
		[heading.type, summary.type, table.type, list?.type ?? "list"],
		["heading", "paragraph", "table", "list"],
	);
	assert.deepEqual(others, []);
	return {
		heading: plain(heading.tokens),
		summary: summary.text,
		header: table.header.map(({ text }) => text),
		rows: table.rows.map((cells) => cells.map(({ text }) => text)),
		notes: list?.items.map(({ text }) => text) ?? [],
	};
}

/** The text of inline Markdown. Fails if it contains anything but text. */
function plain(tokens: readonly { readonly type: string; readonly text?: string }[] = []): string {
	assert.deepEqual(
		tokens.filter(({ type }) => type !== "text" && type !== "escape"),
		[],
	);
	return tokens.map(({ text }) => text).join("");
}

describe("the table of versions", () => {
	it("has a row for each statement that printed and a column for each Python", () => {
		const {
			heading,
			summary,
			header,
			rows: body,
			notes,
		} = show([
			column("3.9.18", { 1: ["1"], 4: ["a", "", "b"] }),
			{ ...column("3.13.0", { 1: ["1"], 2: [], 4: ["a", "", "b"] }), isRecorded: true },
		]);
		assert.equal(heading, "1. One");
		assert.equal(summary, "Same output on every version.");
		assert.deepEqual(header, ["Line", "Statement", "3.9.18 run here; 3.13.0 recorded"]);
		assert.deepEqual(body, [
			["1", "`f()`", "`1`"],
			["4", "`h()`", "`a`<br>(empty line)<br>`b`"],
		]);
		assert.deepEqual(notes, []);
	});

	it("has a row for what is printed at exit, without a line", () => {
		const withExit = [...rows, { line: exitLine, code: "" }];
		const { rows: body } = show([column("3.13.0", { 1: ["1"], [exitLine]: ["bye"] })], "1. One", withExit);
		assert.deepEqual(body.at(-1), ["", "at exit", "`bye`"]);
		assert.equal(show([column("3.13.0", { 1: ["1"], [exitLine]: [] })], "1. One", withExit).rows.length, 1);
	});

	it("gives neighbours that are the same one column, with all their versions", () => {
		const heads = (...printed: readonly string[]) =>
			show(printed.map((text, index) => column(`3.${9 + index}.2`, { 1: [text] }))).header.slice(2);
		assert.deepEqual(heads("a", "a", "a", "a"), ["3.9–3.12"]);
		assert.deepEqual(heads("a", "a", "b", "b", "b"), ["3.9, 3.10", "3.11–3.13"]);
		assert.deepEqual(heads("a", "b", "a"), ["3.9.2", "3.10.2", "3.11.2"]);
		assert.deepEqual(heads("A at 0x7f3b1f", "A at 0x7f3b2e"), ["3.9, 3.10"]);
		const same = [
			column("3.9.1", { 1: ["a"] }),
			column("3.12.1", { 1: ["a"] }),
			column("3.13.0", { 1: ["a"] }, "late"),
		];
		assert.deepEqual(show(same).header.slice(2), ["3.9, 3.12", "3.13.0"]);
		assert.equal(show(same.slice(0, 2)).summary, "Same output on every version.");
	});

	it("marks what differs from the most frequent of its row, the first where several are", () => {
		const cases: readonly (readonly [printed: readonly string[], cells: readonly string[]])[] = [
			[
				["a", "a", "b"],
				["`a`", "**≠** `b`"],
			],
			[
				["a", "b", "b"],
				["**≠** `a`", "`b`"],
			],
			[
				["a", "b"],
				["`a`", "**≠** `b`"],
			],
			[
				["a", "b", "c"],
				["`a`", "**≠** `b`", "**≠** `c`"],
			],
			[
				["", "a", "a"],
				["**≠** nothing", "`a`"],
			],
			[
				["a", ""],
				["`a`", "**≠** nothing"],
			],
			[["a at 0x7f3b1f", "a at 0x7F3B2E"], ["`a at 0x7f3b1f`"]],
			[["**≠**", "**≠**"], ["`**≠**`"]],
		];
		for (const [printed, cells] of cases) {
			const columns = printed.map((text, index) => column(`3.${9 + index}.0`, text === "" ? {} : { 2: [text] }));
			const { summary, rows: body } = show(columns);
			assert.deepEqual(body, [["2", "`g()`", ...cells]]);
			const isMarked = cells.some((cell) => cell.startsWith("**≠**"));
			assert.equal(summary.startsWith("Cells marked **≠** differ"), isMarked, summary);
		}
	});

	it("leaves a cell empty where the run did not come so far, and says why", () => {
		const {
			summary,
			rows: body,
			notes,
		} = show([
			column("3.9.18", {}, "SyntaxError: invalid syntax"),
			column("3.12.1", { 1: ["1"] }, "Stopped at line 2 after 10 seconds."),
			column("3.13.0", { 1: ["1"], 2: ["2"] }),
		]);
		assert.deepEqual(body, [
			["1", "`f()`", "", "`1`", "`1`"],
			["2", "`g()`", "", "", "`2`"],
		]);
		assert.deepEqual(notes, [
			"Python 3.9.18: SyntaxError: invalid syntax",
			"Python 3.12.1: Stopped at line 2 after 10 seconds.",
		]);
		assert.equal(summary, "No two of them differ.");
	});

	it("names what is not CPython, gives it a column of its own, and compares it with CPython", () => {
		const pypy = { implementation: "pypy", implementationVersion: "7.3.11" };
		const {
			header,
			summary,
			rows: body,
			notes,
		} = show([
			column("3.12.1", { 1: ["a"], 2: ["x"] }),
			{ ...column("3.13.0", { 1: ["a"], 2: ["x"] }), isRecorded: true },
			{ ...column("3.13.0", { 1: ["a"], 2: ["x"] }), isFreeThreaded: true },
			{ ...column("3.9.16", { 1: ["b"], 2: ["x"] }), ...pypy },
			{ ...column("3.10.14", { 1: ["b"], 2: ["x"] }, "late"), ...pypy },
			{ ...column("3.11.7", { 1: ["b"], 2: ["x"] }), implementation: "graalpy", implementationVersion: "24.1.0" },
		]);
		assert.deepEqual(header.slice(2), [
			"3.12.1 run here; 3.13.0 recorded",
			"3.13.0 (free-threaded)",
			"PyPy 7.3.11 (Python 3.9.16)",
			"PyPy 7.3.11 (Python 3.10.14)",
			"GraalPy 24.1.0 (Python 3.11.7)",
		]);
		assert.deepEqual(body[0], ["1", "`f()`", "`a`", "`a`", "**≠** `b`", "**≠** `b`", "**≠** `b`"]);
		assert.match(summary, /of their row on CPython/);
		assert.deepEqual(notes, ["PyPy 7.3.11 (Python 3.10.14): late"]);
	});

	it("compares those that are not CPython with each other where there is no CPython", () => {
		const pypy = (version: string, text: string) => ({ ...column(version, { 1: [text] }), implementation: "pypy" });
		const { summary, rows: body } = show([pypy("3.9.16", "a"), pypy("3.10.14", "b"), pypy("3.11.1", "b")]);
		assert.deepEqual(body[0]?.slice(2), ["**≠** `a`", "`b`", "`b`"]);
		assert.doesNotMatch(summary, /CPython/);
	});

	it("claims nothing where there is nothing to compare", () => {
		assert.equal(show([column("3.13.0", { 1: ["1"] })]).summary, "No two of them differ.");
		assert.equal(show([column("3.13.0", {}), column("3.9.1", {})]).summary, "No statement printed anything.");
		assert.equal(show([column("3.13.0", { 1: [] })]).summary, "No statement printed anything.");
	});

	it("keeps any text in its cell, as it is", () => {
		const texts = [
			"a | b",
			"a \\ b \\",
			"`",
			"`a` ``b``",
			"| `|` |",
			"<br><img src=x onerror=alert(1)>",
			"[x](command:y) **b** $x$ &lt;",
			"```",
			" a ",
			"a\r\r| b\u2028",
		];
		for (const text of texts) {
			const table = versionTable("", [{ line: 1, code: text }], [column("3.13.0", { 1: [text] }), column("3.9.1", {})]);
			const html = marked.parse(table, { async: false });
			const cells = [...html.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell);
			const code = text
				.replaceAll("\r", "\\x0d")
				.replace("\u2028", "\\u2028")
				.replaceAll("&", "&amp;")
				.replaceAll("<", "&lt;")
				.replaceAll(">", "&gt;");
			assert.deepEqual(cells, [`<code>${code}</code>`, `<code>${code}</code>`, "<strong>≠</strong> nothing"], text);
		}
	});

	it("shows title and notes as text", () => {
		const hostile = "2. A <img src=x> [b](c) *d* _e_ $f$ ~g~ | \\ &lt;";
		const { heading } = show([column("3.13.0", { 1: ["1"] })], `${hostile} \`code\``);
		assert.equal(heading, `${hostile} \`code\``);
		const text = versionTable("1. One", rows, [column("3.13.0", { 1: ["1"] }, `${hostile} \`code\`\r# x`)]);
		const list = marked.lexer(text).at(-1) as Tokens.List;
		const [item] = list.items;
		assert.equal(
			plain(item?.tokens.flatMap((token) => ("tokens" in token ? (token.tokens ?? []) : []))),
			`Python 3.13.0: ${hostile} \`code\`\\x0d# x`,
		);
		assert.equal(show([column("3.13.0", { 1: ["1"] })], "").heading, "Experiment");
	});

	it("shows no more of a cell than a reader can bear, and compares all of it", () => {
		const lines = Array.from({ length: 1_000 }, (_, index) => `${index}`);
		const { rows: body } = show([column("3.9.1", { 1: lines }), column("3.13.0", { 1: lines.with(500, "x") })]);
		assert.match(body[0]?.[2] ?? "", /^`0`<br>.*<br>`… 900 more lines`<br>.*<br>`999`$/);
		assert.match(body[0]?.[3] ?? "", /^\*\*≠\*\* /);
	});
});

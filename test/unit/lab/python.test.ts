import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { codeLines, firstLines, outlinePython } from "../../../src/core/lab/python";
import { discoverCPythons } from "../../../src/platform/node/discovery";

/** The lines of each statement, as `1-3 4`. */
function statementsOf(code: string): string {
	return outlinePython(code)
		.statements.map(({ startLine, endLine }) => (startLine === endLine ? `${startLine}` : `${startLine}-${endLine}`))
		.join(" ");
}

const commentsOf = (code: string) =>
	outlinePython(code).comments.map(({ line, column, text }) => `${line}:${column} ${text}`);

/**
 * Prints how Python divides texts into statements: those in the input, and one in seven files of the standard library.
 */
const reader = `
import ast, json, os, sys, sysconfig, warnings
warnings.simplefilter("ignore")
def read(text):
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return None
    found = {}
    for node in body:
        start = min(part.lineno for part in [node, *getattr(node, "decorator_list", [])])
        found[start] = node.end_lineno
    return " ".join(str(start) if start == end else f"{start}-{end}" for start, end in found.items())
for text in json.load(sys.stdin):
    print(json.dumps([text, read(text)]))
paths = [os.path.join(folder, name) for folder, _, names in os.walk(sysconfig.get_paths()["stdlib"]) for name in names]
for path in sorted(path for path in paths if path.endswith(".py") and "site-packages" not in path)[::7]:
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    print(json.dumps([text, read(text)]))
`;

describe("the outline of Python source", () => {
	const each = (cases: readonly (readonly [code: string, statements: string])[]) => {
		for (const [code, statements] of cases) {
			assert.equal(statementsOf(code), statements, JSON.stringify(code));
		}
	};

	it("has statements of every version's syntax", () =>
		each([
			["for x in *a, 2:\n  pass\nprint(1)", "1-2 3"],
			["def f():\n  return *a, 1\nx[*a] = *b, 1\nf()", "1-2 3 4"],
			["type X = int\nx = 1", "1 2"],
			["def f[T: (int, str) = int](x: T) -> T:\n  return x\nf(1)", "1-2 3"],
			["class A[*T, **P]: pass\nA", "1 2"],
			["try:\n  1\nexcept* A:\n  2\nelse:\n  3\nfinally:\n  4\nx", "1-8 9"],
			["try: 1\nexcept A, B: 2\nx", "1-2 3"],
			["match x:\n case [1, *_] if y: pass\n case _: pass\nmatch = case = 1", "1-3 4"],
			["f'{x['a']}'; y = 1\nz", "1 2"],
			["f'{f'{f'{1}'}' !r:>{w}}'\nz", "1 2"],
			["f'''{\nx  # }\n}''' + '😀'\nr", "1-3 4"],
			["t'{a:{b}}' t\"{'\"'}\"\nz", "1 2"],
			["f'\\N{BULLET} {{' rf'\\{x}' f'{x:\\}}'\ny", "1 2"],
			["@(lambda f: f)\n# c\n\n@x.y[0](1)\nclass A: pass; b\nz", "1-5 6"],
			["if (n := 1): pass\nf = lambda *a, **k: (yield)\nx", "1 2 3"],
			["async with a as b: pass\nawait x\nasync for x in y:\n  pass\nz", "1 2 3-4 5"],
			["print 'x'\nexec 'y'", "1 2"],
		]));

	it("has statements behind semicolons, those of one line together", () =>
		each([
			["a = 1; b = 2\nc;", "1 2"],
			["a = '''\n'''; b\nc", "1-2 2 3"],
			["a; b = [\n1]; c\nd", "1-2 2 3"],
			["if a: b; c\nelse: d; e\nf", "1-2 3"],
			["class A: x = '''\n'''; y\nz", "1-2 3"],
		]));

	it("is of the lines that a person sees, whatever ends or joins them", () =>
		each([
			["x = \\\r\n  1\r\ny\r\n", "1-2 3"],
			["x = (\n1,\n\n# c\n)\ny", "1-5 6"],
			["'a\\\nb'\nc", "1-2 3"],
			["x\n\f\ny\n\fz", "1 3 4"],
			["if x:\n\ty\n \n# c\n\tz\n# d\n\nw", "1-5 8"],
			["\uFEFFx\ny", "1 2"],
			["naïve = '😀'\nelse_ = elifs = 1\nexceptß = 2", "1 2 3"],
			["", ""],
			["# c\n\n", ""],
		]));

	it("of broken code is its best reading", () =>
		each([
			["print(\nx = 1\ny = 2", "1 2 3"],
			["print([1)\nx = (2\ny", "1 2 3"],
			["x)\ny]\nz", "1 2 3"],
			["x = '''\ny = 1\nz = 2", "1 2 3"],
			["x = 'a\ny", "1 2"],
			["f'{'\ny", "1 2"],
			["f'''{\ny", "1 2"],
			["  x = 1\ny", "1 2"],
			["else: x\ny", "1 2"],
			["@a\n@b", "1-2"],
			["x \\", "1"],
			[`${"f'{".repeat(40)}\ny`, "1 2"],
			["(".repeat(10_000), "1"],
		]));

	it("has the comments, and none in strings", () => {
		assert.deepEqual(commentsOf("# a  \nx = '#'  # b\r\n'''\n# no\n'''#c\nf'{1}#'\n(  # d\n)\n# at exit"), [
			"1:0 # a",
			"2:9 # b",
			"5:3 #c",
			"7:3 # d",
			"9:0 # at exit",
		]);
		assert.deepEqual(commentsOf("x = '''\n# broken"), ["2:0 # broken"]);
	});

	it("gives code without its comments", () => {
		const code = "x = 1  # => 1\n\n# c\nif x: # d\n  y  \n";
		assert.deepEqual(codeLines(code), ["x = 1", "if x:", "  y"]);
		assert.deepEqual(firstLines(code), [
			{ line: 1, text: "x = 1" },
			{ line: 4, text: "if x:" },
		]);
	});

	it("has the statements that Python has: of the whole bank and of its standard library", async function () {
		this.timeout(60_000);
		const newest = (await discoverCPythons()).at(-1);
		assert.ok(newest);
		const bank = readdirSync("questions", { recursive: true, encoding: "utf8" })
			.filter((path) => path.endsWith(".md"))
			.flatMap(
				(path) => readFileSync(`questions/${path}`, "utf8").match(/(?<=^```python.*\n)[\s\S]*?^(?=```)/gm) ?? [],
			);
		const { stdout, stderr } = spawnSync(newest.executable, ["-X", "utf8", "-c", reader], {
			input: JSON.stringify(bank),
			encoding: "utf8",
			maxBuffer: 1e9,
		});
		assert.equal(stderr, "");
		const read: (readonly [string, string | null])[] = stdout
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
		const valid = read.filter(([, statements]) => statements !== null);
		assert.ok(
			bank.length > 300 && valid.length > bank.length + 200,
			`${valid.length} of ${read.length}, ${bank.length} of the bank`,
		);
		for (const [text, statements] of valid) {
			assert.equal(statementsOf(text), statements, text.slice(0, 2_000));
		}
	});
});

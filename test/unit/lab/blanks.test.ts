import assert from "node:assert/strict";
import { askedStatements } from "../../../src/core/lab/blanks";
import { askMarks, readMarks } from "../../../src/core/lab/marks";
import { readBank } from "../../../tools/lib/bank.mjs";

/** The first lines of the statements that have a blank. */
function asked(...statements: string[]): string[] {
	const lines = statements.join("\n").split("\n");
	return askedStatements(lines.join("\n"), 1).map(({ startLine }) => lines[startLine - 1] ?? "");
}

describe("blanks", () => {
	it("stand at whatever could print or raise", () => {
		const statements = [
			"f()",
			"class A: pass",
			"@decorated\ndef f(): pass",
			"del x",
			"x += 1",
			"x.y = 1",
			"x[0] = 1",
			"a, b = 1, 2",
			"a = b = 1",
			"if x: pass",
			"assert x",
			"raise E",
			"x = 1; f()",
			"async with a: pass",
			'"""A text."""',
		];
		for (const statement of statements) {
			assert.deepEqual(asked(statement), [statement.split("\n")[0]], statement);
		}
	});

	it("do not stand at functions, imports, pass, and names that are bound to a plain value for the first time", () => {
		const statements = [
			"def f():\n    print(1)",
			"async def f():\n    print(1)",
			"import a.b as c, d",
			"from a import (\n    b,\n)",
			"pass",
			"x = 1",
			"x = -1.5e-3",
			"x = 'a' b'\\'' \"c\"",
			"x = None",
			"x = y",
			"x = ...",
			"x = lambda y: print(y)",
			"x = [1, (y, 'a'), {}, {1: [2]}]",
			"x = (\n    1,  # f()\n    2,\n)",
			"x = 1, 2",
			"x: dict[str, int] = {}",
			"x = 1; y = 2",
		];
		for (const statement of statements) {
			assert.deepEqual(asked(statement), [], statement);
		}
	});

	it("stand at a name that is bound to anything else", () => {
		const values = "f() | y.z | y[0] | 1 + 2 | [f()] | [*y] | {**y} | f'{y}' | not y | y if z else 1 | [i for i in y]";
		for (const value of values.split(" | ")) {
			assert.deepEqual(asked(`x = ${value}`), [`x = ${value}`], value);
		}
	});

	it("stand at a name that is bound again, because that may free what it was bound to", () => {
		assert.deepEqual(asked("x = 1", "x = 2"), ["x = 2"]);
		assert.deepEqual(asked("x, y = f()", "y = None"), ["x, y = f()", "y = None"]);
		assert.deepEqual(asked("for x in y: pass", "x = None"), ["for x in y: pass", "x = None"]);
		assert.deepEqual(asked("import x as y", "y = None"), ["y = None"]);
		assert.deepEqual(asked("def x(): pass", "x = None"), ["x = None"]);
		assert.deepEqual(asked("def f():\n    global x\n    x = 1", "x = None"), ["x = None"]);
		assert.deepEqual(asked("print(x := 1)", "x = None"), ["print(x := 1)", "x = None"]);
		// The names in a function or a class are others.
		assert.deepEqual(asked("def f(x):\n    x = 1", "class A:\n    x = 1", "x = None"), ["class A:"]);
	});

	it("begin at the first marked statement", () => {
		assert.deepEqual(askedStatements("f()\ng()\nh()", 2), [
			{ startLine: 2, endLine: 2 },
			{ startLine: 3, endLine: 3 },
		]);
	});

	it("of the bank follow from its code without marks and the position of the first", async () => {
		const { questions } = await readBank();
		let blanks = 0;
		for (const { id, experiments } of questions) {
			for (const { title, code } of experiments) {
				const { statements, atExit } = readMarks(code);
				const marks = [...statements, ...(atExit ? [atExit] : [])].flatMap((owner) => owner.marks);
				const columns = new Map(marks.map(({ line, column }) => [line, column]));
				const first = statements[0]?.startLine ?? Number.POSITIVE_INFINITY;
				const bare = code.split("\n").flatMap((line, index) => {
					const left = line.slice(0, columns.get(index + 1)).trimEnd();
					return left === "" && line !== "" ? [] : [left];
				});
				const expected = askedStatements(bare.join("\n"), first).map(({ endLine }) => bare[endLine - 1]);
				const lines = askMarks(code).split("\n");
				const found = lines.flatMap((line, index) => (line === "# => ?" ? [lines[index - 1]] : []));
				const shown = readMarks(askMarks(code)).statements.filter((one) => one.marks.some(({ text }) => text !== "?"));
				assert.ok(
					shown.length > 0 || expected.join("\n") === found.filter((line) => !line?.endsWith("at exit")).join("\n"),
					`${id}: ${title}`,
				);
				blanks += found.length;
			}
		}
		assert.ok(blanks > 800, `${blanks} blanks`);
	});
});

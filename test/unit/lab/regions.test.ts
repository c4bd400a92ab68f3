import assert from "node:assert/strict";
import { readRegions, statementsOutside } from "../../../src/core/lab/regions";

/** Regions in the form `number title: lines of the region, lines of its code: its code in one line`. */
function regionsOf(text: string): string[] {
	const lines = text.replace("\uFEFF", "").split(/\r?\n/);
	return readRegions(text).map((region) => {
		const { number, title, startLine, endLine, firstLine, lastLine } = region;
		const code = region.source.split("\n");
		assert.equal(code.pop(), "", "the source ends with the end of a line");
		assert.deepEqual(code, [...Array(firstLine - 1).fill(""), ...lines.slice(firstLine - 1, lastLine)]);
		assert.equal(
			region.code,
			lines
				.slice(firstLine - 1, lastLine)
				.map((line) => `${line}\n`)
				.join(""),
		);
		return `${number} ${title}: ${startLine}-${endLine}, ${firstLine}-${lastLine}: ${code.join("")}`;
	});
}

/** The first line, last line, and title of each experiment. */
const linesOf = (text: string) =>
	readRegions(text).map(({ startLine, endLine, title }) => `${startLine}-${endLine} ${title}`);

/** Three experiments with the given code. */
const three = (first: string, second = "b", third = "c") =>
	`# region 1. A\n${first}\n# endregion\n# region 2. B\n${second}\n# endregion\n# region 3. C\n${third}\n# endregion`;

describe("the regions of a scratch file", () => {
	const each = (cases: readonly (readonly [text: string, ...regions: readonly string[]])[]) => {
		for (const [text, ...regions] of cases) {
			assert.deepEqual(regionsOf(text), regions, JSON.stringify(text));
		}
	};

	it("have their code on the lines of the file", () =>
		each([
			[
				"# head\n# region 1. A\na\nb\n# endregion\n\n# region 2. B\nc\n# endregion\n",
				"1 1. A: 2-5, 3-4: ab",
				"2 2. B: 7-9, 8-8: c",
			],
			["#region  A \na\n#endregion A", "1 A: 1-3, 2-2: a"],
			["# region\na\n# endregion", "1 : 1-3, 2-2: a"],
			["# region A\n# endregion", "1 A: 1-2, 2-1: "],
			["# region A\na\n# endregion\n# region A\nb\n# endregion", "1 A: 1-3, 2-2: a", "2 A: 4-6, 5-5: b"],
			["# region `A` – naïve 😀\na\n# endregion", "1 `A` – naïve 😀: 1-3, 2-2: a"],
		]));

	it("are read alike with a byte order mark and whatever ends the lines", () =>
		each([["\uFEFF# region A\r\na\r\n# endregion\r\n", "1 A: 1-3, 2-2: a"]]));

	it("hold those that a person makes in them", () =>
		each([
			[
				"# region A\na\n# region mine\nb\n# region more\nc\n# endregion\n# endregion\nd\n# endregion\n# region B\ne\n# endregion",
				"1 A: 1-10, 2-9: a# region mineb# region morec# endregion# endregiond",
				"2 B: 11-13, 12-12: e",
			],
			[
				"# region 1. A\n# region mine\na\n# endregion\nb\n# endregion\nc",
				"1 1. A: 1-6, 2-5: # region minea# endregionb",
			],
		]));

	it("end with the last end before the next where a person's own has none, else before the next or with the file", () =>
		each([
			[
				"# region 1. A\n# region of memory is freed\na\n# endregion\nx\n# region 2. B\nb\n# endregion",
				"1 1. A: 1-4, 2-3: # region of memory is freeda",
				"2 2. B: 6-8, 7-7: b",
			],
			["# region 1. A\na\n# region 2. B\nb\n# endregion", "1 1. A: 1-2, 2-2: a", "2 2. B: 3-5, 4-4: b"],
			["# region 1. A\na\nb", "1 1. A: 1-3, 2-3: ab"],
			["# region 1. A\na\n# endregions\nb", "1 1. A: 1-4, 2-4: a# endregionsb"],
			["# region 1. A\n# region 2. B", "1 1. A: 1-1, 2-1: ", "2 2. B: 2-2, 3-2: "],
			["# endregion\n# region 1. A\na\n# endregion\n# endregion\nx", "1 1. A: 2-4, 3-3: a"],
		]));

	it("are comments where they have neither a number nor an end", () =>
		each([
			["# region A\na\n# region B\nb\n# endregion", "1 B: 3-5, 4-4: b"],
			["# region A\na\n# region 1. B\nb\n# endregion", "1 1. B: 3-5, 4-4: b"],
			["# region A\na\nb", "1 : 1-3, 1-3: # region Aab"],
			["# region 1\na\nb", "1 : 1-3, 1-3: # region 1ab"],
		]));

	it("are the whole file where it has none", () =>
		each([
			["a\nb", "1 : 1-2, 1-2: ab"],
			["", "1 : 1-1, 1-1: "],
			[
				"  # region A\n# regional\n#  region B\n# Region C",
				"1 : 1-4, 1-4:   # region A# regional#  region B# Region C",
			],
		]));

	it("do not begin or end in a string", () => {
		const all = ["1-11 1. A", "12-14 2. B", "15-17 3. C"];
		for (const marker of [
			"# region 2. x",
			"# endregion",
			"# region y",
			"# region 2. x\n# endregion",
			"# endregion\n# region 2. x",
		]) {
			const filler = "z\n".repeat(4 - marker.split("\n").length);
			for (const code of [
				`x = '''\n${marker}\n${filler}'''\ny\ny`,
				`x = f"""{'''\n${marker}\n${filler}'''}"""\ny\ny`,
			]) {
				assert.deepEqual(linesOf(three(`${code}\n`)), all, code);
			}
		}
		assert.deepEqual(linesOf(three("if x:\n  # region 2. x\n  # endregion\n'\\\n# region 2. x'")), [
			"1-7 1. A",
			"8-10 2. B",
			"11-13 3. C",
		]);
	});

	it("do not end in a string that is not closed", () => {
		const all = ["1-3 1. A", "4-6 2. B", "7-9 3. C"];
		for (const broken of [
			"x = '''",
			'x = """',
			"x = f'''{",
			"x = '",
			"x = (",
			"x = f'{",
			"f(''' '' ) {",
			"x = '''# region 2. x",
		]) {
			for (const other of ["b", "'''b'''", 'f"""b"""', "'b'", "b''", "'''b''' + '''c'''"]) {
				assert.deepEqual(linesOf(three(broken, other, other)), all, `${broken} ${other}`);
				assert.deepEqual(linesOf(three(other, broken, other)), all, `${other} ${broken} ${other}`);
				assert.deepEqual(linesOf(three(other, other, broken)), all, `${other} ${other} ${broken}`);
			}
		}
	});

	it("do not end in strings of several experiments that are not closed", () => {
		for (const broken of ["x = '''", 'x = f"""{']) {
			for (const [first, second] of [
				[broken, broken],
				["x = '''", 'y = """'],
			] as const) {
				assert.deepEqual(linesOf(three(first, second)), ["1-3 1. A", "4-6 2. B", "7-9 3. C"]);
			}
		}
		const many = Array.from({ length: 60 }, (_, index) => `# region ${index + 1}. A\nx = '''\n# endregion\n`).join("");
		assert.ok(readRegions(many).length > 58, `${readRegions(many).length}`);
	});

	it("hold what a string holds, though one of another experiment is not closed", () => {
		const text = three("x = '''\n# region 2. x\n# endregion\n'''", "b", "x = '''");
		assert.deepEqual(linesOf(text), ["1-6 1. A", "7-9 2. B", "10-12 3. C"]);
	});
});

describe("the statements outside of experiments", () => {
	const outside = (text: string) =>
		statementsOutside(text)
			.map(({ startLine, endLine }) => `${startLine}-${endLine}`)
			.join(" ");

	it("are those of the lines between them, not comments", () => {
		assert.equal(
			outside("# head\n\nx = 1\n# region 1. A\na\n# endregion\nif y:\n\n  z\n# c\n# region 2. B\n# endregion\nw; v"),
			"3-3 7-9 13-13",
		);
		assert.equal(outside("\uFEFFx\r\n# region 1. A\r\na\r\n# endregion\r\n\r\ny"), "1-1 6-6");
		assert.equal(outside("# region mine\na\n# region 1. A\nb\n# endregion\n# endregion"), "2-2");
	});

	it("are none where a file is one experiment", () => {
		assert.equal(outside("x = 1\n# region mine\ny"), "");
		assert.equal(outside(""), "");
	});
});

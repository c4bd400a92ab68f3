import assert from "node:assert/strict";
import { Highlighter } from "../../../src/core/bank/highlight";

describe("highlighting", () => {
	const code = "def f(x):\n    return 'a'  # => 1";
	const theme = {
		name: "t",
		type: "dark" as const,
		tokenColors: [{ scope: "comment", settings: { foreground: "#123456", fontStyle: "italic" } }],
	};

	it("keeps the text and takes colour and style from the theme it is given", async () => {
		const highlighter = await Highlighter.create(theme, "dark");
		const { codes, styles } = highlighter.highlight([code, "plain"], [true, false]);
		assert.equal(codes[0]?.map((line) => line.map(([text]) => text).join("")).join("\n"), code);
		const [, style] = codes[0]?.[1]?.findLast(([text]) => text.includes("=>")) ?? [];
		assert.deepEqual(styles[style ?? -1], { color: "#123456", italic: true, bold: false });
		assert.deepEqual(codes[1], [[["plain", -1]]]);
		highlighter.dispose();
	});

	it("leaves text without a colour in the theme to the editor's foreground, named in the theme or not", async () => {
		for (const named of [
			theme,
			{ ...theme, type: undefined },
			{ ...theme, colors: { "editor.foreground": "#292929" } },
		]) {
			const highlighter = await Highlighter.create(named as typeof theme, "highContrastLight");
			const { codes, styles } = highlighter.highlight([code], [true]);
			const [, style] = codes[0]?.[0]?.find(([text]) => text.includes("def")) ?? [];
			assert.equal(styles[style ?? -1]?.color, "");
			highlighter.dispose();
		}
	});

	it("has colours of its own for each kind of theme", async () => {
		for (const kind of ["dark", "light", "highContrastDark", "highContrastLight"] as const) {
			const highlighter = await Highlighter.create(undefined, kind);
			assert.ok(highlighter.highlight([code], [true]).styles.length > 2, kind);
			highlighter.dispose();
		}
	});
});

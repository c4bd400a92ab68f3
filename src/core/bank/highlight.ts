import { createHighlighterCore, type HighlighterCore, type ThemeRegistration } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import python from "shiki/langs/python.mjs";
import dark from "shiki/themes/dark-plus.mjs";
import highContrastDark from "shiki/themes/github-dark-high-contrast.mjs";
import highContrastLight from "shiki/themes/github-light-high-contrast.mjs";
import light from "shiki/themes/light-plus.mjs";
import type { Highlighting, PanelStyle, PanelToken } from "../protocol/messages";

export type ThemeKind = "dark" | "light" | "highContrastDark" | "highContrastLight";

const italicBit = 1;
const boldBit = 2;
const fallbacks = { dark, light, highContrastDark, highContrastLight };

/** Colours Python with one TextMate theme. */
export class Highlighter {
	private constructor(
		private readonly shiki: HighlighterCore,
		private readonly theme: string,
	) {}

	/** `theme` is a colour theme's file as VS Code reads it; without one, a standard theme of that kind is used. */
	static async create(theme: ThemeRegistration | undefined, kind: ThemeKind): Promise<Highlighter> {
		const named = { ...(theme ?? fallbacks[kind]), name: "person" };
		const engine = createJavaScriptRegexEngine({ forgiving: true });
		return new Highlighter(await createHighlighterCore({ themes: [named], langs: [python], engine }), named.name);
	}

	/** Highlights each text of which `isPython` holds; the others are one plain token a line. */
	highlight(codes: readonly string[], isPython: readonly boolean[]): Highlighting {
		const styles = new Map<string, { readonly index: number; readonly style: PanelStyle }>();
		const indexOf = (style: PanelStyle) => {
			const key = JSON.stringify(style);
			const known = styles.get(key) ?? { index: styles.size, style };
			styles.set(key, known);
			return known.index;
		};
		const lines = codes.map((code, index) =>
			isPython[index] ? this.#tokens(code, indexOf) : code.split("\n").map((line): PanelToken[] => [[line, -1]]),
		);
		return { codes: lines, styles: [...styles.values()].map(({ style }) => style) };
	}

	dispose(): void {
		this.shiki.dispose();
	}

	#tokens(code: string, indexOf: (style: PanelStyle) => number): PanelToken[][] {
		const { tokens, fg } = this.shiki.codeToTokens(code, { lang: "python", theme: this.theme });
		return tokens.map((line) =>
			line.map(({ content, color, fontStyle = 0 }) => {
				// Where the theme's file does not name its foreground, shiki takes it for a dark one's.
				const own = color === undefined || color.toLowerCase() === fg?.toLowerCase() ? "" : color;
				const style = { color: own, italic: (fontStyle & italicBit) !== 0, bold: (fontStyle & boldBit) !== 0 };
				return [content, indexOf(style)];
			}),
		);
	}
}

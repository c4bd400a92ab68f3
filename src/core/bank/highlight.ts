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

/** Highlights Python with one TextMate theme. */
export class Highlighter {
	private constructor(
		private readonly shiki: HighlighterCore,
		private readonly theme: string,
	) {}

	/** `theme` is the content of a color theme's file, as VS Code reads it; by default, a standard theme of `kind`. */
	static async create(theme: ThemeRegistration | undefined, kind: ThemeKind): Promise<Highlighter> {
		const named = { ...(theme ?? fallbacks[kind]), name: "person" };
		const engine = createJavaScriptRegexEngine({ forgiving: true });
		return new Highlighter(await createHighlighterCore({ themes: [named], langs: [python], engine }), named.name);
	}

	/** Highlights each text for which `isPython` is true. Each line of the other texts becomes one plain token. */
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
				// Text in the theme's foreground gets no color, so that it shows in the editor's foreground. If the
				// theme's file doesn't name a foreground, shiki assumes that of a dark theme.
				const own = color === undefined || color.toLowerCase() === fg?.toLowerCase() ? "" : color;
				const style = { color: own, italic: (fontStyle & italicBit) !== 0, bold: (fontStyle & boldBit) !== 0 };
				return [content, indexOf(style)];
			}),
		);
	}
}

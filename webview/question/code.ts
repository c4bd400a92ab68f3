import * as l10n from "@vscode/l10n";
import type { Highlighting, PanelCode } from "../../src/core/protocol/messages";
import { button, element } from "../shared/dom";

const copiedFor = 1_500;
const styleSheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(styleSheet);

/** The code blocks of one question: their texts, and later their colors. */
export class CodeBlocks {
	#highlighting: Highlighting | undefined;

	readonly #texts = new Map<number, string>();

	/** Replaces each `<pre data-code="N">` below a node by a block. */
	fill(node: ParentNode): void {
		for (const pre of node.querySelectorAll<HTMLPreElement>("pre[data-code]")) {
			if (!pre.querySelector("code")) {
				pre.replaceWith(this.block({ index: Number(pre.dataset.code), text: pre.textContent ?? "" }));
			}
		}
	}

	block({ index, text }: PanelCode): HTMLElement {
		const pre = element("pre", { "data-code": String(index), tabindex: "0" });
		this.#texts.set(index, text);
		this.#write(pre);
		const copy = button(l10n.t("Copy"), "copy", async () => {
			await navigator.clipboard.writeText(this.#texts.get(Number(pre.dataset.code)) ?? "");
			copy.textContent = l10n.t("Copied");
			setTimeout(() => {
				copy.textContent = l10n.t("Copy");
			}, copiedFor);
		});
		return element("div", { class: "code" }, [pre, copy]);
	}

	/** Shows another text in a block that `block` created. */
	change(frame: HTMLElement, { index, text }: PanelCode): void {
		const pre = frame.querySelector("pre");
		this.#texts.set(index, text);
		if (pre) {
			pre.dataset.code = String(index);
			this.#write(pre);
		}
	}

	/**
	 * Colors every block on the page. The colors are in a style sheet that the script constructs, which no content
	 * security policy forbids.
	 */
	highlight(highlighting: Highlighting): void {
		this.#highlighting = highlighting;
		styleSheet.replaceSync("");
		for (const [index, { color, italic, bold }] of highlighting.styles.entries()) {
			styleSheet.insertRule(`.t${index} {}`, index);
			const rule = styleSheet.cssRules[index];
			if (rule instanceof CSSStyleRule) {
				rule.style.color = color;
				rule.style.fontStyle = italic ? "italic" : "normal";
				rule.style.fontWeight = bold ? "bold" : "normal";
			}
		}
		for (const pre of document.querySelectorAll<HTMLPreElement>("pre[data-code]")) {
			this.#write(pre);
		}
	}

	#write(pre: HTMLPreElement): void {
		const index = Number(pre.dataset.code);
		const lines = this.#highlighting?.codes[index];
		const code = element("code");
		if (lines) {
			for (const [number, line] of lines.entries()) {
				code.append(number === 0 ? "" : "\n");
				code.append(
					...line.map(([text, style]) => (style < 0 ? text : element("span", { class: `t${style}` }, [text]))),
				);
			}
		} else {
			code.textContent = this.#texts.get(index) ?? "";
		}
		pre.replaceChildren(code);
	}
}

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
	readonly #ranges = new WeakMap<HTMLPreElement, readonly [start: number, end: number]>();

	/** Replaces each `<pre data-code="N">` below a node by a block. */
	fill(node: ParentNode): void {
		for (const pre of node.querySelectorAll<HTMLPreElement>("pre[data-code]")) {
			if (!pre.querySelector("code")) {
				pre.replaceWith(this.block({ index: Number(pre.dataset.code), text: pre.textContent ?? "" }));
			}
		}
	}

	block(code: PanelCode): HTMLElement {
		return element("div", { class: "code" }, [this.#part(code), this.#copyButton(code)]);
	}

	/** A block with a node in place of each of the lines `blanks`, counted from 0. */
	blockWithBlanks(code: PanelCode, blanks: readonly number[], nodes: readonly Node[]): HTMLElement {
		const count = code.text.split("\n").length;
		const parts = [...blanks, count].map((end, index) => {
			const start = index === 0 ? 0 : (blanks[index - 1] ?? 0) + 1;
			return start < end ? [this.#part(code, start, end)] : [];
		});
		const children = parts.flatMap((part, index) => [...part, ...nodes.slice(index, index + 1)]);
		return element("div", { class: "code asked" }, [...children, this.#copyButton(code)]);
	}

	/** Some lines of a block, from `start` up to `end`, or all. */
	#part({ index, text }: PanelCode, start = 0, end = Number.POSITIVE_INFINITY): HTMLPreElement {
		const pre = element("pre", { "data-code": String(index), tabindex: "0" });
		this.#texts.set(index, text);
		this.#ranges.set(pre, [start, end]);
		this.#write(pre);
		return pre;
	}

	#copyButton({ text }: PanelCode): HTMLButtonElement {
		const copy = button(l10n.t("Copy"), "copy", async () => {
			await navigator.clipboard.writeText(text);
			copy.textContent = l10n.t("Copied");
			setTimeout(() => {
				copy.textContent = l10n.t("Copy");
			}, copiedFor);
		});
		return copy;
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
		const [start, end] = this.#ranges.get(pre) ?? [];
		const lines = this.#highlighting?.codes[index]?.slice(start, end);
		const code = element("code");
		if (lines) {
			for (const [number, line] of lines.entries()) {
				code.append(number === 0 ? "" : "\n");
				code.append(
					...line.map(([text, style]) => (style < 0 ? text : element("span", { class: `t${style}` }, [text]))),
				);
			}
		} else {
			code.textContent = (this.#texts.get(index) ?? "").split("\n").slice(start, end).join("\n");
		}
		pre.replaceChildren(code);
	}
}

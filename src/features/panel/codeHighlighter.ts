import * as vscode from "vscode";
import type { Highlighter } from "../../core/bank/highlight";
import type { Highlighting } from "../../core/protocol/messages";

/**
 * Highlights Python in the colors of the active theme. The highlighter is loaded when there is first something to
 * highlight.
 */
export class CodeHighlighter implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #subscription: vscode.Disposable;
	#highlighter: Promise<Highlighter> | undefined;

	readonly onDidChangeTheme = this.#changed.event;

	constructor() {
		this.#subscription = vscode.window.onDidChangeActiveColorTheme(() => {
			this.#drop();
			this.#changed.fire();
		});
	}

	async highlight(codes: readonly string[], isPython: readonly boolean[]): Promise<Highlighting> {
		this.#highlighter ??= load();
		return (await this.#highlighter).highlight(codes, isPython);
	}

	dispose(): void {
		this.#drop();
		this.#changed.dispose();
		this.#subscription.dispose();
	}

	#drop(): void {
		void this.#highlighter?.then((highlighter) => highlighter.dispose());
		this.#highlighter = undefined;
	}
}

async function load(): Promise<Highlighter> {
	const [{ Highlighter }, { activeThemeKind, readActiveTheme }] = await Promise.all([
		import("../../core/bank/highlight"),
		import("../../platform/colorTheme"),
	]);
	return Highlighter.create(await readActiveTheme(), activeThemeKind());
}

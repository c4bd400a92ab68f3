import * as vscode from "vscode";

const scheme = "dunder-report";

/** Read-only documents that Dunder creates, each with a name of its own. */
export class Reports implements vscode.Disposable {
	readonly #texts = new Map<string, string>();
	readonly #changed = new vscode.EventEmitter<vscode.Uri>();
	readonly #subscription: vscode.Disposable;

	constructor() {
		this.#subscription = vscode.Disposable.from(
			this.#changed,
			vscode.workspace.registerTextDocumentContentProvider(scheme, {
				onDidChange: this.#changed.event,
				provideTextDocumentContent: ({ path }) =>
					this.#texts.get(path) ?? `${vscode.l10n.t("This report was made in another window. Run it again.")}\n`,
			}),
		);
	}

	/** Writes a document about a scratch file, in place of the one that had the same name. */
	write(about: vscode.TextDocument, name: string, text: string): vscode.Uri {
		const file = about.uri.path.slice(about.uri.path.lastIndexOf("/") + 1).replace(/\.py$/, "");
		const uri = vscode.Uri.from({ scheme, path: `/${file}-${name}` });
		this.#texts.set(uri.path, text);
		this.#changed.fire(uri);
		return uri;
	}

	dispose(): void {
		this.#subscription.dispose();
	}
}

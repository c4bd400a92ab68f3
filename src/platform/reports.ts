import * as vscode from "vscode";

/** Read-only documents that Dunder makes, each under a name of its own. */
export class Reports implements vscode.Disposable {
	readonly #scheme: string;
	readonly #texts = new Map<string, string>();
	readonly #changed = new vscode.EventEmitter<vscode.Uri>();
	readonly #subscription: vscode.Disposable;

	/** The scheme of the documents' addresses, which nothing else may use. */
	constructor(scheme: string) {
		this.#scheme = scheme;
		this.#subscription = vscode.Disposable.from(
			this.#changed,
			vscode.workspace.registerTextDocumentContentProvider(scheme, {
				onDidChange: this.#changed.event,
				provideTextDocumentContent: ({ path }) =>
					this.#texts.get(path) ?? `${vscode.l10n.t("This report was made in another window. Run it again.")}\n`,
			}),
		);
	}

	/** Writes a document, in place of the one that had its name. */
	write(name: string, text: string): vscode.Uri {
		const uri = vscode.Uri.from({ scheme: this.#scheme, path: `/${name}` });
		this.#texts.set(uri.path, text);
		this.#changed.fire(uri);
		return uri;
	}

	dispose(): void {
		this.#subscription.dispose();
	}
}

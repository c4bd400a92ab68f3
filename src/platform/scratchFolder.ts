import * as vscode from "vscode";
import type { QuestionKey } from "../core/bank/questionKey";
import { questionOfScratch, scratchPath } from "../core/lab/scratchPath";
import { scratchFolder } from "./settings";
import { type Remedy, UserError } from "./userError";
import type { UserPaths } from "./userPaths";

/** Leads to the setting of the folder. */
export const openScratchSettings: Remedy & { readonly arguments: readonly unknown[] } = {
	get title() {
		return vscode.l10n.t("Open Settings");
	},
	command: "workbench.action.openSettings",
	arguments: ["dunder.scratchFolder"],
};

/** The folder of scratch files: in the extension's own storage, or that of the setting `dunder.scratchFolder`. */
export class ScratchFolder {
	readonly #storage: vscode.Uri;

	constructor(
		globalStorageUri: vscode.Uri,
		private readonly paths: UserPaths,
	) {
		this.#storage = vscode.Uri.joinPath(globalStorageUri, "scratch");
	}

	uri(key: QuestionKey): vscode.Uri {
		const folder = this.#folder();
		if (!folder) {
			const message = vscode.l10n.t(
				'The setting dunder.scratchFolder, "{0}", must be an absolute path.',
				scratchFolder(),
			);
			throw new UserError(message, [openScratchSettings]);
		}
		return vscode.Uri.joinPath(folder, scratchPath(key));
	}

	/** The question whose scratch file a document or a tab shows, or `undefined`. */
	questionOf({ uri }: Pick<vscode.TextDocument, "uri">): QuestionKey | undefined {
		const [folder, file] = [`${this.#folder() ?? ""}/`, `${uri}`];
		return file.startsWith(folder) ? questionOfScratch(file.slice(folder.length)) : undefined;
	}

	/** `undefined` if the setting is not an absolute path. */
	#folder(): vscode.Uri | undefined {
		const chosen = scratchFolder();
		if (chosen === "") {
			return this.#storage;
		}
		const path = this.paths.absolute(chosen);
		return path === undefined ? undefined : vscode.Uri.file(path);
	}
}

import * as l10n from "@vscode/l10n";

/** A file is no longer as it was when its events were counted. The message is without a final period. */
export class ChangedError extends Error {
	constructor() {
		super(l10n.t("another program keeps changing its files"));
	}
}

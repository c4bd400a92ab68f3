import * as l10n from "@vscode/l10n";
import { reasonOf } from "../core/text/reason";
import { log } from "./log";

/** Why something could not be written. */
export type WriteFailure = "no-space" | "no-permission" | "read-only" | "folder-gone" | "other";

const failures: Readonly<Record<string, WriteFailure>> = {
	ENOSPC: "no-space",
	EDQUOT: "no-space",
	EACCES: "no-permission",
	EPERM: "no-permission",
	EROFS: "read-only",
	ENOENT: "folder-gone",
	ENOTDIR: "folder-gone",
};

const reasons: Readonly<Record<WriteFailure, (cause: unknown) => string>> = {
	"no-space": () => l10n.t("the disk is full"),
	"no-permission": () => l10n.t("there is no permission to write it"),
	"read-only": () => l10n.t("the disk is read-only"),
	"folder-gone": () => l10n.t("the folder is gone"),
	other: reasonOf,
};

/** Something was not written, or possibly not. The message names the file and the reason, without a final period. */
export class WriteError extends Error {
	readonly failure: WriteFailure;

	constructor(path: string, cause: unknown) {
		const code = codeOf(cause);
		const failure = (code && failures[code]) || "other";
		super(
			l10n.t({
				message: "{0} cannot be written: {1}",
				args: [path, reasons[failure](cause)],
				comment: "{0} is a path. {1} is the reason, such as: the disk is full",
			}),
			{ cause },
		);
		this.name = "WriteError";
		this.failure = failure;
	}
}

/** Whether this is an error of Node's file system with that code. */
export function isErrorOf(error: unknown, code: string): boolean {
	return codeOf(error) === code;
}

/** A handler for `catch` that turns any error into `undefined`. It logs the error unless the file doesn't exist. */
export function absent(error: unknown): undefined {
	if (!isErrorOf(error, "ENOENT") && !isErrorOf(error, "ENOTDIR")) {
		log.warn(reasonOf(error));
	}
}

function codeOf(error: unknown): string | undefined {
	return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

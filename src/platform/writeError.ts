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

const sentences: Record<Exclude<WriteFailure, "other">, string> = {
	"no-space": "the disk is full",
	"no-permission": "there is no permission to write it",
	"read-only": "the disk is read-only",
	"folder-gone": "the folder is gone",
};

/** Something was not written, or possibly not. The message names the file and the reason, without a final period. */
export class WriteError extends Error {
	readonly failure: WriteFailure;

	constructor(path: string, cause: unknown) {
		const code = codeOf(cause);
		const failure = (code && failures[code]) || "other";
		const reason = failure === "other" ? reasonOf(cause) : sentences[failure];
		super(`${path} cannot be written: ${reason}`, { cause });
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

import type { CommandId } from "./contributions";

/** An expected failure: one sentence for a person, with the remedy in it, and perhaps buttons that carry it out. */
export class UserError extends Error {
	constructor(
		message: string,
		readonly remedies: readonly Remedy[] = [],
	) {
		super(message);
	}
}

/** A button, and the command that it runs. */
export interface Remedy {
	readonly title: string;
	readonly command: CommandId | `workbench.${string}`;
	readonly arguments?: readonly unknown[];
}

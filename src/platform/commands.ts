import * as vscode from "vscode";
import type { CommandId } from "./contributions";

/** An expected failure: one sentence for a person, with the remedy in it, and perhaps buttons that carry the remedy out. */
export class Refusal extends Error {
	constructor(
		message: string,
		readonly remedies: readonly Remedy[] = [],
	) {
		super(message);
	}
}

/** A button and the command behind it. */
export interface Remedy {
	readonly title: string;
	readonly command: CommandId | `workbench.${string}`;
	readonly arguments?: readonly unknown[];
}

/** Registers a command; a `Refusal` becomes a message to the person, anything else travels on to VS Code. */
export function registerCommand<Arguments extends unknown[]>(
	id: CommandId,
	run: (...args: Arguments) => unknown,
): vscode.Disposable {
	return vscode.commands.registerCommand(id, (...args: Arguments) => refusing(() => run(...args)));
}

/** Does something whose `Refusal` becomes a message to the person. */
export async function refusing<Result>(run: () => Result): Promise<Awaited<Result> | undefined> {
	try {
		return await run();
	} catch (error) {
		if (!isRefusal(error)) {
			throw error;
		}
		// Not awaited: the command has ended, whether or not the person ever answers.
		void showRefusal(error);
		return undefined;
	}
}

/** By its shape: a part of the extension that is loaded later has this class once more. */
export function isRefusal(error: unknown): error is Refusal {
	return error instanceof Error && "remedies" in error;
}

async function showRefusal({ message, remedies }: Refusal): Promise<void> {
	const chosen = await vscode.window.showWarningMessage(message, ...remedies.map(({ title }) => title));
	const remedy = remedies.find(({ title }) => title === chosen);
	if (remedy) {
		await vscode.commands.executeCommand(remedy.command, ...(remedy.arguments ?? []));
	}
}

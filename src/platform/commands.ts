import * as vscode from "vscode";
import type { CommandId } from "./contributions";
import { log } from "./log";
import { UserError } from "./userError";

/** Registers a command; a `UserError` becomes a message to the person, anything else travels on to VS Code. */
export function registerCommand<Arguments extends unknown[]>(
	id: CommandId,
	run: (...args: Arguments) => unknown,
): vscode.Disposable {
	return vscode.commands.registerCommand(id, (...args: Arguments) => tellingUserErrors(() => run(...args)));
}

/** Does something whose `UserError` becomes a message to the person. */
export async function tellingUserErrors<Result>(run: () => Result): Promise<Awaited<Result> | undefined> {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof UserError)) {
			log.error(error instanceof Error ? `${error.stack}` : String(error));
			throw error;
		}
		log.warn(error.message);
		// Not awaited: the command has ended, whether or not the person ever answers.
		void showUserError(error);
		return undefined;
	}
}

async function showUserError({ message, remedies }: UserError): Promise<void> {
	const chosen = await vscode.window.showWarningMessage(message, ...remedies.map(({ title }) => title));
	const remedy = remedies.find(({ title }) => title === chosen);
	if (remedy) {
		await vscode.commands.executeCommand(remedy.command, ...(remedy.arguments ?? []));
	}
}

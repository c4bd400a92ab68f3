import * as vscode from "vscode";
import type { CommandId } from "./contributions";
import { log } from "./log";
import { UserError } from "./userError";

/** Registers a command. If it throws a `UserError`, the person sees the message. VS Code gets any other error. */
export function registerCommand<Arguments extends unknown[]>(
	id: CommandId,
	run: (...args: Arguments) => unknown,
): vscode.Disposable {
	return vscode.commands.registerCommand(id, (...args: Arguments) => tellingUserErrors(() => run(...args)));
}

/**
 * Returns what `run` returns. If that throws a `UserError`, shows the message to the person and returns `undefined`.
 */
export async function tellingUserErrors<Result>(run: () => Result): Promise<Awaited<Result> | undefined> {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof UserError)) {
			log.error(error instanceof Error ? `${error.stack}` : String(error));
			throw error;
		}
		log.warn(error.message);
		// This isn't awaited, because the command has ended whether or not the person ever responds to the message.
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

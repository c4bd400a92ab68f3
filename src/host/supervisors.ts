import * as vscode from "vscode";
import { Refusal } from "./commands";
import { type Interpreter, probeInterpreter } from "./node/interpreters";
import { Supervisor } from "./node/supervisor";
import { findInterpreter } from "./python";

/** This window's supervisors: one for each Python, started at its first run. */
export class Supervisors implements vscode.Disposable {
	readonly #script: string;
	readonly #answered = new Map<string, Interpreter>();
	readonly #byExecutable = new Map<string, Supervisor>();

	constructor(extensionUri: vscode.Uri) {
		this.#script = vscode.Uri.joinPath(extensionUri, "media", "supervisor.py").fsPath;
	}

	/** The Python that the person has chosen, or that is found; one that has answered is not asked again. */
	interpreter(): Promise<Interpreter> {
		return findInterpreter(async (command, ...args) => {
			const key = [command, ...args].join("\0");
			const found = this.#answered.get(key) ?? (await probeInterpreter(command, ...args));
			if (!("failure" in found)) {
				this.#answered.set(key, found);
			}
			return found;
		});
	}

	/** Of that Python. */
	async current(): Promise<Supervisor> {
		const interpreter = await this.interpreter();
		const existing = this.#byExecutable.get(interpreter.executable);
		if (existing?.isAlive) {
			return existing;
		}
		const supervisor = this.start(interpreter);
		// It may have been removed since it answered.
		supervisor.python.catch(() => this.#answered.clear());
		this.#byExecutable.set(interpreter.executable, supervisor);
		return supervisor;
	}

	/** One that the caller disposes of. */
	start(interpreter: Interpreter): Supervisor {
		return new Supervisor(interpreter, this.#script);
	}

	dispose(): void {
		for (const supervisor of this.#byExecutable.values()) {
			supervisor.dispose();
		}
	}
}

/** Python runs in trusted workspaces only, whoever asks. */
export function requireTrust(): void {
	if (!vscode.workspace.isTrusted) {
		throw new Refusal("Dunder runs code in trusted workspaces only.", [
			{ title: "Manage Workspace Trust", command: "workbench.trust.manage" },
		]);
	}
}

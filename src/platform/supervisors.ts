import * as vscode from "vscode";
import { untilCancelled } from "./cancellable";
import type { Interpreter } from "./node/interpreters";
import { KnownPythons } from "./node/knownPythons";
import { Supervisor } from "./node/supervisor";
import { type RunningPython, SupervisorLease } from "./node/supervisorLease";
import { findInterpreter, tellLate } from "./python";
import { PythonExtensionQuestions } from "./pythonExtension";
import { UserError } from "./userError";

/** This window's supervisor, started at the first run, and started anew for another Python or another version of it. */
export class Supervisors implements vscode.Disposable {
	readonly extension = new PythonExtensionQuestions();
	readonly #script: string;
	readonly #known = new KnownPythons();
	readonly #lease: SupervisorLease;
	#isToldLate = false;

	constructor(extensionUri: vscode.Uri) {
		this.#script = vscode.Uri.joinPath(extensionUri, "python", "supervisor.py").fsPath;
		this.#lease = new SupervisorLease(this.#script);
	}

	/** The Python that the person has chosen, or that is found; the same object until its files change. */
	async interpreter(): Promise<Interpreter> {
		const { interpreter, isLate } = await findInterpreter(this.extension, (...command) =>
			this.#known.probe(...command),
		);
		if (isLate && !this.#isToldLate) {
			tellLate(this.extension, interpreter);
		}
		this.#isToldLate = isLate;
		return interpreter;
	}

	/** Does some work with that Python; none where it is cancelled before the Python is found. */
	async use(token: vscode.CancellationToken, work: (python: RunningPython) => Promise<void>): Promise<void> {
		const interpreter = await untilCancelled(this.interpreter(), token);
		await (interpreter &&
			this.#lease.use(interpreter, async (python) => {
				// It may have been removed since it answered.
				python.supervisor.python.catch(() => this.#known.forget());
				await work(python);
			}));
	}

	/** A supervisor for one run, which the caller disposes of. */
	startOnce(interpreter: Interpreter): Supervisor {
		return new Supervisor(interpreter, this.#script, ["--no-spare"]);
	}

	dispose(): void {
		this.#lease.dispose();
	}
}

/** Python runs in trusted workspaces only, whoever asks. */
export function requireTrust(): void {
	if (!vscode.workspace.isTrusted) {
		throw new UserError("Dunder runs code in trusted workspaces only.", [
			{ title: "Manage Workspace Trust", command: "workbench.trust.manage" },
		]);
	}
}

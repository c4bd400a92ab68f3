import type * as vscode from "vscode";
import { nameOfPython } from "../core/lab/pythonName";
import { reasonOf } from "../core/text/reason";
import { untilCancelled } from "./cancellable";
import { log } from "./log";
import { findInterpreter, tellLate } from "./python";
import { PythonExtensionQuestions } from "./pythonExtension";
import type { Interpreter, PythonRuntime, RunningPython } from "./pythonRuntime";

/**
 * The Python that runs scratch files. It is looked for at each run, so that the person can choose another one at any
 * time.
 */
export class ChosenPython {
	readonly extension = new PythonExtensionQuestions();
	#isToldLate = false;
	#last: Interpreter | undefined;

	constructor(readonly runtime: PythonRuntime) {}

	/**
	 * The Python that the person has chosen, or else one that is found. Returns the same object until the files of the
	 * Python change. Rejects with a `UserError` if there is none.
	 */
	async interpreter(): Promise<Interpreter> {
		const { interpreter, isLate } = await findInterpreter(this.extension, this.runtime);
		if (isLate && !this.#isToldLate) {
			tellLate(this.extension, interpreter);
		}
		this.#isToldLate = isLate;
		if (interpreter !== this.#last) {
			log.info(`Scratch files run with ${nameOfPython(interpreter)} at ${interpreter.executable}`);
			this.#last = interpreter;
		}
		return interpreter;
	}

	/**
	 * Runs `work` with the Python that runs scratch files, or not at all if the token is cancelled before it is found.
	 */
	async use(token: vscode.CancellationToken, work: (python: RunningPython) => Promise<void>): Promise<void> {
		const interpreter = await untilCancelled(this.interpreter(), token);
		await (interpreter &&
			this.runtime.use(interpreter, async (python) => {
				// The Python may have been removed since it was probed.
				python.supervisor.python.catch((error: unknown) => {
					log.warn(`${nameOfPython(interpreter)} at ${interpreter.path} cannot run: ${reasonOf(error)}`);
					this.runtime.forget();
				});
				await work(python);
			}));
	}
}

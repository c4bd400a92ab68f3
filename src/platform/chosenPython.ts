import type * as vscode from "vscode";
import { nameOfPython } from "../core/lab/pythonName";
import { reasonOf } from "../core/text/reason";
import { untilCancelled } from "./cancellable";
import { log } from "./log";
import { findInterpreter, tellLate } from "./python";
import { PythonExtensionQuestions } from "./pythonExtension";
import type { Interpreter, PythonRuntime, RunningPython } from "./pythonRuntime";

/** The Python that runs scratch files: looked for at each run, so that the person can choose another at any time. */
export class ChosenPython {
	readonly extension = new PythonExtensionQuestions();
	#isToldLate = false;
	#last: Interpreter | undefined;

	constructor(readonly runtime: PythonRuntime) {}

	/** The Python that the person has chosen, or that is found; the same object until its files change. */
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

	/** Does some work with that Python; none where it is cancelled before the Python is found. */
	async use(token: vscode.CancellationToken, work: (python: RunningPython) => Promise<void>): Promise<void> {
		const interpreter = await untilCancelled(this.interpreter(), token);
		await (interpreter &&
			this.runtime.use(interpreter, async (python) => {
				// It may have been removed since it answered.
				python.supervisor.python.catch((error: unknown) => {
					log.warn(`${nameOfPython(interpreter)} at ${interpreter.path} cannot run: ${reasonOf(error)}`);
					this.runtime.forget();
				});
				await work(python);
			}));
	}
}

import type { Interpreter, ProbeFailure } from "../pythonRuntime";
import { probeInterpreter } from "./interpreters";
import { pythonIdentity } from "./pythonIdentity";

/** An answer, and what the disk said of the Python that gave it. */
interface Answer {
	readonly interpreter: Interpreter;
	readonly identity: string;
}

/** Remembers which Python a command starts, until the files behind the command change. */
export class KnownPythons {
	readonly #answers = new Map<string, Answer>();

	/** The same object as before where nothing has changed; no process is started for that. */
	async probe(command: string, ...args: readonly string[]): Promise<Interpreter | ProbeFailure> {
		const key = [command, ...args].join("\0");
		const known = this.#answers.get(key);
		if (known && known.identity === (await pythonIdentity(command, known.interpreter.executable))) {
			return known.interpreter;
		}
		this.#answers.delete(key);
		const found = await probeInterpreter(command, ...args);
		if (!("failure" in found)) {
			this.#answers.set(key, { interpreter: found, identity: await pythonIdentity(command, found.executable) });
		}
		return found;
	}

	/** Has every command asked again. */
	forget(): void {
		this.#answers.clear();
	}
}

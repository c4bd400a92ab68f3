import type { Interpreter, ProbeFailure } from "../pythonRuntime";
import { probeInterpreter } from "./interpreters";
import { pythonIdentity } from "./pythonIdentity";

/** An interpreter that answered, and the identity of its files at that time. */
interface Answer {
	readonly interpreter: Interpreter;
	readonly identity: string;
}

/** Remembers which Python a command starts, until the files behind the command change. */
export class KnownPythons {
	readonly #answers = new Map<string, Answer>();

	/** Returns the same object as before, without starting a process, if nothing has changed. */
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

	/** Makes `probe` start every command again. */
	forget(): void {
		this.#answers.clear();
	}
}

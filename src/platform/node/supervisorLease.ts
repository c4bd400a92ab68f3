import type { Interpreter } from "../pythonRuntime";
import { Supervisor } from "./supervisor";

/** A Python and its supervisor, which this module starts and ends. */
interface LentPython {
	readonly interpreter: Interpreter;
	readonly supervisor: Supervisor;
}

/** Lends the supervisor of one Python at a time. The previous one ends with the last work that uses it. */
export class SupervisorLease {
	#current: LentPython | undefined;
	/** How much work is using each supervisor. */
	readonly #users = new Map<Supervisor, number>();

	/** `script` is the path of supervisor.py. */
	constructor(private readonly script: string) {}

	/** Runs `work` with the supervisor of a Python: the running one if the interpreter is the same object as before. */
	async use<Result>(interpreter: Interpreter, work: (python: LentPython) => Promise<Result>): Promise<Result> {
		const python = this.#runningOn(interpreter);
		const { supervisor } = python;
		this.#count(supervisor, 1);
		try {
			return await work(python);
		} finally {
			this.#count(supervisor, -1);
			this.#disposeUnused();
		}
	}

	dispose(): void {
		for (const supervisor of this.#users.keys()) {
			supervisor.dispose();
		}
	}

	#runningOn(interpreter: Interpreter): LentPython {
		if (this.#current?.interpreter !== interpreter || !this.#current.supervisor.isAlive) {
			this.#current = { interpreter, supervisor: new Supervisor(interpreter, this.script) };
			this.#disposeUnused();
		}
		return this.#current;
	}

	#count(supervisor: Supervisor, change: number): void {
		this.#users.set(supervisor, (this.#users.get(supervisor) ?? 0) + change);
	}

	#disposeUnused(): void {
		for (const [supervisor, users] of this.#users) {
			if (users === 0 && supervisor !== this.#current?.supervisor) {
				supervisor.dispose();
				this.#users.delete(supervisor);
			}
		}
	}
}

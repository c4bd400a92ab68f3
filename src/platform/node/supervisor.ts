import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import * as l10n from "@vscode/l10n";
import type { RunEvent } from "../../core/lab/runReport";
import { log } from "../log";
import type { Job, PythonDescription, PythonProgram, PythonSupervisor, Run } from "../pythonRuntime";
import { home } from "./home";
import { parseReport } from "./supervisorReport";

/** With `-u`, output arrives when it is printed. No flag hides the person's packages: a run equals `python file.py`. */
const pythonFlags = ["-X", "utf8", "-u"];

/** Milliseconds. A Python on a slow network drive takes long to start. */
const startTimeout = 30_000;

/** Variables that change what Python does, or that belong to the editor. */
const droppedVariables =
	/^(PYTHONSTARTUP|PYTHONINSPECT|PYTHONHOME|PYTHONBREAKPOINT|PYTHONPATH|PYTHONIOENCODING|ELECTRON_RUN_AS_NODE|VSCODE_.*)$/i;

export function cleanEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !droppedVariables.test(name)));
}

/**
 * Runs `python/supervisor.py` on one Python, in a process that starts experiments, enforces their limits, and kills
 * what they started. That process ends them and itself when its parent process is gone.
 */
export class Supervisor implements PythonSupervisor {
	readonly #process: ChildProcessByStdio<Writable, Readable, Readable> | undefined;
	readonly #listeners = new Map<number, (event: RunEvent) => void>();
	#onPython = (_: PythonDescription) => {};
	#onDeath = (_: Error) => {};
	#lastId = 0;
	#errors = "";
	/** Why the supervisor has ended; `undefined` while it runs. */
	#death: string | undefined;

	/** Rejects if Python can't start. The message is a clause with the reason. */
	readonly python: Promise<PythonDescription>;

	/**
	 * `script` is the path of supervisor.py, and `options` are its arguments. `patience` limits its start, in
	 * milliseconds.
	 */
	constructor(
		{ path, arguments: leading }: PythonProgram,
		script: string,
		options: readonly string[] = [],
		patience = startTimeout,
	) {
		this.python = new Promise((resolve, reject) => {
			[this.#onPython, this.#onDeath] = [resolve, reject];
		});
		// If no caller waits for this promise, a rejection must not end the extension host.
		this.python.catch(log.caught(`A supervisor on ${path} has ended`));
		const die = (error: NodeJS.ErrnoException) =>
			this.#die(
				error.code === "ENOENT"
					? l10n.t("there is no {0}", path)
					: l10n.t("{0} cannot be started ({1})", path, `${error.code}`),
			);
		try {
			this.#process = spawn(path, [...leading, ...pythonFlags, script, ...options], {
				cwd: home,
				env: cleanEnvironment(process.env),
				stdio: ["pipe", "pipe", "pipe"],
				// Signals for the editor's process group must not reach experiments. They end when our pipe closes.
				detached: process.platform !== "win32",
				windowsHide: true,
			});
		} catch (error) {
			// `spawn` throws some errors, such as that a file is not a program, and emits others.
			die(error as NodeJS.ErrnoException);
			return;
		}
		this.#process.on("error", die);
		this.#listen(this.#process);
		const answered = () => clearTimeout(late);
		const late = setTimeout(() => {
			this.#die(l10n.t("{0} did not answer within {1} seconds", path, patience / 1000));
			this.#process?.kill("SIGKILL");
		}, patience);
		this.python.then(answered, answered);
	}

	get isAlive(): boolean {
		return this.#death === undefined;
	}

	/** Starts an experiment. Its last event is `finish`. */
	run(job: Job, onEvent: (event: RunEvent) => void): Run {
		const id = ++this.#lastId;
		const finished = new Promise<void>((resolve) => {
			this.#listeners.set(id, (event) => {
				onEvent(event);
				if (event.event === "finish") {
					this.#listeners.delete(id);
					resolve();
				}
			});
		});
		if (this.#death === undefined) {
			this.#send({ run: id, ...job });
		} else {
			this.#fail(id, this.#death);
		}
		return { finished, stop: () => this.#send({ stop: id }) };
	}

	/** Ends the supervisor and everything that it runs. */
	dispose(): void {
		this.#process?.stdin.end();
	}

	#listen({ stdin, stdout, stderr }: ChildProcessByStdio<Writable, Readable, Readable>): void {
		createInterface({ input: stdout }).on("line", (line) => {
			const report = parseReport(line);
			if (report === undefined) {
				return;
			}
			if ("python" in report) {
				this.#onPython(report.python);
			} else {
				this.#listeners.get(report.run)?.(readable(report));
			}
		});
		stderr.on("data", (chunk) => {
			this.#errors = `${this.#errors}${chunk}`.slice(-2_000);
		});
		// The process may have just ended, which the listener below handles.
		stdin.on("error", log.caught("The supervisor takes no requests"));
		this.#process?.on("close", (code, signal) => {
			this.#die(
				signal
					? l10n.t({ message: "it ended with {0}", args: [signal], comment: "{0} is a signal, such as SIGKILL" })
					: (lastError(this.#errors) ?? l10n.t("it ended with code {0}", `${code}`)),
			);
		});
	}

	#die(reason: string): void {
		this.#death ??= reason;
		this.#onDeath(new Error(this.#death));
		for (const id of [...this.#listeners.keys()]) {
			this.#fail(id, this.#death);
		}
	}

	#fail(id: number, message: string): void {
		this.#listeners.get(id)?.({ event: "finish", reason: "failed", code: 0, message });
	}

	#send(request: object): void {
		this.#process?.stdin.write(`${JSON.stringify(request)}\n`);
	}
}

/** The line of Python's standard error that names the error, or else the last one. */
function lastError(text: string): string | undefined {
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
	return (lines.findLast((line) => /^\w[\w. ]*[Ee]rror: /.test(line)) ?? lines.at(-1))?.trim();
}

/** Removes colors and other escape codes, which mean nothing outside a terminal. */
function readable(event: RunEvent): RunEvent {
	return event.event === "output" ? { ...event, text: stripVTControlCharacters(event.text) } : event;
}

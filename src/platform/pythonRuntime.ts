import type { NamedPython } from "../core/lab/pythonName";
import type { RunEvent } from "../core/lab/runReport";

/** How a Python is started. */
export interface PythonProgram {
	/** The command as it is started. */
	readonly path: string;
	/** Arguments that belong to the command, such as `-3` of `py -3`. */
	readonly arguments: readonly string[];
	/** `3.13.0`. */
	readonly version: string;
	/** `sys.executable`. */
	readonly executable: string;
}

/** A Python that answered. */
export interface Interpreter extends PythonProgram, NamedPython {
	readonly implementationVersion: string;
	readonly isFreeThreaded: boolean;
	/** `sys.platform`. */
	readonly platform: string;
}

/** A command and its arguments. */
export type Command = readonly [string, ...string[]];

/** Why a command is not a Python that Dunder can use. */
export type ProbeFailure =
	| { readonly failure: "missing" | "not-python" | "broken-environment" | "store-alias" }
	| { readonly failure: "too-old"; readonly version: string };

/** Asks a command whether it is a usable Python. */
export type Probe = (command: string, ...args: readonly string[]) => Promise<Interpreter | ProbeFailure>;

/** Python as an experiment meets it. */
export interface PythonDescription {
	/** `3.13.0`. */
	readonly version: string;
	/** `cpython`. */
	readonly implementation: string;
	/** False in a free-threaded build that runs without it. */
	readonly gil: boolean;
	/** `sys.platform`. */
	readonly platform: string;
}

/** An experiment that is to be run. */
export interface Job {
	/** The experiment, on its lines of the file. */
	readonly source: string;
	/** The file that tracebacks name. */
	readonly path: string;
	/** The working directory. */
	readonly cwd: string;
	readonly seconds: number;
	/** Of standard output and error together. */
	readonly bytes: number;
}

/** An experiment that is being started, or runs. */
export interface Run {
	/** Settled when every process of the run is gone. */
	readonly finished: Promise<void>;
	stop(): void;
}

/** Runs experiments on one Python. */
export interface PythonSupervisor {
	/** Rejected where Python cannot start; the message is a clause that says why. */
	readonly python: Promise<PythonDescription>;
	/** Starts an experiment; its last event is `finish`. */
	run(job: Job, onEvent: (event: RunEvent) => void): Run;
	/** Ends it and everything that it runs. */
	dispose(): void;
}

/** A Python that runs experiments, and its supervisor. */
export interface RunningPython {
	readonly interpreter: Interpreter;
	readonly supervisor: PythonSupervisor;
}

/** The Pythons of the machine on which the extension runs. */
export interface PythonRuntime {
	/** Commands that usually start Python there, in the order in which they are asked. */
	readonly defaultCommands: readonly Command[];
	/** The same object as before until the files behind the command change; no process is started for that. */
	readonly probe: Probe;
	/** Those of the commands that are Pythons of use, in their order. */
	probeAll(commands: readonly Command[]): Promise<Interpreter[]>;
	/** Every Python in the usual places and among `more`, each implementation and version once, as `sortPythons` has them. */
	discover(more?: readonly Command[]): Promise<Interpreter[]>;
	/** Has `probe` ask every command again. */
	forget(): void;
	/** Does some work with the supervisor of a Python, which stays for the next work with the same interpreter. */
	use<Result>(interpreter: Interpreter, work: (python: RunningPython) => Promise<Result>): Promise<Result>;
	/** A supervisor for one run, which the caller disposes of. */
	startOnce(interpreter: Interpreter): PythonSupervisor;
	/** The bytecode of source code, which is not run; rejected with Python's own words where it does not compile. */
	disassemble(interpreter: Interpreter, source: string, file: string): Promise<string>;
	dispose(): void;
}

import { join } from "node:path";
import type { PythonRuntime } from "../pythonRuntime";
import { disassemble } from "./disassemble";
import { discoverInterpreters, probeAll } from "./discovery";
import { defaultCommands } from "./interpreters";
import { KnownPythons } from "./knownPythons";
import { Supervisor } from "./supervisor";
import { SupervisorLease } from "./supervisorLease";

/** The Pythons that are installed on this machine. `folder` is the path of the extension's `python/`. */
export function installedPythons(folder: string): PythonRuntime {
	const supervisor = join(folder, "supervisor.py");
	const disassembler = join(folder, "disassemble.py");
	const known = new KnownPythons();
	const lease = new SupervisorLease(supervisor);
	return {
		defaultCommands: defaultCommands(),
		probe: (command, ...args) => known.probe(command, ...args),
		probeAll,
		discover: discoverInterpreters,
		forget: () => known.forget(),
		use: (interpreter, work) => lease.use(interpreter, work),
		startOnce: (interpreter) => new Supervisor(interpreter, supervisor, ["--no-spare"]),
		disassemble: (interpreter, source, file) => disassemble(interpreter, disassembler, source, file),
		dispose: () => lease.dispose(),
	};
}

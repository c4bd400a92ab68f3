import * as l10n from "@vscode/l10n";

/** What distinguishes one Python from another. */
export interface NamedPython {
	/** The version of the language, such as `3.13.0`. */
	readonly version: string;
	/** `sys.implementation.name`, such as `cpython`. */
	readonly implementation: string;
	/** The version of the implementation, such as `7.3.11` for PyPy. For CPython, it is the version of the language. */
	readonly implementationVersion?: string;
	/** Whether it is a build without the GIL. */
	readonly isFreeThreaded?: boolean;
}

const names: Readonly<Record<string, string>> = {
	cpython: "CPython",
	pypy: "PyPy",
	graalpy: "GraalPy",
	ironpython: "IronPython",
	jython: "Jython",
	rustpython: "RustPython",
};

/**
 * Whether a Python is CPython. The bank is verified on CPython, so its record says nothing about other implementations.
 */
export function isCPython({ implementation }: Pick<NamedPython, "implementation">): boolean {
	return implementation === "cpython";
}

/** The name of an implementation: `PyPy` for `pypy`. */
export function implementationName(implementation: string): string {
	return names[implementation] ?? implementation;
}

/** `Python 3.13.0`, `Python 3.13.0 (free-threaded)`, or `PyPy 7.3.11 (Python 3.9.16)`. */
export function nameOfPython(python: NamedPython): string {
	const { version, implementation, implementationVersion, isFreeThreaded } = python;
	if (isCPython(python)) {
		return isFreeThreaded ? l10n.t("Python {0} (free-threaded)", version) : `Python ${version}`;
	}
	const own = [implementationName(implementation), ...(implementationVersion ? [implementationVersion] : [])];
	return `${own.join(" ")} (Python ${version})`;
}

/**
 * Sorts CPython first, then its free-threaded builds, then other implementations; each by version, the oldest first.
 */
export function sortPythons<Python extends NamedPython>(pythons: readonly Python[]): Python[] {
	const otherness = (python: Python) => (isCPython(python) ? Number(python.isFreeThreaded ?? false) : 2);
	const number = ({ version }: Python) => {
		const [, minor = 0, patch = 0] = version.split(".").map(Number);
		return minor * 1_000 + patch;
	};
	return [...pythons].sort((a, b) => otherness(a) - otherness(b) || number(a) - number(b));
}

/** The first Python with each name. */
export function onceByName<Python extends NamedPython>(pythons: readonly Python[]): Python[] {
	const byName = new Map<string, Python>();
	for (const python of pythons) {
		const name = nameOfPython(python);
		byName.set(name, byName.get(name) ?? python);
	}
	return [...byName.values()];
}

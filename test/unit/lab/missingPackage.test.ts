import assert from "node:assert/strict";
import { missingPackage } from "../../../src/core/lab/missingPackage";
import type { RaisedError } from "../../../src/core/lab/runReport";

const python = { version: "3.13.0", implementation: "cpython", executable: "/opt/my `python`" };

function missing(message: string, change: Partial<RaisedError> = {}): string[] {
	const error = { name: "ModuleNotFoundError", module: "builtins", qualname: "ModuleNotFoundError", message };
	return missingPackage({ ...error, text: "", line: 1, exits: false, ...change }, python);
}

describe("a package that is not installed", () => {
	it("is named with the Python that lacks it and how to choose another", () => {
		assert.deepEqual(missing("No module named 'numpy'"), [
			"`numpy` is not installed for Python 3.13.0 (`` /opt/my `python` ``). Install it there or [choose another interpreter](command:dunder.chooseInterpreter).",
		]);
		assert.match(
			missingPackage(
				{
					name: "ModuleNotFoundError",
					module: "builtins",
					qualname: "",
					message: "No module named 'attr'",
					text: "",
					line: 1,
					exits: false,
				},
				{ version: "3.9.16", implementation: "pypy", implementationVersion: "7.3.11", executable: "/usr/bin/pypy3" },
			)[0] ?? "",
			/^`attr` is not installed for PyPy 7\.3\.11 \(Python 3\.9\.16\) \(`\/usr\/bin\/pypy3`\)\./,
		);
	});

	it("is not claimed of what cannot be installed, or is another error", () => {
		assert.deepEqual(missingPackage(undefined, python), []);
		for (const message of [
			"No module named 'tkinter'",
			"No module named 'distutils'",
			"No module named '_tkinter'",
			"No module named 'numpy.missing'",
			"No module named 'json.missing'; 'json' is not a package",
			"No module named '[x](command:y)'",
			"No module named 'a b'",
			"numpy",
			"",
		]) {
			assert.deepEqual(missing(message), [], message);
		}
		assert.deepEqual(missing("No module named 'numpy'", { name: "ImportError" }), []);
	});
});

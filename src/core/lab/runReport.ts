import * as l10n from "@vscode/l10n";

/**
 * What the supervisor reports about one experiment while it runs, in this order. Lines are 1-based lines of the file.
 */
export type RunEvent =
	| { readonly event: "start"; readonly line: number }
	/** `omitted` is the number of bytes that were left out before the text. */
	| { readonly event: "output"; readonly stream: "out" | "err"; readonly text: string; readonly omitted: number }
	| { readonly event: "end"; readonly line: number; readonly error: RaisedError | null }
	/** Nothing ran, because the code doesn't compile. */
	| { readonly event: "syntax"; readonly error: RaisedError }
	/**
	 * The last statement is over. What finalizers, exit handlers, or threads print from here on belongs to no statement.
	 */
	| { readonly event: "exit" }
	| ({ readonly event: "finish" } & Ending);

export interface RaisedError {
	/** The name of the class, without its module. */
	readonly name: string;
	/** The module that the class claims to be from, such as `json.decoder`. */
	readonly module: string;
	/** The name of the class, including the classes and functions around it, such as `Outer.Inner`. */
	readonly qualname: string;
	/** The first line of the message. */
	readonly message: string;
	/** The whole traceback. */
	readonly text: string;
	/** The innermost line of the file in the traceback. */
	readonly line: number | null;
	/** Whether the class is `SystemExit` or derives from it, so that it ends a program without an error. */
	readonly exits: boolean;
}

export interface Ending {
	/**
	 * `exit`: the experiment ended by itself. `quit`: it ended in the middle of a statement, without an exception. `time`
	 * and `output`: it reached a limit. `failed`: it could not be started, or not be watched until its end.
	 */
	readonly reason: "exit" | "quit" | "signal" | "time" | "output" | "stopped" | "failed";
	/** The exit code, or the negative number of the signal. */
	readonly code: number;
	/** Why the run failed. */
	readonly message?: string;
}

/** What a top-level statement did, or several statements that start on one line. */
export interface StatementReport {
	readonly line: number;
	/** Standard output as lines, without spaces at their ends. */
	readonly output: readonly string[];
	readonly errors: readonly string[];
	readonly error: RaisedError | undefined;
}

/** What was printed after the last statement. */
export type ExitReport = Pick<StatementReport, "output" | "errors">;

/** What an experiment has done so far. */
export class RunReport {
	readonly #statements: { line: number; out: string; err: string; error: RaisedError | undefined }[] = [];
	readonly #exit = { out: "", err: "" };
	#isExiting = false;
	#syntaxError: RaisedError | undefined;
	#ending: Ending | undefined;

	add(event: RunEvent): void {
		const current = this.#isExiting ? undefined : this.#statements.at(-1);
		switch (event.event) {
			case "start":
				if (current?.line !== event.line) {
					this.#statements.push({ line: event.line, out: "", err: "", error: undefined });
				}
				break;
			case "output": {
				const target = this.#isExiting ? this.#exit : current;
				if (target) {
					const gap = event.omitted > 0 ? `\n${l10n.t("… {0} bytes left out …", event.omitted)}\n` : "";
					target[event.stream] += `${gap}${event.text}`;
				}
				break;
			}
			case "end":
				if (current) {
					current.error ??= event.error ?? undefined;
				}
				break;
			case "exit":
				this.#isExiting = true;
				break;
			case "syntax":
				this.#syntaxError = event.error;
				break;
			case "finish":
				this.#ending = event;
				break;
		}
	}

	/** The statements that were reached, in order. */
	get statements(): StatementReport[] {
		return this.#statements.map(({ line, out, err, error }) => {
			return { line, output: linesOf(out), errors: linesOf(err), error };
		});
	}

	/** What finalizers, exit handlers, or threads printed after the last statement. */
	get atExit(): ExitReport {
		return { output: linesOf(this.#exit.out), errors: linesOf(this.#exit.err) };
	}

	get syntaxError(): RaisedError | undefined {
		return this.#syntaxError;
	}

	/** Events that make an equal report. */
	get events(): RunEvent[] {
		const printed = ({ out, err }: { readonly out: string; readonly err: string }): RunEvent[] => [
			{ event: "output", stream: "out", text: out, omitted: 0 },
			{ event: "output", stream: "err", text: err, omitted: 0 },
		];
		return [
			...this.#statements.flatMap((statement): RunEvent[] => {
				const { line, error } = statement;
				return [{ event: "start", line }, ...printed(statement), { event: "end", line, error: error ?? null }];
			}),
			...(this.#syntaxError ? [{ event: "syntax" as const, error: this.#syntaxError }] : []),
			...(this.#isExiting ? [{ event: "exit" as const }, ...printed(this.#exit)] : []),
			...(this.#ending ? [{ ...this.#ending, event: "finish" as const }] : []),
		];
	}

	get ending(): Ending | undefined {
		return this.#ending;
	}

	/** Whether the run was ended from outside, in the middle of the last statement that was reached. */
	get isCutShort(): boolean {
		return ["stopped", "time", "output", "failed"].includes(this.#ending?.reason ?? "exit");
	}
}

/** Output as lines, without spaces at their ends. Lines may end with `\n` or `\r\n`. */
function linesOf(output: string): string[] {
	const text = output.replaceAll("\r\n", "\n").replace(/\n$/, "");
	return output === "" ? [] : text.split("\n").map((line) => line.trimEnd());
}

/** The exception as `Name: message`, the form of a `# !!` mark. */
export function describeError({ name, message }: RaisedError): string {
	return message === "" ? name : `${name}: ${message}`;
}

/** Why an experiment did not end by itself, as sentences for a person; `undefined` if it did. */
export function describeEnding(
	{ reason, code, message }: Ending,
	line: number | undefined,
	seconds: number,
	megabytes: number,
): string | undefined {
	switch (reason) {
		case "time":
			return line === undefined
				? l10n.t("Stopped after {0} seconds. The setting dunder.timeLimit allows more.", seconds)
				: l10n.t("Stopped at line {0} after {1} seconds. The setting dunder.timeLimit allows more.", line, seconds);
		case "output":
			return line === undefined
				? l10n.t("Stopped after {0} MB of output. The setting dunder.outputLimit allows more.", megabytes)
				: l10n.t(
						"Stopped at line {0} after {1} MB of output. The setting dunder.outputLimit allows more.",
						line,
						megabytes,
					);
		case "stopped":
			return line === undefined ? l10n.t("Stopped.") : l10n.t("Stopped at line {0}.", line);
		case "quit":
			return line === undefined
				? l10n.t("Python ended with exit code {0}, before the end of the experiment.", code)
				: l10n.t("Python ended in line {0} with exit code {1}, before the end of the experiment.", line, code);
		case "signal":
			return line === undefined
				? l10n.t("Python was killed by signal {0}.", -code)
				: l10n.t("Python was killed in line {0} by signal {1}.", line, -code);
		case "failed":
			return message
				? l10n.t("Python could not run it: {0}.", message)
				: l10n.t("Python could not run it: it gave no reason.");
		case "exit":
			return undefined;
	}
}

import { PythonExtension } from "@vscode/python-extension";
import * as vscode from "vscode";
import { reasonOf } from "../core/text/reason";
import { log } from "./log";
import { late, Patience } from "./patience";

const defaultPatience = 5_000;

/**
 * Asks the Python extension what it knows. The extension may never activate, or never answer, so each question has a
 * time limit.
 */
export class PythonExtensionQuestions {
	readonly #patience: Patience;

	/** `patience` is the time limit of a question, in milliseconds. */
	constructor(patience = defaultPatience) {
		this.#patience = new Patience(patience);
	}

	/** The time limit of a question, in seconds. */
	get seconds(): number {
		return this.#patience.milliseconds / 1_000;
	}

	/** The path of the interpreter that is selected in the Python extension, if there is one. */
	selected(): Promise<string | undefined | typeof late> {
		return this.#ask("selected", undefined, async ({ environments }) => {
			const environment = await environments.resolveEnvironment(environments.getActiveEnvironmentPath());
			return environment?.executable.uri?.fsPath;
		});
	}

	/**
	 * The paths of all interpreters that the Python extension has found. Empty if it does not answer in time, or if it
	 * fails.
	 */
	async known(): Promise<readonly string[]> {
		try {
			const paths = await this.#ask("known", [], async ({ environments }) =>
				environments.known.flatMap(({ executable }) => executable.uri?.fsPath ?? []),
			);
			return paths === late ? [] : paths;
		} catch (error) {
			// The list is only one of several sources, and the refusal of `searchInterpreter` reports such a failure.
			log.warn(`The Python extension does not say which Pythons it knows: ${reasonOf(error)}`);
			return [];
		}
	}

	/** `absent` is the answer if the Python extension is not installed. */
	async #ask<Answer>(
		question: string,
		absent: Answer,
		ask: (extension: PythonExtension) => Promise<Answer>,
	): Promise<Answer | typeof late> {
		return vscode.extensions.getExtension("ms-python.python")
			? this.#patience.ask(question, async () => ask(await PythonExtension.api()))
			: absent;
	}
}

import { PythonExtension } from "@vscode/python-extension";
import * as vscode from "vscode";
import { reasonOf } from "../core/text/reason";
import { log } from "./log";
import { late, Patience } from "./patience";

const defaultPatience = 5_000;

/** What the Python extension knows. It may never activate, or never answer, so each question has a time limit. */
export class PythonExtensionQuestions {
	readonly #patience: Patience;

	/** `patience` in milliseconds. */
	constructor(patience = defaultPatience) {
		this.#patience = new Patience(patience);
	}

	/** How long an answer is waited for, in seconds. */
	get seconds(): number {
		return this.#patience.milliseconds / 1_000;
	}

	/** The path of the interpreter that is selected there, if there is one. */
	selected(): Promise<string | undefined | typeof late> {
		return this.#ask("selected", undefined, async ({ environments }) => {
			const environment = await environments.resolveEnvironment(environments.getActiveEnvironmentPath());
			return environment?.executable.uri?.fsPath;
		});
	}

	/** The paths of all interpreters that it has found; none where it does not answer, or fails. */
	async known(): Promise<readonly string[]> {
		try {
			const paths = await this.#ask("known", [], async ({ environments }) =>
				environments.known.flatMap(({ executable }) => executable.uri?.fsPath ?? []),
			);
			return paths === late ? [] : paths;
		} catch (error) {
			// Its list is one of several sources. That it failed is said where its selection is asked for.
			log.warn(`The Python extension does not say which Pythons it knows: ${reasonOf(error)}`);
			return [];
		}
	}

	/** `absent` is the answer where the extension is not installed. */
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

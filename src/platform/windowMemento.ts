import type * as vscode from "vscode";

/**
 * A memento that returns what this window has put into it. VS Code tells an extension about every change of its state,
 * even of its own changes, and takes each such state for the newest one, so an older state can come back for a moment.
 */
export class WindowMemento implements vscode.Memento {
	readonly #own = new Map<string, unknown>();

	constructor(private readonly inner: vscode.Memento) {}

	keys(): readonly string[] {
		return [...new Set([...this.inner.keys(), ...this.#own.keys()])];
	}

	get<Value>(key: string): Value | undefined;
	get<Value>(key: string, fallback: Value): Value;
	get<Value>(key: string, fallback?: Value): Value | undefined {
		return this.#own.has(key) ? (this.#own.get(key) as Value) : this.inner.get<Value | undefined>(key, fallback);
	}

	update(key: string, value: unknown): Thenable<void> {
		this.#own.set(key, value);
		return this.inner.update(key, value);
	}
}

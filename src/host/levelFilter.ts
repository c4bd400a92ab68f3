import * as vscode from "vscode";
import { type Level, levels, type QuestionSummary } from "../core/question";
import { setContext } from "./contextKeys";

const key = "filter.levels";

/** Which levels the tree shows, and Next and Previous go through; kept from window to window. */
export class LevelFilter implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();

	readonly onDidChange = this.#changed.event;

	constructor(private readonly memento: vscode.Memento) {
		setContext("dunder.filtered", this.isActive);
	}

	get levels(): readonly Level[] {
		const kept = this.memento.get<readonly string[]>(key, levels);
		return levels.filter((level) => kept.includes(level));
	}

	get isActive(): boolean {
		return this.levels.length < levels.length;
	}

	matches({ level }: QuestionSummary): boolean {
		return this.levels.includes(level);
	}

	async set(chosen: readonly Level[]): Promise<void> {
		await this.memento.update(key, chosen);
		setContext("dunder.filtered", this.isActive);
		this.#changed.fire();
	}

	dispose(): void {
		this.#changed.dispose();
	}
}

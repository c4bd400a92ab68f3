import * as vscode from "vscode";
import type { QuestionKey } from "../../core/bank/questionKey";
import { type Region, readRegions } from "../../core/lab/regions";
import type { QuestionBank } from "../../platform/questionBank";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { textOf } from "./documentText";

const quietTime = 200;

/** The experiments of the open scratch files, as items of the Testing view. */
export class ExperimentItems implements vscode.Disposable {
	readonly controller = vscode.tests.createTestController("dunder.experiments", vscode.l10n.t("Dunder Experiments"));
	/**
	 * A part of the items' ids. VS Code keeps results by id over a reload of the window, when the outputs that belong
	 * to them are gone, so the ids must be new.
	 */
	readonly #session = Date.now();
	/** How often the results of each file were forgotten, by the file's URI. */
	readonly #rounds = new Map<string, number>();
	/** The experiments that the items below the item of each file show. */
	readonly #shown = new WeakMap<vscode.TestItem, readonly Region[]>();
	readonly #timers = new Map<string, NodeJS.Timeout>();
	readonly #subscriptions: vscode.Disposable;

	constructor(
		private readonly bank: QuestionBank,
		private readonly folder: ScratchFolder,
	) {
		this.controller.refreshHandler = () => this.#addOpenFiles();
		this.#subscriptions = vscode.Disposable.from(
			this.controller,
			vscode.workspace.onDidOpenTextDocument((document) => this.update(document)),
			vscode.workspace.onDidCloseTextDocument((document) => this.controller.items.delete(this.#idOf(document))),
			vscode.workspace.onDidChangeTextDocument(({ document }) => this.#updateLater(document)),
		);
		this.#addOpenFiles();
	}

	/**
	 * The item of an experiment, which is created if necessary, or `undefined` if the document is not a scratch file.
	 */
	item(document: vscode.TextDocument, region: Region): vscode.TestItem | undefined {
		this.update(document);
		return this.controller.items.get(this.#idOf(document))?.children.get(`${region.number}`);
	}

	/** The question whose scratch file a document is, or `undefined`. */
	questionOf(document: vscode.TextDocument): QuestionKey | undefined {
		return this.folder.questionOf(document);
	}

	/** The number of the experiment that an item stands for, or `undefined` for the item of a whole file. */
	numberOf(item: vscode.TestItem): number | undefined {
		return item.parent ? Number(item.id) : undefined;
	}

	/**
	 * Removes the results of a file from the Testing view. VS Code keeps results by the ids of the items, so the items
	 * get new ids.
	 */
	forgetResults(document: vscode.TextDocument): void {
		const { items } = this.controller;
		const key = document.uri.toString();
		items.delete(this.#idOf(document));
		this.#rounds.set(key, (this.#rounds.get(key) ?? 0) + 1);
		this.update(document);
	}

	/** Updates the items of a scratch file if its experiments have changed. */
	update(document: vscode.TextDocument): void {
		const question = this.folder.questionOf(document);
		if (question === undefined || document.isClosed) {
			return;
		}
		const { items } = this.controller;
		const itemId = this.#idOf(document);
		let file = items.get(itemId);
		if (!file) {
			file = this.controller.createTestItem(itemId, question, document.uri);
			items.add(file);
			void this.#label(file, question);
		}
		const regions = readRegions(textOf(document));
		if (this.#shown.get(file) !== regions) {
			this.#shown.set(file, regions);
			this.#showRegions(file, regions);
		}
	}

	#showRegions({ children, uri }: vscode.TestItem, regions: readonly Region[]): void {
		const items = regions.map(({ number, title, startLine }) => {
			const label = title === "" ? vscode.l10n.t("Experiment") : title;
			const item = children.get(`${number}`) ?? this.controller.createTestItem(`${number}`, label, uri);
			item.label = label;
			item.range = new vscode.Range(startLine - 1, 0, startLine - 1, 0);
			item.sortText = `${number}`.padStart(3, "0");
			return item;
		});
		// Experiments are numbered without gaps, so the same number of items means the same items.
		if (items.length !== children.size) {
			children.replace(items);
		}
	}

	dispose(): void {
		for (const timer of this.#timers.values()) {
			clearTimeout(timer);
		}
		this.#subscriptions.dispose();
	}

	#idOf({ uri }: vscode.TextDocument): string {
		return `${this.#session}.${this.#rounds.get(uri.toString()) ?? 0} ${uri}`;
	}

	#addOpenFiles(): void {
		for (const document of vscode.workspace.textDocuments) {
			this.update(document);
		}
	}

	#updateLater(document: vscode.TextDocument): void {
		if (this.folder.questionOf(document) === undefined) {
			return;
		}
		const key = document.uri.toString();
		clearTimeout(this.#timers.get(key));
		this.#timers.set(
			key,
			setTimeout(() => {
				this.#timers.delete(key);
				this.update(document);
			}, quietTime),
		);
	}

	async #label(file: vscode.TestItem, question: QuestionKey): Promise<void> {
		const summary = await this.bank.summary(question);
		if (summary) {
			file.label = summary.title;
		}
	}
}

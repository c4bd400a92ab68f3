import * as vscode from "vscode";
import { setContext } from "../../platform/contextKeys";

/** A run that is over sooner is not shown as one that can be stopped. */
const noticeableTime = 500;

/** A run of a file. */
interface Running {
	/** Of the experiments; nothing for all. */
	readonly numbers: readonly number[] | undefined;
	readonly ended: Promise<void>;
	stop(): void;
}

/** The scratch files whose experiments run, one run of a file at a time. */
export class RunningFiles implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #byFile = new Map<string, Running>();

	readonly onDidChange = this.#changed.event;

	/** Whether an experiment of a file runs, by its number, or any. */
	isRunning({ uri }: vscode.TextDocument, number?: number): boolean {
		const running = this.#byFile.get(uri.toString());
		return running !== undefined && (number === undefined || (running.numbers?.includes(number) ?? true));
	}

	/** Ends the run of a file, if there is one. */
	async stop(uri: vscode.Uri): Promise<void> {
		const running = this.#byFile.get(uri.toString());
		running?.stop();
		await running?.ended;
	}

	async stopAll(): Promise<void> {
		const all = [...this.#byFile.values()];
		for (const { stop } of all) {
			stop();
		}
		await Promise.all(all.map(({ ended }) => ended));
	}

	/** Runs experiments of a file, by number or all, after it has stopped whatever run of the file there was. */
	async run(
		uri: vscode.Uri,
		numbers: readonly number[] | undefined,
		source: vscode.CancellationTokenSource,
		run: () => Promise<void>,
	): Promise<void> {
		const key = uri.toString();
		const previous = this.#byFile.get(key);
		let end = () => {};
		const ended = new Promise<void>((resolve) => {
			end = resolve;
		});
		const current = { numbers, ended, stop: () => source.cancel() };
		this.#byFile.set(key, current);
		const noticed = setTimeout(() => this.#show(), noticeableTime);
		try {
			previous?.stop();
			await previous?.ended;
			await run();
		} finally {
			if (this.#byFile.get(key) === current) {
				this.#byFile.delete(key);
			}
			clearTimeout(noticed);
			this.#show();
			end();
		}
	}

	dispose(): void {
		for (const { stop } of this.#byFile.values()) {
			stop();
		}
		this.#changed.dispose();
	}

	#show(): void {
		setContext("dunder.running", this.#byFile.size > 0);
		this.#changed.fire();
	}
}

import * as vscode from "vscode";
import { setContext } from "../../platform/contextKeys";

/** How long a run takes, in milliseconds, before it is shown as one that can be stopped. */
const noticeableTime = 500;

/** A run of a file. */
interface Running {
	/** The numbers of its experiments, or `undefined` for all. */
	readonly numbers: readonly number[] | undefined;
	readonly ended: Promise<void>;
	stop(): void;
}

/** The scratch files whose experiments are running. A file has only one run at a time. */
export class RunningFiles implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #byFile = new Map<string, Running>();

	readonly onDidChange = this.#changed.event;

	/** Whether a file has a run that includes the experiment with this number, or, without a number, any run. */
	isRunning({ uri }: vscode.TextDocument, number?: number): boolean {
		const running = this.#byFile.get(uri.toString());
		return running !== undefined && (number === undefined || (running.numbers?.includes(number) ?? true));
	}

	/** Stops the run of a file, if there is one, and resolves when it has ended. */
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

	/**
	 * Stops the run of a file, if there is one, and then calls `run` for the experiments with these numbers, or all.
	 */
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

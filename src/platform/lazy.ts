import { log } from "./log";

/** A value that is loaded on first use. If a load fails, the next use tries again. */
export class Lazy<Value> {
	#loading: Promise<Value> | undefined;

	constructor(private readonly load: () => Promise<Value>) {}

	get(): Promise<Value> {
		this.#loading ??= this.load().catch((error: unknown) => {
			this.#loading = undefined;
			throw error;
		});
		return this.#loading;
	}

	/** The value that was loaded or is being loaded; `undefined` if no load has begun or the last one failed. */
	get started(): Promise<Value> | undefined {
		return this.#loading;
	}
}

/** Disposes of the value if it was loaded, or, if it is being loaded, once it is there. */
export function disposeOf(lazy: Lazy<{ dispose(): void }>): { dispose(): void } {
	return {
		dispose() {
			// A load that fails leaves nothing to dispose of, and its error goes to the code that asked for the load.
			lazy.started?.then((value) => value.dispose(), log.caught("There is nothing to dispose of"));
		},
	};
}

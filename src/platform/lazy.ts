import { log } from "./log";

/** Something that is loaded on first use. A load that has failed is tried again on the next use. */
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

	/** What was loaded, or is about to be; nothing where no load has begun, or the last one has failed. */
	get started(): Promise<Value> | undefined {
		return this.#loading;
	}
}

/** Disposes of what was loaded, and of what is being loaded when it is there. */
export function disposeOf(lazy: Lazy<{ dispose(): void }>): { dispose(): void } {
	return {
		dispose() {
			// A load that fails leaves nothing to dispose of, and its error goes to the code that asked for the load.
			lazy.started?.then((value) => value.dispose(), log.caught("There is nothing to dispose of"));
		},
	};
}

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

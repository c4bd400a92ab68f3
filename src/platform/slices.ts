/** How long work can be cancelled, and how its progress can be followed. */
export interface WorkOptions {
	readonly signal?: AbortSignal | undefined;
	/** Is called with the share that is done, 0 to 1. */
	readonly onProgress?: ((share: number) => void) | undefined;
}

/** Milliseconds of work after which everything else in the extension host has its turn. */
const budget = 10;
/**
 * Milliseconds until the work goes on. A rating or an Undo waits for the disk a dozen times; if each of these waited for
 * another slice of the work, it would be felt.
 */
const rest = 5;

const waiting: (() => void)[] = [];
let turnsAt = performance.now();

/**
 * Waits until everything else had a turn, if this and other work has taken long enough since the last one. Long work must
 * call this often, or it would block the extension host with all other extensions. Rejects if the signal is aborted.
 */
export async function breathe(signal?: AbortSignal): Promise<void> {
	if (performance.now() - turnsAt >= budget) {
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			if (waiting.length === 1) {
				setTimeout(takeTurn, rest);
			}
		});
	}
	signal?.throwIfAborted();
}

/** One at a time, so that several works together don't take longer than one. */
function takeTurn(): void {
	turnsAt = performance.now();
	waiting.shift()?.();
	if (waiting.length > 0) {
		setTimeout(takeTurn, rest);
	}
}

/** What is made of many items, in batches, without blocking the extension host. */
export async function* inBatches<Item, Result>(
	items: Iterable<Item>,
	size: number,
	make: (item: Item) => Result,
): AsyncGenerator<readonly Result[], void, undefined> {
	let made: Result[] = [];
	for (const item of items) {
		made.push(make(item));
		if (made.length === size) {
			yield made;
			made = [];
			await breathe();
		}
	}
	yield made;
}

import type { Renamed } from "../../core/bank/question";
import { fromSnapshot, toSnapshot } from "../../core/journal/snapshot";
import type { RecallState } from "../../core/journal/state";
import type { Scheduler } from "../../core/schedule/schedule";
import type { JournalStorage, Positions, StorePlace } from "../../platform/journalStorage";
import { log } from "../../platform/log";

/** Milliseconds after a change until the state is kept. */
const delay = 5_000;

/** A state, and how far the journal was read into it. */
interface ReadState {
	readonly state: RecallState;
	readonly positions: Positions;
}

/** Keeps the state for the next start, which then need not fold the whole journal. It is a cache: a loss only costs time. */
export class StateKeeper {
	readonly #basis: string;
	#timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly storage: JournalStorage,
		private readonly place: StorePlace,
		private readonly scheduler: Scheduler,
		renamed: Renamed,
	) {
		// What a state depends on besides the events.
		this.#basis = JSON.stringify([scheduler.name, renamed]);
	}

	/** The state that was kept, or `undefined` if there is none that holds now. */
	async read(): Promise<ReadState | undefined> {
		const kept = await this.storage.readState(this.place);
		const state = kept && fromSnapshot(kept.snapshot, this.#basis, this.scheduler);
		return state && { state, positions: kept.positions };
	}

	/** Keeps the state after a while. `current` returns `undefined` while the journal's positions are ahead of the state. */
	keepLater(current: () => ReadState | undefined): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			const now = current();
			if (now) {
				const snapshot = toSnapshot(now.state, this.#basis);
				const unkept = log.caught("The state was not kept for the next start");
				void this.storage.keepState(this.place, { positions: now.positions, snapshot }).catch(unkept);
			}
		}, delay);
	}

	dispose(): void {
		clearTimeout(this.#timer);
	}
}

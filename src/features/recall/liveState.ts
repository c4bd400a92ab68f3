import * as vscode from "vscode";
import type { RecallState } from "../../core/journal/state";
import type { StoredEvent } from "../../core/journal/storedEvent";
import type { JournalStorage, Reading, StorePlace, Survey, WindowJournal } from "../../platform/journalStorage";
import { log } from "../../platform/log";
import { tellUnread } from "./damageNotices";
import type { StateKeeper } from "./keptState";
import type { StateReader } from "./stateReader";

/** What a `LiveState` works with. */
interface LiveStateTools {
	readonly storage: JournalStorage;
	readonly place: StorePlace;
	readonly states: StateReader;
	readonly keeper: StateKeeper;
}

/** The state that the journal results in, which follows the journal. It is kept for the next start. */
export class LiveState implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	#state: RecallState;
	/** What is in the journal and not yet in the state. */
	#unadded: readonly StoredEvent[] = [];
	/** Whether so much more is in the journal that all of it must be read. */
	#isBehind = false;
	/** Whether the journal is being read, so that its positions may be ahead of the state. */
	#isReading = false;
	#adding: Promise<void> = Promise.resolve();

	/** Fires when the state changes, no matter which window or machine changed it. */
	readonly onDidChange = this.#changed.event;

	private constructor(
		readonly journal: WindowJournal,
		private readonly tools: LiveStateTools,
		private readonly tell: (reading: Reading | Survey) => void,
		state: RecallState,
	) {
		this.#state = state;
		this.#keepLater();
	}

	/**
	 * Reads the kept state and what has happened since, or everything. `tell` is called for every reading of the journal,
	 * because each may find damage.
	 */
	static async open(tools: LiveStateTools, tell: (reading: Reading | Survey) => void): Promise<LiveState> {
		const { storage, place, states, keeper } = tools;
		const kept = await keeper.read();
		const journal = await storage.open(place, kept?.positions ?? {});
		const reading = await journal.readNew();
		tell(reading);
		const { isTooMuch, events, lacking, segments } = reading;
		// Without a kept state there are no positions, so this is everything.
		const fresh = kept ? events : [...events, ...lacking];
		const extended = isTooMuch ? undefined : states.extended(kept?.state ?? states.empty, fresh);
		const state = extended ?? (await states.readAnew(journal, tell));
		log.info(
			`Opened the journal in ${place.root}: ${segments} segments, ${extended ? `${events.length} new events` : "read completely"}`,
		);
		return new LiveState(journal, tools, tell, state);
	}

	get state(): RecallState {
		return this.#state;
	}

	/** Takes in what other windows and machines have written. */
	async follow(): Promise<void> {
		const reading = await this.journal.readNew();
		this.tell(reading);
		await this.add(reading.events, reading.isTooMuch);
	}

	/**
	 * Adds events that are in the journal or, with `isBehind`, reads all of it. One after the other, because what is added
	 * meanwhile must not be lost with the older state. Never rejects: if the disk can't be read now, the person is told, and
	 * the next call tries again.
	 */
	add(events: readonly StoredEvent[], isBehind = false): Promise<void> {
		this.#unadded = [...this.#unadded, ...events];
		this.#isBehind ||= isBehind;
		this.#adding = this.#adding
			.then(async () => {
				if (this.#unadded.length > 0 || this.#isBehind) {
					await this.#addNow();
					this.#keepLater();
					this.#changed.fire();
				}
			})
			.catch(tellUnread);
		return this.#adding;
	}

	dispose(): void {
		this.tools.keeper.dispose();
		this.#changed.dispose();
	}

	async #addNow(): Promise<void> {
		const [added, wasBehind] = [this.#unadded, this.#isBehind];
		this.#isBehind = false;
		this.#isReading = true;
		try {
			const { states } = this.tools;
			const extended = wasBehind ? undefined : states.extended(this.#state, added);
			this.#state = extended ?? (await states.readAnew(this.journal, this.tell));
			this.#unadded = this.#unadded.slice(added.length);
		} catch (error) {
			this.#isBehind = true;
			throw error;
		} finally {
			this.#isReading = false;
		}
	}

	#keepLater(): void {
		this.tools.keeper.keepLater(() => {
			const isAhead = this.#unadded.length > 0 || this.#isReading;
			return isAhead ? undefined : { state: this.#state, positions: this.journal.positions };
		});
	}
}

import * as vscode from "vscode";
import type { Renamed } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import { underCurrentKeys } from "../../core/journal/currentKeys";
import { type EventPayload, type JournalEvent, keyOf } from "../../core/journal/events";
import { extend, fold } from "../../core/journal/fold";
import type { RecallState } from "../../core/journal/state";
import type { StoredEvent } from "../../core/journal/storedEvent";
import { type Calendar, studyTime, type Today, todayAt } from "../../core/schedule/day";
import { createScheduler, type Scheduler } from "../../core/schedule/schedule";
import {
	everythingIn,
	type JournalStorage,
	type Reading,
	type StorePlace,
	type WindowJournal,
} from "../../platform/journalStorage";
import { log } from "../../platform/log";
import { desiredRetention, rolloverHour } from "../../platform/settings";
import { Backups } from "./backups";
import { DamageNotice, tellUnread } from "./damageNotices";
import { StateKeeper } from "./keptState";
import { MissingNotice } from "./missingNotice";
import { orRefuse, UnsavedNotice } from "./notices";

/** A person's progress: the journal on the disk, and the state that results from it. */
export class RecallStore implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #watch: vscode.Disposable;
	#state: RecallState;
	/** Events that are in the journal and not yet in the state. */
	#unadded: readonly StoredEvent[] = [];
	#adding: Promise<void> = Promise.resolve();
	readonly #unsaved = new UnsavedNotice((anew) => this.#retry(anew));
	readonly #backups: Backups;
	readonly #damage: DamageNotice;
	readonly #missing = new MissingNotice(this);

	/** Fires when the state changes, no matter which window or machine changed it. */
	readonly onDidChange = this.#changed.event;

	private constructor(
		readonly storage: JournalStorage,
		readonly place: StorePlace,
		readonly journal: WindowJournal,
		readonly scheduler: Scheduler,
		readonly renamed: Renamed,
		private readonly calendar: Calendar,
		private readonly keeper: StateKeeper,
		state: RecallState,
	) {
		this.#state = state;
		this.#damage = new DamageNotice(place.root);
		this.#backups = new Backups(storage, place.root, () => this.events());
		const watch = journal.watch({
			onNews: () => void this.#follow().catch(tellUnread),
			onLoss: (error) => this.#unsaved.tell(error),
		});
		watch.setFocused(vscode.window.state.focused);
		const focus = vscode.window.onDidChangeWindowState(({ focused }) => watch.setFocused(focused));
		this.#watch = vscode.Disposable.from(watch, focus);
	}

	/** Reads the kept state and what has happened since, or everything. */
	static async open(
		storage: JournalStorage,
		place: StorePlace,
		renamed: Renamed,
		calendar: Calendar,
	): Promise<RecallStore> {
		const rollover = rolloverHour();
		const scheduler = createScheduler({
			desiredRetention: desiredRetention(),
			studyTime: (at) => studyTime(at, rollover, calendar),
		});
		const keeper = new StateKeeper(storage, place, scheduler, renamed);
		const { state, positions = {} } = (await keeper.read()) ?? {};
		const journal = await storage.open(place, positions);
		// Without a state, there are no positions, and this reads everything.
		const reading = await journal.readNew();
		const named = (events: readonly StoredEvent[]) => underCurrentKeys(events, renamed);
		const extended = state && extend(state, named(reading.events), scheduler);
		const readings = extended || !state ? [reading] : [reading, await journal.readAnew()];
		const current = extended ?? fold(named(everythingIn(readings.at(-1) ?? reading)), scheduler);
		const store = new RecallStore(storage, place, journal, scheduler, renamed, calendar, keeper, current);
		const { segments, events } = reading;
		log.info(`Opened the journal in ${place.root}: ${segments} segments, ${events.length} events since the kept state`);
		for (const each of readings) {
			store.#tell(each);
		}
		store.#keepLater();
		return store;
	}

	get state(): RecallState {
		return this.#state;
	}

	/** The state that would result from events. */
	outcome(events: readonly StoredEvent[]): RecallState {
		return fold(underCurrentKeys(events, this.renamed), this.scheduler);
	}

	get today(): Today {
		return todayAt({ now: Date.now(), rolloverHour: rolloverHour(), calendar: this.calendar });
	}

	/**
	 * Records something and returns the event. If it can't be saved, returns `undefined`, and the person is told and can
	 * try again.
	 */
	async record(happening: EventPayload): Promise<JournalEvent | undefined> {
		// Notes and predictions differ each time. Anything else would be done twice once everything is saved.
		const { kind } = happening;
		if ("question" in happening && kind !== "noted" && kind !== "predicted" && this.awaits(kind, keyOf(happening))) {
			this.#unsaved.tellAgain();
			return undefined;
		}
		const [event] = await this.recordAll([happening]);
		return event;
	}

	/** Records several things in this order, either all or none, and returns the saved events. */
	async recordAll(happenings: readonly EventPayload[]): Promise<readonly JournalEvent[]> {
		try {
			const events = await this.journal.appendAll(happenings, this.#state.journal.newest?.time);
			await this.#add(events);
			void this.#backups.keepDaily(this.today.day);
			return events;
		} catch (error) {
			this.#unsaved.tell(error);
			return [];
		}
	}

	/** Whether something of this kind was done with a question and is not saved yet. */
	awaits(kind: EventPayload["kind"], question: QuestionKey): boolean {
		return this.journal.unsaved.some(
			(event) => event.kind === kind && "question" in event && keyOf(event) === question,
		);
	}

	/**
	 * Adds the events of an export or a backup that the journal doesn't have, and returns their number. Throws a
	 * `UserError` if not all of them can be written.
	 */
	async importEvents(events: readonly StoredEvent[]): Promise<number> {
		const added = await orRefuse(this.journal.importEvents(events), (reason) =>
			vscode.l10n.t("Not everything was added: {0}.", reason),
		);
		// This adds all events, because an earlier attempt that failed may have written some, which are not in `added`.
		await this.#add(events);
		return added.length;
	}

	/**
	 * Keeps a backup before a large change, after which it is named, and returns its name. Throws a `UserError` if it
	 * can't be written.
	 */
	backUpBefore(occasion: string): Promise<string> {
		return this.#backups.keepBefore(occasion, this.today.day);
	}

	/**
	 * Saves what another store could not save, and stops its attempts. After a move to another folder, it also saves what the
	 * other store's window wrote while the journal was copied. Throws a `UserError` if this store can't save it either.
	 */
	async takeOver(other: RecallStore): Promise<void> {
		const isMoved = other.place.root !== this.place.root;
		const events = [...(isMoved ? other.journal.written : []), ...other.journal.unsaved];
		if (events.length > 0) {
			await this.importEvents(events);
			other.#unsaved.dispose();
		}
	}

	/** Everything that has ever happened, to be stored elsewhere. If part of it can't be read, the person is told. */
	async events(): Promise<readonly StoredEvent[]> {
		return this.#tell(await this.journal.read());
	}

	/** Tells the person what a reading has met, and returns all events that it has found. */
	#tell(reading: Reading): readonly StoredEvent[] {
		this.#damage.tell(reading);
		this.#missing.tell(reading);
		return everythingIn(reading);
	}

	/** Leaves out the events that are in no segment any longer: the person has removed them on purpose. */
	async acceptMissing(): Promise<void> {
		await this.backUpBefore("restore");
		await this.journal.acceptMissing((await this.journal.read()).missing);
		this.#state = this.outcome(this.#tell(await this.journal.readAnew()));
		this.#changed.fire();
	}

	/** Resolves when nothing is being written, even if not everything could be saved. */
	async settled(): Promise<void> {
		await this.journal.settled();
		await this.#backups.settled();
	}

	dispose(): void {
		this.keeper.dispose();
		this.#watch.dispose();
		this.#changed.dispose();
	}

	async #retry(anew: boolean): Promise<void> {
		await this.#add(await this.journal.retry(anew));
		void this.#backups.keepDaily(this.today.day);
	}

	/** Adds what other windows and machines have written to the state. */
	async #follow(): Promise<void> {
		const reading = await this.journal.readNew();
		this.#tell(reading);
		await this.#add(reading.events);
	}

	/**
	 * Adds events to the state. Calls wait for each other, because a fold reads the disk, and events that are added
	 * meanwhile must not be lost with the older state. If the disk can't be read now, the person is told, and the next
	 * call adds the events.
	 */
	#add(events: readonly StoredEvent[]): Promise<void> {
		this.#unadded = [...this.#unadded, ...events];
		this.#adding = this.#adding
			.then(async () => {
				const added = this.#unadded;
				if (added.length > 0) {
					const { scheduler, renamed } = this;
					this.#state =
						extend(this.#state, underCurrentKeys(added, renamed), scheduler) ??
						this.outcome(this.#tell(await this.journal.readAnew()));
					this.#unadded = this.#unadded.slice(added.length);
					this.#keepLater();
					this.#changed.fire();
				}
			})
			.catch(tellUnread);
		return this.#adding;
	}

	#keepLater(): void {
		this.keeper.keepLater(() =>
			this.#unadded.length > 0 ? undefined : { state: this.#state, positions: this.journal.positions },
		);
	}
}

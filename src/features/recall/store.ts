import * as vscode from "vscode";
import type { Renamed } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import { type EventPayload, type JournalEvent, keyOf } from "../../core/journal/events";
import type { RecallState } from "../../core/journal/state";
import type { StoredEvent } from "../../core/journal/storedEvent";
import { type Calendar, studyTime, type Today, todayAt } from "../../core/schedule/day";
import { createScheduler, type Scheduler } from "../../core/schedule/schedule";
import { take } from "../../core/text/take";
import { type EventSource, inMemory, join } from "../../platform/eventSource";
import type {
	Imported,
	JournalStorage,
	Reading,
	StorePlace,
	Survey,
	WindowJournal,
} from "../../platform/journalStorage";
import { desiredRetention, rolloverHour } from "../../platform/settings";
import type { WorkOptions } from "../../platform/slices";
import { Backups } from "./backups";
import { DamageNotice, tellUnread } from "./damageNotices";
import { StateKeeper } from "./keptState";
import { LiveState } from "./liveState";
import { MissingNotice } from "./missingNotice";
import { orRefuse, UnsavedNotice } from "./notices";
import { StateReader } from "./stateReader";

/** The most undo events that are recorded together with what the window keeps in memory. */
const mostAtOnce = 1_000;

/** A person's progress: the journal on the disk, and the state that results from it. */
export class RecallStore implements vscode.Disposable {
	readonly #watch: vscode.Disposable;
	readonly #live: LiveState;
	readonly #unsaved = new UnsavedNotice((anew) => this.#retry(anew));
	readonly #backups: Backups;
	readonly #damage: DamageNotice;
	readonly #missing = new MissingNotice(this);

	private constructor(
		readonly storage: JournalStorage,
		readonly place: StorePlace,
		private readonly calendar: Calendar,
		readonly states: StateReader,
		live: LiveState,
	) {
		this.#live = live;
		this.#damage = new DamageNotice(place.root);
		this.#backups = new Backups(storage, place.root, () => this.events());
		const watch = live.journal.watch({
			onNews: () => void live.follow().catch(tellUnread),
			onLoss: (error) => this.#unsaved.tell(error),
		});
		watch.setFocused(vscode.window.state.focused);
		const focus = vscode.window.onDidChangeWindowState(({ focused }) => watch.setFocused(focused));
		this.#watch = vscode.Disposable.from(watch, focus);
	}

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
		const states = new StateReader(scheduler, renamed);
		let store: RecallStore | undefined;
		const early: (Reading | Survey)[] = [];
		const keeper = new StateKeeper(storage, place, scheduler, renamed);
		const live = await LiveState.open({ storage, place, states, keeper }, (reading) => {
			if (store) {
				store.#tell(reading);
			} else {
				early.push(reading);
			}
		});
		const opened = new RecallStore(storage, place, calendar, states, live);
		store = opened;
		for (const reading of early) {
			opened.#tell(reading);
		}
		return opened;
	}

	get journal(): WindowJournal {
		return this.#live.journal;
	}

	get state(): RecallState {
		return this.#live.state;
	}

	/** Fires when the state changes, no matter which window or machine changed it. */
	get onDidChange(): vscode.Event<void> {
		return this.#live.onDidChange;
	}

	get scheduler(): Scheduler {
		return this.states.scheduler;
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

	/** Undoes any number of events, either all or none. Returns whether that was saved. */
	async undoAll(ids: Iterable<string>): Promise<boolean> {
		const first = take(ids, mostAtOnce + 1);
		if (first.length <= mostAtOnce) {
			const happenings = first.map((target) => ({ kind: "undone", target }) as const);
			return (await this.recordAll(happenings)).length === happenings.length;
		}
		const saved = this.journal.undoMany(ids, this.state.journal.newest?.time);
		await orRefuse(saved, (reason) => vscode.l10n.t("Nothing was undone: {0}.", reason));
		await this.#live.follow();
		return true;
	}

	/** Records several things in this order, either all or none, and returns the saved events. */
	async recordAll(happenings: readonly EventPayload[]): Promise<readonly JournalEvent[]> {
		try {
			const events = await this.journal.appendAll(happenings, this.state.journal.newest?.time);
			await this.#live.add(events);
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
		await this.#live.add(events);
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
	 * Adds the events of a source that the journal doesn't have yet, either all or none. Throws a `UserError` if they can't
	 * be written, and rejects if the signal is aborted.
	 */
	async importFrom(source: EventSource, options: WorkOptions): Promise<Imported> {
		const importing = this.journal.importFrom(source, options).catch((error: unknown) => {
			options.signal?.throwIfAborted();
			throw error;
		});
		const imported = await orRefuse(importing, (reason) => vscode.l10n.t("Nothing was added: {0}.", reason));
		await this.#live.follow();
		return imported;
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

	/** Everything that was saved, to be stored elsewhere. If part of it can't be read, the person is told. */
	async events(): Promise<EventSource> {
		const survey = await this.journal.survey();
		this.#tell(survey);
		return survey.source;
	}

	/** Everything that was saved, and what is not saved yet. */
	async everything(): Promise<EventSource> {
		return join(await this.events(), inMemory(this.journal.unsaved));
	}

	/** Tells the person what a reading has met. */
	#tell(reading: Reading | Survey): void {
		this.#damage.tell(reading);
		this.#missing.tell(reading);
	}

	/** Leaves out the events that are in no segment any longer: the person has removed them on purpose. */
	async acceptMissing(): Promise<void> {
		await this.backUpBefore("restore");
		await this.journal.acceptMissing((await this.journal.survey()).missing);
		await this.#live.add([], true);
	}

	/** Resolves when nothing is being written, even if not everything could be saved. */
	async settled(): Promise<void> {
		await this.journal.settled();
		await this.#backups.settled();
	}

	dispose(): void {
		this.#watch.dispose();
		this.#live.dispose();
	}

	async #retry(anew: boolean): Promise<void> {
		await this.#live.add(await this.journal.retry(anew));
		void this.#backups.keepDaily(this.today.day);
	}
}

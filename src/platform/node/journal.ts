import type { open } from "node:fs/promises";
import type { EventPayload, JournalEvent } from "../../core/journal/events";
import { batch } from "../../core/journal/steps";
import type { StoredEvent } from "../../core/journal/storedEvent";
import { type EventSource, eventsNotIn, eventsOf, idsBackward, inMemory, join } from "../eventSource";
import type { Imported, JournalListener, Positions, Reading, Survey, WindowJournal } from "../journalStorage";
import { log } from "../log";
import { inBatches, type WorkOptions } from "../slices";
import { DamagedLines } from "./journalDamage";
import type { JournalPlace } from "./journalFiles";
import { JournalIdentity } from "./journalIdentity";
import { readSegments, type SegmentsSummary, surveySegments } from "./journalReader";
import { JournalWatch, type WatchOptions } from "./journalWatch";
import { OwnSegments } from "./ownSegments";
import { SeenSegments } from "./seenSegments";
import { WholeSegments } from "./wholeSegments";

/** How many bytes `readNew` reads at most: some thousand events, which take a few hundredths of a second to add. */
const mostNew = 524_288;

/** What a journal is opened with. */
export interface JournalOptions {
	/** The positions of a stored state. */
	readonly positions?: Positions;
	/** The folder for copies of what this machine has seen. Without it, the loss of segments of other windows goes unnoticed. */
	readonly seen?: string;
	/** Which journal the folder must hold; by default, any. */
	readonly identity?: JournalIdentity;
	/** Opens files in tests in which a disk fails. */
	readonly openFile?: typeof open;
}

/** The journal of all windows and machines, and this window's own segment of it. */
export class Journal implements WindowJournal {
	readonly #place: JournalPlace;
	readonly #now: () => number;
	readonly #own: OwnSegments;
	readonly #whole: WholeSegments;
	readonly #seen: SeenSegments | undefined;
	readonly #damage: DamagedLines;
	readonly #pending = new Set<JournalEvent>();
	readonly #failed = new Set<JournalEvent>();
	#positions: Positions;
	#sequence = 0;
	#writing: Promise<unknown> = Promise.resolve();
	#reading: Promise<unknown> = Promise.resolve();
	#copying: Promise<void> = Promise.resolve();

	/** Touches no file yet. `now` returns milliseconds. */
	constructor(
		place: JournalPlace,
		now: () => number,
		{ positions = {}, seen, identity, openFile }: JournalOptions = {},
	) {
		this.#place = place;
		this.#now = now;
		this.#own = new OwnSegments(place, identity ?? new JournalIdentity(place.root), openFile);
		this.#whole = new WholeSegments(() => this.#own.verify(), place.root, place.device, now);
		this.#seen = seen === undefined ? undefined : new SeenSegments(place.root, seen);
		this.#damage = new DamagedLines(place.root, now);
		this.#positions = positions;
	}

	get window(): string {
		return `${this.#place.device}.${this.#place.session}`;
	}

	get unsaved(): readonly StoredEvent[] {
		return [...this.#own.lacking, ...this.#failed, ...this.#pending];
	}

	get written(): readonly StoredEvent[] {
		return this.#own.events;
	}

	get positions(): Positions {
		return { ...this.#positions, ...this.#own.known };
	}

	/** `appendAll` for one happening. */
	async append(happening: EventPayload, known?: number): Promise<JournalEvent> {
		const [event] = await this.appendAll([happening], known);
		return event as JournalEvent;
	}

	async appendAll(happenings: readonly EventPayload[], known = 0): Promise<readonly JournalEvent[]> {
		const events = happenings.map((happening) => this.#eventOf(happening, known));
		for (const event of events) {
			this.#pending.add(event);
		}
		try {
			await this.#inTurn(() => this.#own.append(events, false));
		} catch (error) {
			for (const event of events) {
				this.#failed.add(event);
			}
			throw error;
		} finally {
			for (const event of events) {
				this.#pending.delete(event);
			}
		}
		return events;
	}

	retry(anew: boolean): Promise<readonly JournalEvent[]> {
		return this.#inTurn(async () => {
			const events = [...this.#failed];
			await this.#own.append(events, anew);
			for (const event of events) {
				this.#failed.delete(event);
			}
			return events;
		});
	}

	async importEvents(events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
		const { both, rows } = await this.#missingOf(inMemory(events));
		const fresh = await both.read(rows);
		await this.#inTurn(() => this.#own.append(fresh, false));
		return fresh;
	}

	async importFrom(given: EventSource, options?: WorkOptions): Promise<Imported> {
		const { both, rows } = await this.#missingOf(given, options);
		if (rows.length > 0) {
			await this.#whole.write(eventsOf(both, rows, options));
		}
		const { table } = both;
		return { count: rows.length, ids: idsBackward(table, rows, (row) => table.isReadable(row)) };
	}

	undoMany(targets: Iterable<string>, known = 0): Promise<void> {
		const undo = (target: string) => this.#eventOf({ kind: "undone", target }, known);
		return this.#whole.write(inBatches(targets, batch, undo));
	}

	async survey(): Promise<Survey> {
		await this.#tryCheck();
		return this.#completeSurvey(await surveySegments(this.#place.root, this.#damage));
	}

	async surveyAnew(): Promise<Survey> {
		await this.#tryCheck();
		return this.#follow(
			() => surveySegments(this.#place.root, this.#damage),
			(found) => this.#completeSurvey(found),
		);
	}

	readNew(): Promise<Reading> {
		const isExcepted = (name: string) => this.#own.has(name);
		const scope = () => ({ from: this.#positions, isExcepted, most: mostNew, damage: this.#damage });
		return this.#follow(
			() => readSegments(this.#place.root, scope()),
			async (found) => ({ ...found.reading, ...(await this.#lossIn(found, undefined)) }),
		);
	}

	async acceptMissing(names: readonly string[]): Promise<void> {
		for (const name of names) {
			await this.#seen?.accept(name);
		}
	}

	check(): Promise<void> {
		return this.#inTurn(() => this.#own.check(false));
	}

	async settled(): Promise<void> {
		await this.#inTurn(async () => {});
		await Promise.all([this.#copying, this.#whole.settled()]);
	}

	/** Calls the listener as soon as the system reports a change, or a look at the disk finds it. */
	watch({ onNews, onLoss }: JournalListener, options?: WatchOptions): JournalWatch {
		const isOwn = (name: string) => this.#own.has(name);
		const checkOwn = () => this.check().catch(onLoss);
		const watched = { root: this.#place.root, isOwn, positions: () => this.#positions, checkOwn };
		return new JournalWatch(watched, onNews, options);
	}

	/** If events can't be written again, `unsaved` has them, and the watch tells the person. */
	async #tryCheck(): Promise<void> {
		await this.check().catch(log.caught("What this window has saved is no longer on the disk"));
	}

	#eventOf(happening: EventPayload, known: number): JournalEvent {
		this.#sequence++;
		const at = this.#now();
		return { id: `${this.window}.${this.#sequence}`, at, ...(known > at && { after: known }), ...happening };
	}

	/** Which events are in no segment, and not among those of this window that are only in memory. */
	async #missingOf(given: EventSource, options?: WorkOptions) {
		await this.#tryCheck();
		const { source } = await surveySegments(this.#place.root, this.#damage);
		return eventsNotIn(await join(source, inMemory(this.unsaved)), given, options);
	}

	async #completeSurvey(found: SegmentsSummary & Pick<Survey, "source">): Promise<Survey> {
		const loss = await this.#lossIn(found, found.source);
		const lacking = [...loss.lacking, ...this.#own.lacking];
		const source = lacking.length === 0 ? found.source : await join(found.source, inMemory(lacking));
		return { ...found.reading, ...loss, lacking, source };
	}

	/** What this machine has seen and no segment has any longer. `all` has the events of all segments if they were read. */
	async #lossIn(found: SegmentsSummary, all: EventSource | undefined): Promise<Pick<Reading, "missing" | "lacking">> {
		const isOther = (name: string) => !this.#own.has(name);
		const lackingOf = async (seen: readonly StoredEvent[]) => {
			const segments = all ?? (await surveySegments(this.#place.root, this.#damage)).source;
			const { both, rows } = await eventsNotIn(await join(segments, inMemory(this.#own.lacking)), inMemory(seen));
			return both.read(rows);
		};
		const loss = await this.#seen?.compare(found, all !== undefined, isOther, lackingOf);
		this.#copying = this.#copying.then(() => this.#seen?.catchUp({ ...found.positions, ...this.#own.known }));
		if (!loss || loss.lacking.length === 0) {
			// The events are in other segments, for example because another machine has put them back.
			await this.acceptMissing(loss?.shrunk ?? []);
			return { missing: [], lacking: [] };
		}
		return { missing: loss.missing, lacking: loss.lacking };
	}

	/** Reads one after the other, so that no event is returned twice. */
	#follow<Found extends SegmentsSummary, Result>(
		read: () => Promise<Found>,
		complete: (found: Found) => Promise<Result>,
	): Promise<Result> {
		const work = async () => {
			const found = await read();
			this.#positions = found.positions;
			return complete(found);
		};
		const turn = this.#reading.then(work, work);
		this.#reading = turn;
		return turn;
	}

	/** Writes one after the other. */
	#inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
		const turn = this.#writing.then(work, work);
		this.#writing = turn;
		return turn;
	}
}

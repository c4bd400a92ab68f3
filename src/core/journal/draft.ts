import type { QuestionKey } from "../bank/questionKey";
import type { Scheduler } from "../schedule/schedule";
import { type EventSubject, type JournalEvent, keyOf } from "./events";
import type { Placed } from "./order";
import {
	type BaseState,
	type CardState,
	keptLimit,
	newCard,
	type Place,
	type Prediction,
	type Review,
	type Undoable,
	undoLimit,
} from "./state";
import { isReadable } from "./storedEvent";
import { deviceOf, isOfDevice } from "./undo";

interface DraftCard
	extends Omit<{ -readonly [Field in keyof CardState]: CardState[Field] }, "reviews" | "predictions"> {
	reviews: Review[];
	predictions: Prediction[];
}

type CardEvent = Extract<JournalEvent, EventSubject>;
type Reset = Extract<JournalEvent, { kind: "reset" }>;

/** Builds a state: events must be added in their order. The state that it starts with isn't changed. */
export class Draft {
	private readonly cards: Map<QuestionKey, CardState>;
	/** The cards that are copies of those in the initial state, or new ones, and can therefore be changed. */
	private readonly changed = new Map<QuestionKey, DraftCard>();
	private readonly sessions: Map<string, number>;
	private undoable: Undoable[];
	private interviewDay: string | undefined;
	private plannedDay: number | undefined;
	private newest: Place | undefined;

	constructor(
		state: BaseState,
		private readonly scheduler: Scheduler,
	) {
		this.cards = new Map(state.cards);
		this.sessions = new Map(state.sessions);
		this.undoable = [...state.undoable];
		this.interviewDay = state.interviewDay;
		this.plannedDay = state.plannedDay;
		this.newest = state.newest;
	}

	/** Adds an event. If it is undone, or if only a newer version can read it, only its place is recorded. */
	add({ event, time, session, sequence }: Placed, isUndone: boolean): void {
		this.newest = { time, session, sequence };
		this.sessions.set(session, sequence);
		if (!isUndone && isReadable(event)) {
			this.apply(event);
		}
		if (this.undoable.length > 2 * undoLimit) {
			this.undoable = this.undoable.slice(-undoLimit);
		}
	}

	/** The state so far. Nothing may be added afterward. */
	state(awaited: readonly string[]): BaseState {
		const { cards, interviewDay, plannedDay, undoable, newest, sessions } = this;
		return { cards, interviewDay, plannedDay, undoable: undoable.slice(-undoLimit), newest, sessions, awaited };
	}

	private apply(event: JournalEvent): void {
		const { id, kind } = event;
		switch (kind) {
			case "reviewed":
			case "suspended":
			case "starred":
			case "buried":
			case "forgotten":
				applyTo(this.card(event), event, this.scheduler);
				this.undoable.push({ ids: [id], kind, key: keyOf(event), on: hasBegun(event) });
				break;
			case "noted":
				applyTo(this.card(event), event, this.scheduler);
				this.undoable.push({ ids: [...this.takeContinued(event), id], kind, key: keyOf(event), on: false });
				break;
			case "predicted":
				applyTo(this.card(event), event, this.scheduler);
				break;
			case "planned":
				this.interviewDay = event.day ?? undefined;
				this.plannedDay = event.day === null ? undefined : this.scheduler.dayOf({ at: event.at, day: event.setOn });
				this.undoable.push({ ids: [id], kind, key: undefined, on: false });
				break;
			case "reset":
				this.reset(event);
				this.undoable.push({ ids: [id], kind, key: keyOf({ pack: event.pack, question: event.prefix }), on: false });
				break;
		}
	}

	/**
	 * Removes the step that an event of the same editing continues, and returns its ids. It must be the last step of the
	 * device, so that nothing that the person did there comes between. Steps that a state would no longer have are out of
	 * reach, so that an extension of a state finds the same ones.
	 */
	private takeContinued(event: Extract<JournalEvent, { kind: "noted" }>): readonly string[] {
		const { id, continues } = event;
		if (continues === undefined) {
			return [];
		}
		const start = Math.max(0, this.undoable.length - undoLimit);
		const place = this.undoable.slice(start).findLastIndex((step) => isOfDevice(step, deviceOf(id)));
		const step = this.undoable[start + place];
		if (place === -1 || step?.key !== keyOf(event) || !step.ids.includes(continues)) {
			return [];
		}
		this.undoable.splice(start + place, 1);
		return step.ids;
	}

	private card(event: CardEvent): DraftCard {
		const key = keyOf(event);
		const changed = this.changed.get(key);
		if (changed) {
			return changed;
		}
		const before = this.cards.get(key) ?? newCard(key);
		const card = { ...before, reviews: [...before.reviews], predictions: [...before.predictions] };
		this.changed.set(key, card);
		this.cards.set(key, card);
		return card;
	}

	/**
	 * Deletes the cards of these questions and their entries in `undoable`, because nothing is left to undo. Entries that a
	 * state would not have any longer stay out, so that the result is the same in whatever parts the events are added.
	 */
	private reset({ pack, prefix }: Reset): void {
		const start = keyOf({ pack, question: prefix });
		const isReset = (key: string) =>
			key === start || ((prefix === "" || prefix.endsWith("/")) && key.startsWith(start));
		for (const key of this.cards.keys()) {
			if (isReset(key)) {
				this.cards.delete(key);
				this.changed.delete(key);
			}
		}
		this.undoable = this.undoable.slice(-undoLimit).filter(({ key }) => key === undefined || !isReset(key));
	}
}

function hasBegun(event: CardEvent): boolean {
	return event.kind === "buried" ? event.until > event.at : "on" in event && event.on;
}

function applyTo(card: DraftCard, event: CardEvent, scheduler: Scheduler): void {
	const { id, at } = event;
	switch (event.kind) {
		case "reviewed":
			card.schedule = scheduler.review(card.schedule, event.rating, event);
			add(card.reviews, { id, at, rating: event.rating });
			card.reviewCount++;
			break;
		case "suspended":
			card.suspended = event.on;
			break;
		case "starred":
			card.starred = event.on;
			break;
		case "buried":
			card.buriedUntil = scheduler.dayOf({ at: event.until, day: event.untilDay });
			break;
		case "forgotten":
			card.schedule = undefined;
			break;
		case "noted":
			card.note = event.text;
			break;
		case "predicted":
			card.predictions = card.predictions.filter(({ experiment }) => experiment !== event.experiment);
			add(card.predictions, { at, experiment: event.experiment, statements: event.statements });
			break;
	}
}

/** Adds an item to a list that has at most `keptLimit`. */
function add<Item>(list: Item[], item: Item): void {
	list.push(item);
	if (list.length > keptLimit) {
		list.shift();
	}
}

import { crc32 } from "./crc32";
import type { Rating } from "./events";
import type { CardState, RecallState, Review } from "./state";

/** Changes with the form of a snapshot, and with the events that this version can read. */
const version = 7;

/** A state in the form in which it is stored as JSON: without maps, and with numbers for the sessions of reviews. */
interface Snapshot extends Omit<RecallState, "cards" | "journal"> {
	readonly version: typeof version;
	/** What a fold depends on besides the events. */
	readonly basis: string;
	readonly cards: readonly SavedCard[];
	readonly newest: RecallState["journal"]["newest"];
	readonly awaited: readonly string[];
	readonly sessions: readonly (readonly [session: string, sequence: number])[];
}

interface SavedCard extends Omit<CardState, "reviews"> {
	/** Four numbers for each review: index in `sessions`, sequence, time, and rating. */
	readonly reviews: readonly number[];
}

/** A state as bytes, `<CRC-32 in hex> <JSON>`, which make a fold of all events unnecessary. */
export function toSnapshot(state: RecallState, basis: string): Uint8Array {
	const { cards, journal, ...rest } = state;
	const { newest, awaited, sessions } = journal;
	const places = new Map(Array.from(sessions.keys(), (session, place) => [session, place]));
	const snapshot: Snapshot = {
		version,
		basis,
		...rest,
		cards: Array.from(cards.values(), (card) => saveCard(card, places)),
		newest,
		awaited,
		sessions: [...sessions],
	};
	const json = JSON.stringify(snapshot);
	return new TextEncoder().encode(`${checksum(new TextEncoder().encode(json))} ${json}`);
}

/** The state in such bytes, or `undefined` if they are damaged, or of another version or basis. */
export function fromSnapshot(bytes: Uint8Array, basis: string): RecallState | undefined {
	const json = bytes.subarray(checksumLength + 1);
	const decoder = new TextDecoder();
	if (decoder.decode(bytes.subarray(0, checksumLength + 1)) !== `${checksum(json)} `) {
		return undefined;
	}
	const snapshot = JSON.parse(decoder.decode(json)) as Snapshot;
	if (snapshot.version !== version || snapshot.basis !== basis) {
		return undefined;
	}
	const { interviewDay, plannedDay, undoable, newest, awaited } = snapshot;
	const sessions = new Map(snapshot.sessions);
	const names = [...sessions.keys()];
	return {
		cards: new Map(snapshot.cards.map((card) => [card.key, loadCard(card, names)])),
		interviewDay,
		plannedDay,
		undoable: undoable.map(({ ids, kind, key, on }) => ({ ids, kind, key, on })),
		journal: { newest, sessions, awaited },
	};
}

function saveCard(card: CardState, places: ReadonlyMap<string, number>): SavedCard {
	const reviews = card.reviews.flatMap(({ id, at, rating }) => {
		const dot = id.lastIndexOf(".");
		return [places.get(id.slice(0, dot)) ?? -1, Number(id.slice(dot + 1)), at, rating];
	});
	return { ...card, reviews };
}

function loadCard(card: SavedCard, sessions: readonly string[]): CardState {
	const numbers = card.reviews;
	const reviews = Array.from({ length: numbers.length / 4 }, (_, index): Review => {
		const start = 4 * index;
		const id = `${sessions[numbers[start] ?? 0]}.${numbers[start + 1]}`;
		return { id, at: numbers[start + 2] ?? 0, rating: numbers[start + 3] as Rating };
	});
	return { ...card, schedule: card.schedule, buriedUntil: card.buriedUntil, reviews };
}

const checksumLength = 8;

function checksum(bytes: Uint8Array): string {
	return crc32(bytes).toString(16).padStart(checksumLength, "0");
}

import type { Scheduler } from "../schedule/schedule";
import { crc32 } from "./crc32";
import { rememberText, textOf } from "./eventText";
import { apply } from "./fold";
import { inOrder } from "./order";
import { type BaseState, type CardState, newCard, type RecallState } from "./state";
import { toEvent } from "./storedEvent";

/** Changes with the form of a snapshot, and with the events that this version can read. */
const version = 8;

/** A state in the form in which it is stored as JSON: the state before the recent events, and the text of each of these. */
interface Snapshot extends Omit<BaseState, "cards" | "sessions"> {
	readonly version: typeof version;
	/** What a fold depends on besides the events. */
	readonly basis: string;
	readonly cards: readonly CardState[];
	readonly sessions: readonly (readonly [session: string, sequence: number])[];
	readonly recent: readonly string[];
	/** The ids that the state awaits; `awaited` are those that it awaits without the recent events. */
	readonly awaitedNow: readonly string[];
}

/** A state as bytes, `<CRC-32 in hex> <JSON>`, which make a fold of all events unnecessary. */
export function toSnapshot({ journal }: RecallState, basis: string): Uint8Array {
	const { cards, sessions, ...rest } = journal.base;
	const snapshot: Snapshot = {
		version,
		basis,
		...rest,
		cards: [...cards.values()],
		sessions: [...sessions],
		recent: journal.recent.map(textOf),
		awaitedNow: journal.awaited,
	};
	const json = JSON.stringify(snapshot);
	return new TextEncoder().encode(`${checksum(new TextEncoder().encode(json))} ${json}`);
}

/** The state in such bytes, or `undefined` if they are damaged, or of another version or basis. */
export function fromSnapshot(bytes: Uint8Array, basis: string, scheduler: Scheduler): RecallState | undefined {
	const json = bytes.subarray(checksumLength + 1);
	const decoder = new TextDecoder();
	if (decoder.decode(bytes.subarray(0, checksumLength + 1)) !== `${checksum(json)} `) {
		return undefined;
	}
	const snapshot = JSON.parse(decoder.decode(json)) as Snapshot;
	if (snapshot.version !== version || snapshot.basis !== basis) {
		return undefined;
	}
	const { cards, interviewDay, plannedDay, undoable, newest, sessions, awaited, awaitedNow } = snapshot;
	const base: BaseState = {
		// JSON has no fields that are undefined.
		cards: new Map(cards.map((card) => [card.key, { ...newCard(card.key), ...card }])),
		interviewDay,
		plannedDay,
		undoable: undoable.map(({ ids, kind, key, on }) => ({ ids, kind, key, on })),
		newest,
		sessions: new Map(sessions),
		awaited,
	};
	const recent = snapshot.recent.flatMap((text) => {
		const event = toEvent(JSON.parse(text));
		if (event) {
			rememberText(event, text);
		}
		return event ?? [];
	});
	return apply(base, inOrder(recent, newest), awaitedNow, scheduler);
}

const checksumLength = 8;

function checksum(bytes: Uint8Array): string {
	return crc32(bytes).toString(16).padStart(checksumLength, "0");
}

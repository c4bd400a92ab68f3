import { latestTime } from "../schedule/clocks";
import { type EventPayload, type JournalEvent, ratings, type UnknownEvent } from "./events";

/** Any event that a journal can hold. */
export type StoredEvent = JournalEvent | UnknownEvent;

const deepest = 100;

type Fields = Readonly<Record<string, unknown>>;

const idForm = /^[a-z0-9-]{1,64}\.[a-z0-9-]{1,64}\.[1-9]\d{0,14}$/;
const verdicts: readonly unknown[] = ["right", "wrong", "unknown"];

const hasFields: Record<EventPayload["kind"], (fields: Fields) => boolean> = {
	reviewed: (fields) =>
		isOfQuestion(fields) && ratings.some((rating) => rating === fields.rating) && isDayOrNone(fields.day),
	suspended: (fields) => isOfQuestion(fields) && typeof fields.on === "boolean",
	starred: (fields) => isOfQuestion(fields) && typeof fields.on === "boolean",
	buried: (fields) => isOfQuestion(fields) && Number.isFinite(fields.until) && isDayOrNone(fields.untilDay),
	forgotten: isOfQuestion,
	noted: (fields) =>
		isOfQuestion(fields) &&
		typeof fields.text === "string" &&
		(fields.continues === undefined || typeof fields.continues === "string"),
	predicted: (fields) =>
		isOfQuestion(fields) && isCount(fields.experiment) && isListOf(fields.statements, isPredictedStatement),
	planned: ({ day, setOn }) =>
		(day === null || (typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day))) && isDayOrNone(setOn),
	reset: ({ pack, prefix }) => isName(pack) && typeof prefix === "string",
	undone: ({ target }) => typeof target === "string" && idForm.test(target),
};

/**
 * Checks parsed JSON, and returns `undefined` if it is not an event. Every event must have an id, a time, and a kind.
 * Everything else that it has is kept, because a newer version may have written it.
 */
export function toEvent(value: unknown): StoredEvent | undefined {
	if (!isFields(value) || typeof value.id !== "string" || !idForm.test(value.id) || !isShallow(value, 0)) {
		return undefined;
	}
	const { kind, at, after } = value;
	if (!isTime(at) || !(after === undefined || Number.isFinite(after)) || typeof kind !== "string") {
		return undefined;
	}
	return value as unknown as StoredEvent;
}

/** Whether this version can apply an event: it knows the kind, and the fields of that kind are as it expects. */
export function isReadable(event: StoredEvent): event is JournalEvent {
	return isKnown(event.kind) && hasFields[event.kind](event as unknown as Fields);
}

function isKnown(kind: string): kind is EventPayload["kind"] {
	return Object.hasOwn(hasFields, kind);
}

function isOfQuestion({ pack, question }: Fields): boolean {
	return isName(pack) && isName(question);
}

function isPredictedStatement(value: unknown): boolean {
	return (
		isFields(value) &&
		typeof value.code === "string" &&
		isListOf(value.predicted, (line) => typeof line === "string") &&
		verdicts.includes(value.verdict)
	);
}

/**
 * Whether a value is not nested too deeply. A deeper one would overflow the stack when it is written again, so that no
 * export or backup could be made.
 */
function isShallow(value: unknown, depth: number): boolean {
	return !isFields(value) || (depth < deepest && Object.values(value).every((inner) => isShallow(inner, depth + 1)));
}

function isTime(value: unknown): boolean {
	return Number.isFinite(value) && Math.abs(Number(value)) <= latestTime;
}

/** Whether a value is the number of a study day, or is left out, as in the events of earlier versions. */
function isDayOrNone(value: unknown): boolean {
	return value === undefined || Number.isInteger(value);
}

function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null;
}

function isName(value: unknown): boolean {
	return typeof value === "string" && value !== "";
}

function isCount(value: unknown): boolean {
	return Number.isInteger(value) && Number(value) > 0;
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
	return Array.isArray(value) && value.every(isItem);
}

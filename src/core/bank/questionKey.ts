/**
 * The unique name of a question: its pack and its id within the pack, such as `dunder:asyncio/cancellation`. The key of
 * a topic has the same form: `dunder:asyncio`.
 */
export type QuestionKey = `${string}:${string}`;
export type TopicKey = QuestionKey;

/** The pack that comes with the extension. */
export const ownPack = "dunder";

export function questionKey(pack: string, id: string): QuestionKey {
	return `${pack}:${id}`;
}

export function splitKey(key: QuestionKey): { readonly pack: string; readonly id: string } {
	const colon = key.indexOf(":");
	return { pack: key.slice(0, colon), id: key.slice(colon + 1) };
}

/** The key of the topic that a question belongs to. */
export function topicOf(key: QuestionKey): TopicKey {
	return key.slice(0, key.indexOf("/")) as TopicKey;
}

export function isQuestionKey(text: unknown): text is QuestionKey {
	return typeof text === "string" && text.includes(":");
}

/**
 * The key for a name that was stored or that a person typed. A name without a pack belongs to `ownPack`, which was the
 * only pack at first.
 */
export function readKey(text: string): QuestionKey {
	return isQuestionKey(text) ? text : questionKey(ownPack, text);
}

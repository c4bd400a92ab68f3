import { type QuestionKey, type TopicKey, topicOf } from "../bank/questionKey";
import type { CardState, RecallState } from "../journal/state";

/**
 * New questions, with the topics taking turns. The topic after that of the question that was begun last comes first, so
 * the turns go on over the end of a session and of a day. Within a topic, questions stay in reading order. `all` are the
 * questions to choose from, in reading order, which is also the order of the topics.
 */
export function interleaved(
	fresh: readonly QuestionKey[],
	all: readonly QuestionKey[],
	state: Pick<RecallState, "cards">,
): QuestionKey[] {
	const topics = [...new Set(all.map(topicOf))];
	const last = lastTopic(topics, state);
	const first = last === undefined ? 0 : topics.indexOf(last) + 1;
	const queues = [...topics.slice(first), ...topics.slice(0, first)].map((topic) =>
		fresh.filter((key) => topicOf(key) === topic),
	);
	const rounds = Math.max(0, ...queues.map(({ length }) => length));
	return Array.from({ length: rounds }, (_, round) => queues.flatMap((queue) => queue.slice(round, round + 1))).flat();
}

/** Which of the topics the question is in that was begun last; `undefined` if none of their questions was begun. */
function lastTopic(topics: readonly TopicKey[], { cards }: Pick<RecallState, "cards">): TopicKey | undefined {
	let latest = 0;
	let found: TopicKey | undefined;
	for (const card of cards.values()) {
		const topic = topicOf(card.key);
		const at = begunAt(card);
		if (at !== undefined && at >= latest && topics.includes(topic)) {
			latest = at;
			found = topic;
		}
	}
	return found;
}

/** When a question was first rated since it was last new, in milliseconds. The state keeps only the last reviews. */
function begunAt({ reviews, schedule }: CardState): number | undefined {
	return schedule && (reviews.at(-schedule.reps) ?? reviews[0])?.at;
}

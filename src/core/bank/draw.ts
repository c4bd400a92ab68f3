import { type Random, shuffle } from "../text/shuffle";
import type { Level, QuestionSummary } from "./question";
import { type QuestionKey, readKey, type TopicKey } from "./questionKey";

/** The questions that a random draw chooses from. */
export type Scope =
	| { readonly kind: "all" }
	| { readonly kind: "topic"; readonly topic: TopicKey }
	| { readonly kind: "level"; readonly level: Level }
	| { readonly kind: "tag"; readonly tag: string };

export const everything: Scope = { kind: "all" };

/** A shuffled order of the whole bank. The questions before `position` have been drawn, and the others have not. */
export interface DrawState {
	readonly order: readonly QuestionKey[];
	readonly position: number;
}

/** Reads a stored state. Before there were several packs, its questions were named without a pack. */
export function readDrawState({ order, position }: DrawState): DrawState {
	return { order: order.map(readKey), position };
}

/** Reads a stored scope. Before there were several packs, its topic was named without a pack. */
export function readScope(scope: Scope): Scope {
	return scope.kind === "topic" ? { ...scope, topic: readKey(scope.topic) } : scope;
}

export function isInScope(question: QuestionSummary, scope: Scope): boolean {
	switch (scope.kind) {
		case "all":
			return true;
		case "topic":
			return question.topic === scope.topic;
		case "level":
			return question.level === scope.level;
		case "tag":
			return question.tags.includes(scope.tag);
	}
}

/**
 * Draws a question in scope, which `isWanted` tells. A question is not drawn again until every question in scope has been
 * drawn, even if other scopes were drawn from in between. `current`, the question that is open, is drawn only if it is the
 * only one in scope. Questions that are new to the bank are shuffled in among those that are still to come. If no question
 * is in scope, `key` is `undefined`.
 */
export function drawQuestion(
	state: DrawState | undefined,
	questions: readonly QuestionSummary[],
	isWanted: (question: QuestionSummary) => boolean,
	random: Random,
	current?: QuestionKey,
): { readonly key: QuestionKey | undefined; readonly state: DrawState } {
	const known = new Map(questions.map((question) => [question.key, question]));
	const isCandidate = (key: QuestionKey) => {
		const question = known.get(key);
		return question !== undefined && isWanted(question);
	};
	const order = (state?.order ?? []).filter((key) => known.has(key));
	const place = (state?.order ?? []).slice(0, state?.position ?? 0).filter((key) => known.has(key)).length;
	let drawn = order.slice(0, place);
	const added = [...known.keys()].filter((key) => !order.includes(key));
	let coming = added.length > 0 ? shuffle([...order.slice(place), ...added], random) : order.slice(place);

	let candidates = coming.filter((key) => isCandidate(key) && key !== current);
	if (candidates.length === 0) {
		const again = drawn.filter(isCandidate);
		drawn = drawn.filter((key) => !isCandidate(key));
		coming = [...coming, ...shuffle(again, random)];
		candidates = coming.filter(isCandidate);
	}
	const key = candidates.find((candidate) => candidate !== current) ?? candidates[0];
	if (key === undefined) {
		return { key, state: { order: [...drawn, ...coming], position: drawn.length } };
	}
	const rest = coming.filter((other) => other !== key);
	return { key, state: { order: [...drawn, key, ...rest], position: drawn.length + 1 } };
}

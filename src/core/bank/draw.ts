import { type Random, shuffle } from "../text/shuffle";
import type { Level, QuestionSummary } from "./question";

/** Which questions a random draw chooses among. */
export type Scope =
	| { readonly kind: "all" }
	| { readonly kind: "topic"; readonly topic: string }
	| { readonly kind: "level"; readonly level: Level }
	| { readonly kind: "tag"; readonly tag: string };

/** One shuffled order of the whole bank: the ids before `position` have been drawn, the others are still to come. */
export interface DrawState {
	readonly order: readonly string[];
	readonly position: number;
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
 * Draws a question in scope; none comes again before all in scope have come, whichever scopes were drawn from in between.
 * The question that is open, `current`, is drawn only if it is alone. Questions new to the bank join those to come.
 */
export function drawQuestion(
	state: DrawState | undefined,
	questions: readonly QuestionSummary[],
	scope: Scope,
	random: Random,
	current?: string,
): { readonly id: string | undefined; readonly state: DrawState } {
	const known = new Map(questions.map((question) => [question.id, question]));
	const isCandidate = (id: string) => {
		const question = known.get(id);
		return question !== undefined && isInScope(question, scope);
	};
	const order = (state?.order ?? []).filter((id) => known.has(id));
	const place = (state?.order ?? []).slice(0, state?.position ?? 0).filter((id) => known.has(id)).length;
	let drawn = order.slice(0, place);
	const added = [...known.keys()].filter((id) => !order.includes(id));
	let coming = added.length > 0 ? shuffle([...order.slice(place), ...added], random) : order.slice(place);

	let candidates = coming.filter((id) => isCandidate(id) && id !== current);
	if (candidates.length === 0) {
		const again = drawn.filter(isCandidate);
		drawn = drawn.filter((id) => !isCandidate(id));
		coming = [...coming, ...shuffle(again, random)];
		candidates = coming.filter(isCandidate);
	}
	const id = candidates.find((candidate) => candidate !== current) ?? candidates[0];
	if (id === undefined) {
		return { id, state: { order: [...drawn, ...coming], position: drawn.length } };
	}
	const rest = coming.filter((other) => other !== id);
	return { id, state: { order: [...drawn, id, ...rest], position: drawn.length + 1 } };
}

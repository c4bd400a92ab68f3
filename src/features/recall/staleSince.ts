import type { QuestionKey } from "../../core/bank/questionKey";
import type { Study } from "./study";

/**
 * The id of the last review, if the question has come back since and all its predictions are from before that review;
 * otherwise `undefined`. The marks in its scratch file are then from an earlier round.
 */
export function staleSince(study: Study, question: QuestionKey): string | undefined {
	const card = study.card(question);
	const last = card?.reviews.at(-1);
	const { status } = study.of(question);
	const isBack = status === "due" || status === "learning";
	const predictions = card?.predictions ?? [];
	const isOld = last && predictions.length > 0 && predictions.every(({ at }) => at <= last.at);
	return isBack && isOld ? last.id : undefined;
}

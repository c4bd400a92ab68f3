import type { PanelHead, QuestionMessage } from "../../src/core/protocol/messages";

/** The message that shows a question. `parts` replace parts of its head. */
export function firstQuestion(parts: Partial<PanelHead>): QuestionMessage {
	const head: PanelHead = {
		key: "p:a/b",
		title: "Why?",
		topic: "A",
		level: "mid",
		tags: ["gc"],
		answer: "<p>Because.</p>",
		hasExperiments: false,
		...parts,
	};
	return { type: "question", head, revealed: false, ways: { back: "", next: "", session: "", scope: "" } };
}

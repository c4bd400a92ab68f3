import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import { counts, type Limits, type StudyBasis } from "../../core/schedule/queue";
import type { ActiveFilter, ClosingBasis } from "../../core/session/closing";
import { type InterviewPace, interviewPace } from "../../core/session/interviewPace";
import type { Session, SessionTopic } from "../../core/session/session";
import type { QuestionFilter } from "../../platform/questionFilter";
import { duePerDay, newPerDay, sessionSize } from "../../platform/settings";
import { UserError } from "../../platform/userError";
import type { RecallStore } from "./store";

/** The part of the filter that decides what is studied. */
export type StudyFilter = Pick<QuestionFilter, "matches" | "name" | "isActive">;

const raisedKey = "limits";

/** Limits of one study day that are above those of the settings, because the person wanted more. */
interface RaisedLimits extends Pick<Limits, "due" | "new"> {
	readonly day: number;
}

/** Determines which questions can be studied: those that the filter shows, within the limits of the day. */
export class StudyScope {
	/** `questions` are in reading order. `memento` belongs to the window. */
	constructor(
		private readonly store: RecallStore,
		private readonly questions: readonly QuestionSummary[],
		private readonly filter: StudyFilter,
		private readonly memento: vscode.Memento,
	) {}

	/** Every question of the bank. */
	get everything(): StudyBasis {
		return this.#of(this.questions);
	}

	/** The questions that the filter shows. */
	get shown(): StudyBasis {
		return this.#of(this.questions.filter((question) => this.filter.matches(question)));
	}

	/**
	 * The questions that a session may ask. Those that it has asked stay, because a filter by states would otherwise take
	 * each of them away with its first rating.
	 */
	of(session: Session): StudyBasis {
		const { topic } = session;
		return this.#of(
			this.questions.filter(
				(question) => session.hasAsked(question.key) || (isIn(question, topic) && this.filter.matches(question)),
			),
		);
	}

	/** Raises the limits of today. */
	raise(limits: Limits): void {
		const { due, new: fresh } = limits;
		void this.memento.update(raisedKey, { day: this.store.today.day, due, new: fresh } satisfies RaisedLimits);
	}

	/** What it takes to begin everything that the filter shows before the interview. */
	get pace(): InterviewPace | undefined {
		const seniors = new Set(this.questions.filter(({ level }) => level === "senior").map(({ key }) => key));
		return interviewPace(this.shown, newPerDay(), (key) => seniors.has(key));
	}

	/** The active filter, with what it keeps back of a topic, or of everything. */
	activeFilter(topic?: SessionTopic): ActiveFilter | undefined {
		if (!this.filter.isActive) {
			return undefined;
		}
		const all = this.questions.filter((question) => isIn(question, topic));
		const number = (questions: readonly QuestionSummary[]) => {
			const { due, new: fresh } = counts(this.#of(questions));
			return due + fresh;
		};
		const hidden = number(all) - number(all.filter((question) => this.filter.matches(question)));
		return { name: this.filter.name, hidden };
	}

	/** What the end of a session depends on. */
	closing(topic: SessionTopic | undefined): ClosingBasis {
		const titles = new Map(this.questions.map(({ key, short }) => [key, short]));
		return {
			limits: usualLimits(),
			pace: this.pace,
			filter: this.activeFilter(topic),
			titleOf: (key) => titles.get(key) ?? key,
		};
	}

	/** The questions of a topic, or all, that the filter shows. Throws a `UserError` if there are none. */
	require(topic?: SessionTopic): QuestionKey[] {
		const found = this.questions.filter((question) => isIn(question, topic) && this.filter.matches(question));
		if (found.length === 0 && this.filter.isActive) {
			throw nothingShown(this.filter.name, topic);
		}
		return found.map(({ key }) => key);
	}

	#of(questions: readonly QuestionSummary[]): StudyBasis {
		const { state, today, scheduler } = this.store;
		const usual = usualLimits();
		const raised = this.memento.get<RaisedLimits>(raisedKey);
		const limits =
			raised?.day === today.day
				? { ...usual, due: Math.max(usual.due, raised.due), new: Math.max(usual.new, raised.new) }
				: usual;
		return { state, today, scheduler, questions: questions.map(({ key }) => key), limits };
	}
}

function isIn(question: QuestionSummary, topic: SessionTopic | undefined): boolean {
	return topic === undefined || question.topic === topic.key;
}

function usualLimits(): Limits {
	return { due: duePerDay(), new: newPerDay(), session: sessionSize() };
}

function nothingShown(filter: string, topic: SessionTopic | undefined): UserError {
	const message = topic
		? vscode.l10n.t("The filter ({0}) shows no question of {1}.", filter, topic.title)
		: vscode.l10n.t("The filter ({0}) shows no question.", filter);
	return new UserError(message, [{ title: vscode.l10n.t("Clear Filter"), command: "dunder.clearFilter" }]);
}

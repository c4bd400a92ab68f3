import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import type { PanelClosing } from "../../core/protocol/messages";
import { type LeftToday, leftByKind, moreToday, raisedLimits, type StudyBasis } from "../../core/schedule/queue";
import { closingOf, type Ending } from "../../core/session/closing";
import { CramSession } from "../../core/session/cramSession";
import { DaySession } from "../../core/session/daySession";
import { continued } from "../../core/session/keptSession";
import type { KeptSession, Session, SessionTopic } from "../../core/session/session";
import { shuffle } from "../../core/text/shuffle";
import type { RunningSession } from "../../platform/progress";
import { UserError } from "../../platform/userError";
import type { QuestionPanel } from "../panel/questionPanel";
import type { RecallStore } from "./store";
import { type StudyFilter, StudyScope } from "./studyScope";
import { tellClosing } from "./tellClosing";

/** The part of the panel that studying needs. */
export type StudyPanel = Pick<QuestionPanel, "current" | "requested" | "isVisible" | "open" | "turnTo">;

/** What studying depends on. */
export interface StudyDependencies {
	readonly panel: StudyPanel;
	readonly filter: StudyFilter;
	/** Belongs to the window. It has the session and the raised limits after a reload. */
	readonly memento: vscode.Memento;
}

const sessionKey = "session";

/** The session in which a person studies, from its beginning to what is said at its end. */
export class StudySessions {
	/** Determines which questions can be studied. */
	readonly scope: StudyScope;
	#session: Session;
	/** The session that has ended and the question that was open then, until another question is opened. */
	#ending: (Ending & { readonly key: QuestionKey }) | undefined;

	/**
	 * `questions` are in reading order. `newest` returns the id of the last event that an undo would affect. If `before` has
	 * the same questions, its session continues.
	 */
	constructor(
		private readonly store: RecallStore,
		private readonly questions: readonly QuestionSummary[],
		private readonly dependencies: StudyDependencies,
		private readonly newest: () => string | undefined,
		before?: StudySessions,
	) {
		const { filter, memento } = dependencies;
		this.scope = new StudyScope(store, questions, filter, memento);
		this.#session = before ? new DaySession(store.today.now) : this.#keptSession();
		if (before?.questions === questions) {
			this.#session = before.#session;
			this.#ending = before.#ending;
		}
	}

	get current(): Session {
		return this.#session;
	}

	get running(): RunningSession | undefined {
		return this.#session.isRunning(this.store.today)
			? { name: this.#name, next: (key) => this.#following(key), goOn: (key) => this.#goOn(key) }
			: undefined;
	}

	/** What the session leaves to study today. */
	get left(): LeftToday {
		return leftByKind(this.#basis);
	}

	/** The session that has ended at this question, for the panel. */
	closingAt(key: QuestionKey): PanelClosing | undefined {
		return this.#ending?.key === key ? this.#closing(this.#ending) : undefined;
	}

	/** Must be called when a question is opened. */
	forgetEnding(): void {
		this.#ending = undefined;
	}

	/** Begins a session of all topics that has asked nothing yet. `since` is in milliseconds. */
	beginAnew(since: number): void {
		this.#session = new DaySession(since);
	}

	/** Begins a session of due questions, followed by new ones: of a topic, or of all topics. */
	async begin(topic?: SessionTopic): Promise<void> {
		this.scope.require(topic);
		this.#session = new DaySession(this.store.today.now, topic);
		await this.openNext(undefined);
	}

	/**
	 * Begins a session in the topic of the last one, if that had a topic. If the day's limits leave nothing to do, it raises
	 * them, in this window only.
	 */
	async more(): Promise<void> {
		const { topic, isCram } = this.#session;
		this.#session = new DaySession(this.store.today.now, isCram ? undefined : topic);
		if (this.#coming.length === 0) {
			this.scope.raise(raisedLimits(this.#basis, moreToday(this.#basis)));
		}
		await this.openNext(undefined);
	}

	/** Goes through a topic. Ratings then only decide which questions come again. */
	async cram(topic: SessionTopic, random: () => number): Promise<void> {
		const keys = shuffle(this.scope.require(topic), random);
		this.#session = new CramSession(topic, keys, this.newest(), this.store.today.now);
		await this.openNext(undefined);
	}

	/** Ends the session before its end. */
	leave(): void {
		if (!this.running) {
			throw new UserError(vscode.l10n.t("No session is running, so there is nothing to leave."), [
				{ title: vscode.l10n.t("Study Now"), command: "dunder.studyNow" },
			]);
		}
		this.#end(true);
	}

	/** Opens the next question, or says that none follows. `current` is the question that was open so far. */
	async openNext(current: QuestionKey | undefined): Promise<void> {
		const [next] = this.#coming;
		if (next === undefined) {
			this.#end();
			return;
		}
		this.#ask(next);
		const { panel } = this.dependencies;
		await (current === undefined ? panel.open(next) : panel.turnTo(next, { again: next === current }));
	}

	/** Stores the session for after a reload of the window. */
	keep(): void {
		void this.dependencies.memento.update(sessionKey, this.#session.kept);
	}

	/** Everything that decides which questions the session asks. */
	get #basis(): StudyBasis {
		return this.scope.of(this.#session);
	}

	get #coming(): readonly QuestionKey[] {
		return this.#session.coming(this.#basis);
	}

	/** The topic and the filter are named, because both narrow what comes. */
	get #name(): string {
		const { topic, isCram } = this.#session;
		const { name: filter } = this.dependencies.filter;
		const parts = [...(topic ? [topic.title] : []), ...(filter === "" ? [] : [filter])].join(", ");
		if (isCram) {
			return vscode.l10n.t("Cram: {0}", parts);
		}
		return parts === "" ? vscode.l10n.t("Session") : vscode.l10n.t("Session: {0}", parts);
	}

	/** What is left of a cram session that keeps the ratings of this question; empty for any other. */
	describeCram(key: QuestionKey): string {
		return this.#session.keeps(key)
			? vscode.l10n.t(
					"Cram: {0}, {1} left; doesn't affect your schedule",
					this.#session.topic?.title ?? "",
					this.#coming.length,
				)
			: "";
	}

	/** The question of the session that follows another one, as if that were put aside; `undefined` if no other is left. */
	#following(key: QuestionKey): QuestionKey | undefined {
		const coming = this.#coming;
		const next = coming[(coming.indexOf(key) + 1) % coming.length];
		return next === key ? undefined : next;
	}

	async #goOn(current: QuestionKey): Promise<void> {
		const next = this.#following(current);
		if (next !== undefined) {
			this.#ask(next);
			await this.dependencies.panel.turnTo(next);
		} else if (this.#coming.length === 0) {
			this.#end();
		} else {
			const text = vscode.l10n.t(
				"This is the only question that is left in the session. Rate it, or leave the session.",
			);
			vscode.window.setStatusBarMessage(text, 6_000);
		}
	}

	#ask(key: QuestionKey): void {
		this.#session.ask(key);
		this.keep();
	}

	/** Reports that no question follows: in the panel or, if it is not visible, in a message. */
	#end(isLeft = false): void {
		const { panel } = this.dependencies;
		const key = panel.current?.key;
		const { since, topic, isCram } = this.#session;
		const ending = { since, until: this.store.today.now, topic, isCram, isLeft };
		this.#session.end();
		this.keep();
		if (key !== undefined && panel.isVisible) {
			this.#ending = { ...ending, key };
		} else {
			tellClosing(this.#closing(ending));
		}
	}

	#closing(ending: Ending) {
		return closingOf(this.#basis, ending, this.scope.closing(ending.isCram ? undefined : ending.topic));
	}

	/** The session from before a reload of the window, if that was today, or a new one. */
	#keptSession(): Session {
		const { now, start } = this.store.today;
		const kept = this.dependencies.memento.get<KeptSession>(sessionKey);
		const known = new Set(this.questions.map(({ key }) => key));
		return kept && kept.since >= start ? continued(kept, (key) => known.has(key)) : new DaySession(now);
	}
}

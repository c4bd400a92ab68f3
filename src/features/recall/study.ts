import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import { type Rating, ratings, subjectOf } from "../../core/journal/events";
import type { CardState } from "../../core/journal/state";
import { lastStepOf } from "../../core/journal/undo";
import type { PanelProgress } from "../../core/protocol/messages";
import { type Due, spanUntil } from "../../core/schedule/due";
import { effectiveDue } from "../../core/schedule/interview";
import { standingOf } from "../../core/schedule/standing";
import { describeSpan } from "../../core/session/spans";
import { describeHurried, proposeRating } from "../../core/session/wording";
import type { ProgressSource, QuestionProgress, RunningSession } from "../../platform/progress";
import { UserError } from "../../platform/userError";
import type { RecallStore } from "./store";
import { type StudyDependencies, StudySessions } from "./studySessions";

/** Saves ratings, and knows a person's progress with each question. */
export class Study implements ProgressSource {
	/** The names under which this window has written; another each time that the journal was opened anew. */
	readonly windows: readonly string[];
	readonly sessions: StudySessions;
	/** The questions whose ratings are being saved. */
	readonly #rated: Set<QuestionKey>;

	/** `questions` are in reading order. If `before` has the same questions, its session continues. */
	constructor(
		readonly store: RecallStore,
		readonly questions: readonly QuestionSummary[],
		private readonly dependencies: StudyDependencies,
		before?: Study,
	) {
		this.windows = [...(before?.windows ?? []), store.journal.window];
		this.#rated = before ? before.#rated : new Set();
		this.sessions = new StudySessions(store, questions, dependencies, () => this.#newest, before?.sessions);
	}

	get session(): RunningSession | undefined {
		return this.sessions.running;
	}

	of(key: QuestionKey): QuestionProgress {
		const { state, today } = this.store;
		const card = this.card(key);
		return { ...standingOf(card, state, today), starred: card?.starred ?? false };
	}

	/**
	 * Returns `undefined` while a rating of the question is being saved, because the question that comes next has its own
	 * bar.
	 */
	async forPanel(key: QuestionKey): Promise<PanelProgress | undefined> {
		if (this.#rated.has(key)) {
			return undefined;
		}
		const { state, today, scheduler } = this.store;
		const card = this.card(key);
		const outcomes = scheduler.preview(card?.schedule, { at: today.now, day: today.day });
		const { description, status, starred } = this.of(key);
		const isCounted = status === "new" || status === "learning" || status === "due";
		const given = this.sessions.current.keeps(key) ? [] : ratings;
		const span = (due: Due) => spanUntil(due, today);
		// An interview may have a question come sooner.
		const comes = (rating: Rating) => span(effectiveDue(key, outcomes[rating], state, today));
		return {
			status: this.store.awaits("reviewed", key) ? vscode.l10n.t("Rated, but not saved yet") : description,
			intervals: given.map((rating) => describeSpan(comes(rating))),
			hurried: describeHurried(given.filter((rating) => comes(rating) < span(outcomes[rating].due))),
			proposal: proposeRating(card),
			kind: isCounted ? status : undefined,
			session: this.sessions.describeCram(key),
			left: this.sessions.left,
			starred,
			suspended: status === "suspended",
			buried: status === "buried",
			canForget: card?.schedule !== undefined,
			canUndo: this.sessions.current.isLast(this.#newest)
				? this.sessions.current.canUndo
				: this.store.state.undoable.length > 0,
			note: await renderNote(card?.note ?? ""),
			closing: this.sessions.closingAt(key),
		};
	}

	card(key: QuestionKey): CardState | undefined {
		return this.store.state.cards.get(key);
	}

	/**
	 * Saves a rating and opens the next question, unless the person has turned to another question while the rating was
	 * being saved. While cramming, nothing is saved.
	 */
	async rate(key: QuestionKey, rating: Rating): Promise<void> {
		if (this.#rated.has(key) || this.sessions.closingAt(key)) {
			return; // A question can't be rated twice until it is opened again.
		}
		this.#rated.add(key);
		const place = this.dependencies.panel.requested;
		try {
			if (this.sessions.current.keeps(key)) {
				this.sessions.current.rate(key, rating, this.#newest);
			} else if (!(await this.#save(key, rating))) {
				return;
			}
			if (this.dependencies.panel.requested === place) {
				await this.sessions.openNext(key);
			}
		} finally {
			this.#rated.delete(key);
		}
	}

	/** Opens the next question after one was suspended or buried, if that one is open and the session asked it. */
	async skip(key: QuestionKey): Promise<void> {
		if (this.sessions.current.hasAsked(key) && this.dependencies.panel.current?.key === key) {
			this.sessions.current.drop(key);
			await this.sessions.openNext(key);
		}
	}

	/**
	 * Undoes the last rating that the session kept. Returns false if something was recorded since, or if the session
	 * keeps no ratings.
	 */
	async undoInSession(): Promise<boolean> {
		if (!this.sessions.current.isLast(this.#newest)) {
			return false;
		}
		const key = this.sessions.current.undo();
		if (key === undefined) {
			throw new UserError(vscode.l10n.t("Nothing has been rated in this cram session, so there is nothing to undo."));
		}
		this.sessions.keep();
		await this.dependencies.panel.open(key, { again: true, reveal: true });
		return true;
	}

	/** Must be called when a question is opened. */
	opened(): void {
		this.sessions.forgetEnding();
	}

	/**
	 * Saves a rating and returns whether that worked. If the session doesn't continue with this rating, such as on a
	 * later study day, the rating begins a new session.
	 */
	async #save(key: QuestionKey, rating: Rating): Promise<boolean> {
		const { today } = this.store;
		const saved = await this.store.record({ kind: "reviewed", ...subjectOf(key), rating, day: today.day });
		if (saved && !this.sessions.current.goesOnWith(key, today)) {
			this.sessions.beginAnew(today.now);
		}
		return saved !== undefined;
	}

	/** The id of this machine's last event that can be undone. What other machines did is not what this person did last. */
	get #newest(): string | undefined {
		return lastStepOf(this.store.state.undoable, this.windows)?.ids.at(-1);
	}
}

/** A person's note as HTML, which the panel sanitizes. The renderer is loaded with the first note. */
async function renderNote(markdown: string): Promise<string> {
	return markdown.trim() === "" ? "" : (await import("../../core/bank/renderMarkdown")).renderMarkdown(markdown);
}

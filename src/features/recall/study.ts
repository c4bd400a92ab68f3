import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey, TopicKey } from "../../core/bank/questionKey";
import { type Rating, ratings, subjectOf } from "../../core/journal/events";
import type { CardState } from "../../core/journal/state";
import { lastStepOf } from "../../core/journal/undo";
import type { PanelClosing, PanelProgress } from "../../core/protocol/messages";
import { type Due, spanUntil } from "../../core/schedule/due";
import { effectiveDue } from "../../core/schedule/interview";
import { type Limits, moreToday, raisedLimits, type StudyBasis } from "../../core/schedule/queue";
import { standingOf } from "../../core/schedule/standing";
import { closingOf, describeLeft, type Ending } from "../../core/session/closing";
import { CramSession } from "../../core/session/cramSession";
import { DaySession } from "../../core/session/daySession";
import type { Session } from "../../core/session/session";
import { describeSpan } from "../../core/session/spans";
import { describeHurried, proposeRating } from "../../core/session/wording";
import { shuffle } from "../../core/text/shuffle";
import type { ProgressSource, QuestionProgress } from "../../platform/progress";
import { duePerDay, newPerDay, sessionSize } from "../../platform/settings";
import { UserError } from "../../platform/userError";
import { panelCommands } from "../panel/panelRequests";
import type { QuestionPanel } from "../panel/questionPanel";
import type { RecallStore } from "./store";

/** The part of the panel that `Study` needs. */
export type StudyPanel = Pick<QuestionPanel, "current" | "requested" | "isVisible" | "open" | "turnTo">;

/** Decides which question comes next, and saves ratings. */
export class Study implements ProgressSource {
	/** The names under which this window has written; another each time that the journal was opened anew. */
	readonly windows: readonly string[];
	#session: Session;
	/** The session that has ended and the question that was open then, until another question is opened. */
	#ending: (Ending & { readonly key: QuestionKey }) | undefined;
	/** The questions whose ratings are being saved. */
	readonly #rated: Set<QuestionKey>;
	/** The limits for one study day, raised because the person wanted more. */
	#raised: { readonly day: number; readonly limits: Limits } | undefined;

	/** `questions` are in reading order. If `before` has the same questions, its session continues. */
	constructor(
		readonly store: RecallStore,
		readonly questions: readonly QuestionSummary[],
		private readonly panel: StudyPanel,
		before?: Study,
	) {
		this.windows = [...(before?.windows ?? []), store.journal.window];
		this.#rated = before ? before.#rated : new Set();
		this.#session = new DaySession(store.today.now);
		if (before?.questions === questions) {
			this.#session = before.#session;
			this.#ending = before.#ending;
			this.#raised = before.#raised;
		}
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
		const given = this.#session.keeps(key) ? [] : ratings;
		const span = (due: Due) => spanUntil(due, today);
		// An interview may have a question come sooner.
		const comes = (rating: Rating) => span(effectiveDue(key, outcomes[rating], state, today));
		return {
			status: this.store.awaits("reviewed", key) ? vscode.l10n.t("Rated, but not saved yet") : description,
			intervals: given.map((rating) => describeSpan(comes(rating))),
			hurried: describeHurried(given.filter((rating) => comes(rating) < span(outcomes[rating].due))),
			proposal: proposeRating(card),
			session: this.#session.describe(key) ?? describeLeft(this.basis),
			starred,
			suspended: status === "suspended",
			buried: status === "buried",
			canForget: card?.schedule !== undefined,
			canUndo: this.#session.isLast(this.#newest) ? this.#session.canUndo : this.store.state.undoable.length > 0,
			note: await renderNote(card?.note ?? ""),
			closing: this.#ending?.key === key ? closingOf(this.basis, this.#ending) : undefined,
		};
	}

	card(key: QuestionKey): CardState | undefined {
		return this.store.state.cards.get(key);
	}

	/** Everything that decides which questions are studied now. */
	get basis(): StudyBasis {
		const { state, today, scheduler } = this.store;
		const own = { due: duePerDay(), new: newPerDay(), session: sessionSize() };
		const limits = this.#raised?.day === today.day ? this.#raised.limits : own;
		const questions = this.questions.map(({ key }) => key);
		return { state, today, scheduler, questions, limits };
	}

	/** Begins a session of due questions, followed by new ones. */
	async begin(): Promise<void> {
		this.#session = new DaySession(this.store.today.now);
		await this.#openNext(undefined);
	}

	/** Begins a session. If the day's limits leave nothing to do, it raises them, in this window only. */
	async more(): Promise<void> {
		const { basis } = this;
		if (describeLeft(basis) === "") {
			this.#raised = { day: basis.today.day, limits: raisedLimits(basis, moreToday(basis)) };
		}
		await this.begin();
	}

	/** Goes through a topic. Ratings then only decide which questions come again. */
	async cram(topic: TopicKey, title: string, random: () => number): Promise<void> {
		const keys = this.questions.filter((question) => question.topic === topic).map(({ key }) => key);
		this.#session = new CramSession(title, shuffle(keys, random), this.#newest, this.store.today.now);
		await this.#openNext(undefined);
	}

	/**
	 * Saves a rating and opens the next question, unless the person has turned to another question while the rating was
	 * being saved. While cramming, nothing is saved.
	 */
	async rate(key: QuestionKey, rating: Rating): Promise<void> {
		if (this.#rated.has(key) || key === this.#ending?.key) {
			return; // A question can't be rated twice until it is opened again.
		}
		this.#rated.add(key);
		const place = this.panel.requested;
		try {
			if (this.#session.keeps(key)) {
				this.#session.rate(key, rating, this.#newest);
			} else if (!(await this.#save(key, rating))) {
				return;
			}
			if (this.panel.requested === place) {
				await this.#openNext(key);
			}
		} finally {
			this.#rated.delete(key);
		}
	}

	/** Opens the next question after one was suspended or buried, if that one is open and the session asked it. */
	async skip(key: QuestionKey): Promise<void> {
		if (this.#session.hasAsked(key) && this.panel.current?.key === key) {
			this.#session.drop(key);
			await this.#openNext(key);
		}
	}

	/**
	 * Undoes the last rating that the session kept. Returns false if something was recorded since, or if the session
	 * keeps no ratings.
	 */
	async undoInSession(): Promise<boolean> {
		if (!this.#session.isLast(this.#newest)) {
			return false;
		}
		const key = this.#session.undo();
		if (key === undefined) {
			throw new UserError(vscode.l10n.t("Nothing has been rated in this cram session, so there is nothing to undo."));
		}
		await this.panel.open(key, { again: true, reveal: true });
		return true;
	}

	/** Must be called when a question is opened. */
	opened(): void {
		this.#ending = undefined;
	}

	/**
	 * Saves a rating and returns whether that worked. If the session doesn't continue with this rating, such as on a
	 * later study day, the rating begins a new session.
	 */
	async #save(key: QuestionKey, rating: Rating): Promise<boolean> {
		const { today } = this.store;
		const saved = await this.store.record({ kind: "reviewed", ...subjectOf(key), rating, day: today.day });
		if (saved && !this.#session.goesOnWith(key, today)) {
			this.#session = new DaySession(today.now);
		}
		return saved !== undefined;
	}

	/** The id of this machine's last event that can be undone. What other machines did is not what this person did last. */
	get #newest(): string | undefined {
		return lastStepOf(this.store.state.undoable, this.windows)?.ids.at(-1);
	}

	async #openNext(current: QuestionKey | undefined): Promise<void> {
		const next = this.#session.next(this.basis);
		if (next === undefined) {
			this.#end();
			return;
		}
		await (current === undefined ? this.panel.open(next) : this.panel.turnTo(next, { again: next === current }));
	}

	/** Reports that no question follows: in the panel or, if it is not visible, in a message. */
	#end(): void {
		const key = this.panel.current?.key;
		const ending = { since: this.#session.since, crammed: this.#session.topic };
		if (key !== undefined && this.panel.isVisible) {
			this.#ending = { ...ending, key };
		} else {
			tell(closingOf(this.basis, ending));
		}
		this.#session.end();
	}
}

/** A person's note as HTML, which the panel sanitizes. The renderer is loaded with the first note. */
async function renderNote(markdown: string): Promise<string> {
	return markdown.trim() === "" ? "" : (await import("../../core/bank/renderMarkdown")).renderMarkdown(markdown);
}

/** Shows a message with the text and the buttons that the panel would show. */
function tell({ title, lines, offers }: PanelClosing): void {
	const text = lines.reduce(
		(said, line) =>
			vscode.l10n.t({
				message: "{0}. {1}",
				args: [said, line],
				comment: "Two sentences; the first comes without its full stop",
			}),
		title,
	);
	void vscode.window.showInformationMessage(text, ...offers.map(({ label }) => label)).then((chosen) => {
		const offer = offers.find(({ label }) => label === chosen);
		if (offer) {
			void vscode.commands.executeCommand(panelCommands[offer.command]);
		}
	});
}

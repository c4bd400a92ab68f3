import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey, TopicKey } from "../../core/bank/questionKey";
import { type Rating, ratings, subjectOf } from "../../core/journal/events";
import { type CardState, newCard } from "../../core/journal/state";
import { lastStepOf } from "../../core/journal/undo";
import type { PanelClosing, PanelProgress } from "../../core/protocol/messages";
import { effectiveDue } from "../../core/schedule/interview";
import { type Limits, moreToday, raisedLimits, type StudyBasis } from "../../core/schedule/queue";
import type { Schedule } from "../../core/schedule/schedule";
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
import { panelCommands } from "../panel/panelActions";
import type { QuestionPanel } from "../panel/questionPanel";
import type { RecallStore } from "./store";

/** What studying needs of the panel. */
export type StudyPanel = Pick<QuestionPanel, "current" | "requested" | "isVisible" | "open" | "turnTo">;

/** What comes next, and what happens to a question that is rated. */
export class Study implements ProgressSource {
	/** The names under which this window has written; another each time that the journal was opened anew. */
	readonly windows: readonly string[];
	#session: Session;
	/** The question after which nothing followed, until one is opened. */
	#ending: (Ending & { readonly key: QuestionKey }) | undefined;
	/** The questions whose ratings are being saved. */
	readonly #rated: Set<QuestionKey>;
	/** With what the person wanted beyond the limits of a day. */
	#raised: { readonly day: number; readonly limits: Limits } | undefined;

	/** `questions` in reading order. What goes on in `before` goes on, if it is about the same questions. */
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

	/** Nothing while a rating of it is being saved: what comes next has a bar of its own. */
	async forPanel(key: QuestionKey): Promise<PanelProgress | undefined> {
		if (this.#rated.has(key)) {
			return undefined;
		}
		const { today, scheduler } = this.store;
		const card = this.card(key);
		const outcomes = scheduler.preview(card?.schedule, today.now);
		const { description, status, starred } = this.of(key);
		const given = this.#session.keeps(key) ? [] : ratings;
		const comes = (rating: Rating) => this.#dueAfter(key, outcomes[rating]);
		return {
			status: this.store.awaits("reviewed", key) ? vscode.l10n.t("Rated, but not saved yet") : description,
			intervals: given.map((rating) => describeSpan(comes(rating) - today.now)),
			hurried: describeHurried(given.filter((rating) => comes(rating) < outcomes[rating].due)),
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

	/** All that decides what is studied now. */
	get basis(): StudyBasis {
		const { state, today, scheduler } = this.store;
		const own = { due: duePerDay(), new: newPerDay(), session: sessionSize() };
		const limits = this.#raised?.day === today.day ? this.#raised.limits : own;
		const questions = this.questions.map(({ key }) => key);
		return { state, today, scheduler, questions, limits };
	}

	/** Begins a session with what is due, else with what is new. */
	async begin(): Promise<void> {
		this.#session = new DaySession(this.store.today.now);
		await this.#openNext(undefined);
	}

	/** Begins a session, past the limits of the day where these leave nothing; in this window. */
	async more(): Promise<void> {
		const { basis } = this;
		if (describeLeft(basis) === "") {
			this.#raised = { day: basis.today.day, limits: raisedLimits(basis, moreToday(basis)) };
		}
		await this.begin();
	}

	/** Goes through a topic; ratings then decide only what comes again in it. */
	async cram(topic: TopicKey, title: string, random: () => number): Promise<void> {
		const keys = this.questions.filter((question) => question.topic === topic).map(({ key }) => key);
		this.#session = new CramSession(title, shuffle(keys, random), this.#newest, this.store.today.now);
		await this.#openNext(undefined);
	}

	/**
	 * Saves a rating and goes on, unless the person has turned to another question while it was being saved; while cramming
	 * nothing is saved.
	 */
	async rate(key: QuestionKey, rating: Rating): Promise<void> {
		if (this.#rated.has(key) || key === this.#ending?.key) {
			return; // Not twice, until it is opened again.
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

	/** Goes on after a question was put away, if it is the open one and the session asked it. */
	async skip(key: QuestionKey): Promise<void> {
		if (this.#session.hasAsked(key) && this.panel.current?.key === key) {
			this.#session.drop(key);
			await this.#openNext(key);
		}
	}

	/** Takes back the last rating that the session has kept; false where something was recorded since, or it keeps none. */
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

	/** A question was opened. */
	opened(): void {
		this.#ending = undefined;
	}

	/** A rating on a later day, or from outside the session that there is, begins a session. */
	async #save(key: QuestionKey, rating: Rating): Promise<boolean> {
		const { today } = this.store;
		const saved = await this.store.record({ kind: "reviewed", ...subjectOf(key), rating });
		if (saved && !this.#session.goesOnWith(key, today)) {
			this.#session = new DaySession(today.now);
		}
		return saved !== undefined;
	}

	/** The last event of this machine that could be taken back: what another one does is not what this person did last. */
	get #newest(): string | undefined {
		return lastStepOf(this.store.state.undoable, this.windows)?.ids.at(-1);
	}

	/** When a question would come after a rating, in milliseconds; an interview may cap that. */
	#dueAfter(key: QuestionKey, schedule: Schedule): number {
		const { state, today } = this.store;
		return effectiveDue(this.card(key) ?? newCard(key), schedule, state, today);
	}

	async #openNext(current: QuestionKey | undefined): Promise<void> {
		const next = this.#session.next(this.basis);
		if (next === undefined) {
			this.#end();
			return;
		}
		await (current === undefined ? this.panel.open(next) : this.panel.turnTo(next, { again: next === current }));
	}

	/** Says in the panel that nothing follows or, where it does not show, in a message. */
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

/** A person's note as HTML, which the panel sanitises; the renderer is loaded with the first note. */
async function renderNote(markdown: string): Promise<string> {
	return markdown.trim() === "" ? "" : (await import("../../core/bank/renderMarkdown")).renderMarkdown(markdown);
}

/** What the panel would say, with its buttons. */
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

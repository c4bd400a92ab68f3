import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import { type Rating, ratings } from "../../core/journal/events";
import { type CardState, keyOf, newCard } from "../../core/journal/state";
import type { PanelClosing, PanelProgress } from "../../core/protocol/messages";
import { effectiveDue } from "../../core/schedule/interview";
import { type Limits, moreToday, raisedLimits, type StudyBasis } from "../../core/schedule/queue";
import type { Schedule } from "../../core/schedule/schedule";
import { standingOf } from "../../core/schedule/standing";
import { closingOf, describeLeft, type Ending } from "../../core/session/closing";
import { CramSession } from "../../core/session/cramSession";
import { DaySession } from "../../core/session/daySession";
import type { Session } from "../../core/session/session";
import { describeHurried, describeSpan, proposeRating } from "../../core/session/wording";
import { shuffle } from "../../core/text/shuffle";
import type { ProgressSource, QuestionProgress } from "../../platform/progress";
import { duePerDay, newPerDay, sessionSize } from "../../platform/settings";
import { UserError } from "../../platform/userError";
import { panelCommands } from "../panel/panelActions";
import type { QuestionPanel } from "../panel/questionPanel";
import { pack, type RecallStore } from "./store";

/** What studying needs of the panel. */
export type StudyPanel = Pick<QuestionPanel, "current" | "requested" | "isVisible" | "open" | "turnTo">;

/** What comes next, and what happens to a question that is rated. */
export class Study implements ProgressSource {
	#session: Session;
	/** The question after which nothing followed, until one is opened. */
	#ending: (Ending & { readonly id: string }) | undefined;
	/** The questions whose ratings are being saved. */
	readonly #rated: Set<string>;
	/** With what the person wanted beyond the limits of a day. */
	#raised: { readonly day: number; readonly limits: Limits } | undefined;

	/** `questions` in reading order. What goes on in `before` goes on, if it is about the same questions. */
	constructor(
		readonly store: RecallStore,
		readonly questions: readonly QuestionSummary[],
		private readonly panel: StudyPanel,
		before?: Study,
	) {
		this.#rated = before ? before.#rated : new Set();
		this.#session = new DaySession(store.today.now);
		if (before?.questions === questions) {
			this.#session = before.#session;
			this.#ending = before.#ending;
			this.#raised = before.#raised;
		}
	}

	of(id: string): QuestionProgress {
		const { state, today } = this.store;
		const card = this.card(id);
		return { ...standingOf(card, state, today), starred: card?.starred ?? false };
	}

	/** Nothing while a rating of it is being saved: what comes next has a bar of its own. */
	async forPanel(id: string): Promise<PanelProgress | undefined> {
		if (this.#rated.has(id)) {
			return undefined;
		}
		const { today, scheduler } = this.store;
		const card = this.card(id);
		const outcomes = scheduler.preview(card?.schedule, today.now);
		const { description, status, starred } = this.of(id);
		const given = this.#session.keeps(id) ? [] : ratings;
		const comes = (rating: Rating) => this.#dueAfter(id, outcomes[rating]);
		return {
			status: this.store.awaits("reviewed", id) ? "Rated, but not saved yet" : description,
			intervals: given.map((rating) => describeSpan(comes(rating) - today.now)),
			hurried: describeHurried(given.filter((rating) => comes(rating) < outcomes[rating].due)),
			proposal: proposeRating(card),
			session: this.#session.describe(id) ?? describeLeft(this.basis),
			starred,
			suspended: status === "suspended",
			buried: status === "buried",
			canForget: card?.schedule !== undefined,
			canUndo: this.#session.isLast(this.#newest) ? this.#session.canUndo : this.#newest !== undefined,
			note: await renderNote(card?.note ?? ""),
			closing: this.#ending?.id === id ? closingOf(this.basis, this.#ending) : undefined,
		};
	}

	card(id: string): CardState | undefined {
		return this.store.state.cards.get(keyOf({ pack, question: id }));
	}

	/** All that decides what is studied now. */
	get basis(): StudyBasis {
		const { state, today, scheduler } = this.store;
		const own = { due: duePerDay(), new: newPerDay(), session: sessionSize() };
		const limits = this.#raised?.day === today.day ? this.#raised.limits : own;
		const questions = this.questions.map(({ id }) => ({ pack, question: id }));
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
	async cram(topic: string, title: string, random: () => number): Promise<void> {
		const ids = this.questions.filter((question) => question.topic === topic).map(({ id }) => id);
		this.#session = new CramSession(title, shuffle(ids, random), this.#newest, this.store.today.now);
		await this.#openNext(undefined);
	}

	/**
	 * Saves a rating and goes on, unless the person has turned to another question while it was being saved; while cramming
	 * nothing is saved.
	 */
	async rate(id: string, rating: Rating): Promise<void> {
		if (this.#rated.has(id) || id === this.#ending?.id) {
			return; // Not twice, until it is opened again.
		}
		this.#rated.add(id);
		const place = this.panel.requested;
		try {
			if (this.#session.keeps(id)) {
				this.#session.rate(id, rating, this.#newest);
			} else if (!(await this.#save(id, rating))) {
				return;
			}
			if (this.panel.requested === place) {
				await this.#openNext(id);
			}
		} finally {
			this.#rated.delete(id);
		}
	}

	/** Goes on after a question was put away, if it is the open one and the session asked it. */
	async skip(id: string): Promise<void> {
		if (this.#session.hasAsked(id) && this.panel.current?.id === id) {
			this.#session.drop(id);
			await this.#openNext(id);
		}
	}

	/** Takes back the last rating that the session has kept; false where something was recorded since, or it keeps none. */
	async undoInSession(): Promise<boolean> {
		if (!this.#session.isLast(this.#newest)) {
			return false;
		}
		const id = this.#session.undo();
		if (id === undefined) {
			throw new UserError("Nothing has been rated in this cram session, so there is nothing to undo.");
		}
		await this.panel.open(id, { again: true, reveal: true });
		return true;
	}

	/** A question was opened. */
	opened(): void {
		this.#ending = undefined;
	}

	/** A rating on a later day, or from outside the session that there is, begins a session. */
	async #save(id: string, rating: Rating): Promise<boolean> {
		const { today } = this.store;
		const saved = await this.store.record({ kind: "reviewed", pack, question: id, rating });
		if (saved && !this.#session.goesOnWith(id, today)) {
			this.#session = new DaySession(today.now);
		}
		return saved !== undefined;
	}

	/** What would be taken back. */
	get #newest(): string | undefined {
		return this.store.state.undoable.at(-1)?.id;
	}

	/** When a question would come after a rating, in milliseconds; an interview may cap that. */
	#dueAfter(id: string, schedule: Schedule): number {
		const { state, today } = this.store;
		return effectiveDue(this.card(id) ?? newCard({ pack, question: id }), schedule, state, today);
	}

	async #openNext(current: string | undefined): Promise<void> {
		const next = this.#session.next(this.basis);
		if (next === undefined) {
			this.#end();
			return;
		}
		await (current === undefined ? this.panel.open(next) : this.panel.turnTo(next, { again: next === current }));
	}

	/** Says in the panel that nothing follows or, where it does not show, in a message. */
	#end(): void {
		const { id } = this.panel.current ?? {};
		const ending = { since: this.#session.since, crammed: this.#session.topic };
		if (id !== undefined && this.panel.isVisible) {
			this.#ending = { ...ending, id };
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
	const text = [title, ...lines].join(". ");
	void vscode.window.showInformationMessage(text, ...offers.map(({ label }) => label)).then((chosen) => {
		const offer = offers.find(({ label }) => label === chosen);
		if (offer) {
			void vscode.commands.executeCommand(panelCommands[offer.command]);
		}
	});
}

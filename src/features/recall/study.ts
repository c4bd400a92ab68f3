import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import { type Rating, ratings } from "../../core/journal/events";
import { type CardState, keyOf, newCard } from "../../core/journal/state";
import type { PanelClosing, PanelProgress } from "../../core/protocol/messages";
import { effectiveDue } from "../../core/schedule/interview";
import {
	type Study as Basis,
	dueQueue,
	dueSoon,
	type Limits,
	moreToday,
	raisedLimits,
} from "../../core/schedule/queue";
import type { Schedule } from "../../core/schedule/schedule";
import { standingOf } from "../../core/schedule/standing";
import { closingOf, describeLeft, type Ending, ratingsSince } from "../../core/session/closing";
import { Cram } from "../../core/session/cram";
import { describeHurried, describeSpan, proposeRating } from "../../core/session/wording";
import { Refusal } from "../../platform/commands";
import type { ProgressSource, QuestionProgress } from "../../platform/progress";
import { duePerDay, newPerDay, sessionSize } from "../../platform/settings";
import { panelCommands } from "../panel/panelActions";
import type { QuestionPanel } from "../panel/questionPanel";
import { pack, type RecallStore } from "./store";

/** What studying needs of the panel. */
export type StudyPanel = Pick<QuestionPanel, "current" | "requested" | "isVisible" | "open" | "turnTo">;

interface Session {
	/** Milliseconds. */
	readonly since: number;
	/** The questions that it asked. */
	readonly asked: Set<string>;
	/** Nothing followed; but the last ratings may be taken back and given anew. */
	isOver: boolean;
}

/** What comes next, and what happens to a question that is rated. */
export class Study implements ProgressSource {
	#session: Session;
	/** It goes on until a session begins. */
	#cram: Cram | undefined;
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
		this.#session = newSession(store.today.now);
		if (before?.questions === questions) {
			this.#session = before.#session;
			this.#cram = before.#cram;
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
		const given = this.#cram?.has(id) ? [] : ratings;
		const comes = (rating: Rating) => this.#dueAfter(id, outcomes[rating]);
		return {
			status: this.store.awaits("reviewed", id) ? "Rated, but not saved yet" : description,
			intervals: given.map((rating) => describeSpan(comes(rating) - today.now)),
			hurried: describeHurried(given.filter((rating) => comes(rating) < outcomes[rating].due)),
			proposal: proposeRating(card),
			session: this.#describeSession(id),
			starred,
			suspended: status === "suspended",
			buried: status === "buried",
			canForget: card?.schedule !== undefined,
			canUndo: this.#cram?.isLast(this.#newest) ? this.#cram.canGoBack : this.#newest !== undefined,
			note: await renderNote(card?.note ?? ""),
			closing: this.#ending?.id === id ? closingOf(this.basis, this.#ending) : undefined,
		};
	}

	card(id: string): CardState | undefined {
		return this.store.state.cards.get(keyOf({ pack, question: id }));
	}

	/** All that decides what is studied now. */
	get basis(): Basis {
		const { state, today, scheduler } = this.store;
		const own = { due: duePerDay(), new: newPerDay(), session: sessionSize() };
		const limits = this.#raised?.day === today.day ? this.#raised.limits : own;
		const questions = this.questions.map(({ id }) => ({ pack, question: id }));
		return { state, today, scheduler, questions, limits };
	}

	/** Begins a session with what is due, else with what is new. */
	async begin(): Promise<void> {
		this.#startSession();
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
		const placed = ids.map((id) => ({ id, place: random() })).sort((a, b) => a.place - b.place);
		const order = placed.map(({ id }) => id);
		this.#cram = new Cram(title, order, this.#newest);
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
			if (this.#cram?.has(id)) {
				this.#cram.rate(id, rating, this.#newest);
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
		const isAsked = this.#cram ? this.#cram.has(id) : this.#session.asked.has(id);
		if (isAsked && this.panel.current?.id === id) {
			this.#cram?.drop(id);
			await this.#openNext(id);
		}
	}

	/** Takes the last rating of a cramming back; false where there is no cramming or something was recorded since. */
	async backInCram(): Promise<boolean> {
		if (!this.#cram?.isLast(this.#newest)) {
			return false;
		}
		const id = this.#cram.back();
		if (id === undefined) {
			throw new Refusal("Nothing has been rated in this cram session, so there is nothing to undo.");
		}
		await this.panel.open(id, { again: true, reveal: true });
		return true;
	}

	/** A question was opened. */
	opened(): void {
		this.#ending = undefined;
	}

	/** A rating on a later day, or from outside the session or the cramming that there is, begins a session. */
	async #save(id: string, rating: Rating): Promise<boolean> {
		const { since, isOver, asked } = this.#session;
		const { now, start } = this.store.today;
		const saved = await this.store.record({ kind: "reviewed", pack, question: id, rating });
		if (saved && (this.#cram || since < start || (isOver && !asked.has(id)))) {
			this.#startSession(now);
		}
		return saved !== undefined;
	}

	#startSession(since = this.store.today.now): void {
		this.#session = newSession(since);
		this.#cram = undefined;
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

	#describeSession(id: string): string {
		return this.#cram?.has(id)
			? `Cram: ${this.#cram.topic}, ${this.#cram.left} left; nothing is scheduled`
			: describeLeft(this.basis);
	}

	async #openNext(current: string | undefined): Promise<void> {
		const next = this.#cram ? this.#cram.next : this.#nextOf(this.#session);
		if (next === undefined) {
			this.#end();
			return;
		}
		this.#session.asked.add(next);
		await (current === undefined ? this.panel.open(next) : this.panel.turnTo(next, { again: next === current }));
	}

	#nextOf({ since }: Session): string | undefined {
		const { basis } = this;
		return ratingsSince(basis.state, since).length < basis.limits.session
			? [...dueQueue(basis), ...dueSoon(basis)][0]?.question
			: undefined;
	}

	/** Says in the panel that nothing follows or, where it does not show, in a message. */
	#end(): void {
		const { id } = this.panel.current ?? {};
		const ending = { since: this.#session.since, crammed: this.#cram?.topic };
		if (id !== undefined && this.panel.isVisible) {
			this.#ending = { ...ending, id };
		} else {
			tell(closingOf(this.basis, ending));
		}
		this.#session.isOver = true;
	}
}

function newSession(since: number): Session {
	return { since, asked: new Set(), isOver: false };
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

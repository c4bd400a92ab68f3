import * as vscode from "vscode";
import type { PanelClosing, PanelProgress } from "../../core/messages";
import type { QuestionSummary } from "../../core/question";
import { closingOf, describeDone, describeLeft, type Ending, ratingsSince } from "../../core/recall/closing";
import { type Rating, ratings } from "../../core/recall/events";
import { describeInterview, effectiveDue } from "../../core/recall/interview";
import {
	type Counts,
	counts,
	type DueQuestion,
	dueList,
	dueQueue,
	dueSoon,
	type Limits,
	moreToday,
	raisedLimits,
	statusOf,
} from "../../core/recall/queue";
import type { Schedule } from "../../core/recall/schedule";
import { type CardState, keyOf, newCard } from "../../core/recall/state";
import { describeHurried, describeSpan, describeStatus, proposeRating } from "../../core/recall/wording";
import { Refusal } from "../../host/commands";
import type { ProgressSource, QuestionProgress } from "../../host/progress";
import { duePerDay, newPerDay, sessionSize } from "../../host/settings";
import { panelCommands, type QuestionPanel } from "../panel/questionPanel";
import { pack, type RecallStore } from "./store";

interface CramSession {
	readonly kind: "cram";
	readonly topic: string;
	readonly ids: readonly string[];
	left: readonly string[];
	/** What was rated, and what was left before that. */
	readonly past: { readonly id: string; readonly left: readonly string[] }[];
	/** The event that could be taken back when the last of them was rated. */
	newest: string | undefined;
}

interface StudySession {
	readonly kind: "study";
	/** Milliseconds. */
	readonly since: number;
	/** The questions that it asked. */
	readonly asked: Set<string>;
	/** Nothing followed; but the last ratings may be taken back and given anew. */
	isOver: boolean;
}

/** What comes next, and what happens to a question that is rated. */
export class Study implements ProgressSource {
	#session: StudySession | CramSession;
	/** The question after which nothing followed, until one is opened. */
	#ending: (Ending & { readonly id: string }) | undefined;
	/** The question whose rating is being saved. */
	#rated: string | undefined;
	/** With what the person wanted beyond the limits of a day. */
	#raised: { readonly day: number; readonly limits: Limits } | undefined;

	/** `questions` in reading order. */
	constructor(
		readonly store: RecallStore,
		readonly questions: readonly QuestionSummary[],
		private readonly panel: QuestionPanel,
	) {
		this.#session = this.#newSession();
	}

	of(id: string): QuestionProgress {
		const { state, today } = this.store;
		const card = this.card(id);
		const status = statusOf(card, state, today);
		const due = card?.schedule && effectiveDue(card, card.schedule, state, today);
		return { status, starred: card?.starred ?? false, due, description: describeStatus(status, due, today) };
	}

	/** Nothing while a rating of it is being saved: what comes next has a bar of its own. */
	async forPanel(id: string): Promise<PanelProgress | undefined> {
		if (id === this.#rated) {
			return undefined;
		}
		const { today, scheduler } = this.store;
		const card = this.card(id);
		const outcomes = scheduler.preview(card?.schedule, today.now);
		const { description, status, starred } = this.of(id);
		const given = this.#cram(id) ? [] : ratings;
		const comes = (rating: Rating) => this.#dueAfter(id, outcomes[rating]);
		return {
			status: description,
			intervals: given.map((rating) => describeSpan(comes(rating) - today.now)),
			hurried: describeHurried(given.filter((rating) => comes(rating) < outcomes[rating].due)),
			proposal: proposeRating(card),
			session: this.#describeSession(id),
			starred,
			suspended: status === "suspended",
			buried: status === "buried",
			canForget: card?.schedule !== undefined,
			canUndo: this.store.state.undoable.length > 0,
			note: await renderNote(card?.note ?? ""),
			closing: this.#ending?.id === id ? closingOf(this.#study(), this.#ending) : undefined,
		};
	}

	card(id: string): CardState | undefined {
		return this.store.state.cards.get(keyOf({ pack, question: id }));
	}

	dueList(): DueQuestion[] {
		return dueList(this.#study());
	}

	counts(): Counts {
		return counts(this.#study());
	}

	/** Changes when what is due, or how it is said, does. */
	describeDue(): string {
		const { due, new: fresh } = this.counts();
		const statuses = this.questions.map(({ id }) => this.of(id).description);
		return [this.store.today.day, due, fresh, ...this.dueList().map(({ question }) => question), ...statuses].join(" ");
	}

	/** What is left to do now; empty for nothing. */
	describeLeft(): string {
		return describeLeft(this.#study());
	}

	/** Why there is nothing to study now, and when there will be. */
	describeDone(): string {
		return describeDone(this.#study());
	}

	/** How far one is with an interview ahead; empty without one. */
	describeInterview(): string {
		return describeInterview(this.store.state, this.questions.length, this.store.today);
	}

	/** Begins a session with what is due, else with what is new. */
	async begin(): Promise<void> {
		this.#session = this.#newSession();
		await this.#openNext(undefined);
	}

	/** Goes on past the limits of the day, in this window. */
	async more(): Promise<void> {
		const study = this.#study();
		this.#raised = { day: study.today.day, limits: raisedLimits(study, moreToday(study)) };
		await this.begin();
	}

	/** Goes through a topic; ratings then decide only what comes again in it. */
	async cram(topic: string, title: string, random: () => number): Promise<void> {
		const ids = this.questions.filter((question) => question.topic === topic).map(({ id }) => id);
		const left = ids.map((id) => ({ id, place: random() })).sort((a, b) => a.place - b.place);
		const order = left.map(({ id }) => id);
		this.#session = { kind: "cram", topic: title, ids, left: order, past: [], newest: this.#newest };
		await this.#openNext(undefined);
	}

	/** Saves a rating and goes on; while cramming nothing is saved. */
	async rate(id: string, rating: Rating): Promise<void> {
		if (id === this.#rated || id === this.#ending?.id) {
			return; // Not twice, until it is opened again.
		}
		const cram = this.#cram(id);
		this.#rated = id;
		try {
			if (cram) {
				cram.past.push({ id, left: cram.left });
				cram.newest = this.#newest;
				const others = cram.left.filter((other) => other !== id);
				cram.left = rating <= 2 ? [...others, id] : others;
			} else {
				this.#beginFor(id);
				if (!(await this.store.record({ kind: "reviewed", pack, question: id, rating }))) {
					return;
				}
			}
			await this.#openNext(id);
		} finally {
			this.#rated = undefined;
		}
	}

	/** Goes on after a question was put away, if it is the open one and the session asked it. */
	async skip(id: string): Promise<void> {
		const session = this.#session;
		if (this.panel.current?.id !== id || !(session.kind === "cram" ? this.#cram(id) : session.asked.has(id))) {
			return;
		}
		if (session.kind === "cram") {
			session.left = session.left.filter((other) => other !== id);
		}
		await this.#openNext(id);
	}

	/** Takes the last rating of a cramming back; false where there is no cramming or something was recorded since. */
	async backInCram(): Promise<boolean> {
		const session = this.#session;
		if (session.kind !== "cram" || session.newest !== this.#newest) {
			return false;
		}
		const last = session.past.pop();
		if (!last) {
			throw new Refusal("Nothing was rated in this cramming: there is nothing to take back.");
		}
		session.left = last.left;
		await this.panel.open(last.id, { again: true, reveal: true });
		return true;
	}

	/** A question was opened. */
	opened(): void {
		this.#ending = undefined;
	}

	/** The cramming to which a question belongs; one from elsewhere is rated as always, and ends it. */
	#cram(id: string): CramSession | undefined {
		const session = this.#session;
		return session.kind === "cram" && session.left.length > 0 && session.ids.includes(id) ? session : undefined;
	}

	/** Begins a session with a question that is rated, unless it belongs to the one there is. */
	#beginFor(id: string): void {
		const session = this.#session;
		if (session.kind === "cram" || (session.isOver && !session.asked.has(id))) {
			this.#session = this.#newSession();
		}
	}

	#newSession(): StudySession {
		return { kind: "study", since: this.store.today.now, asked: new Set(), isOver: false };
	}

	/** What would be taken back. */
	get #newest(): string | undefined {
		return this.store.state.undoable.at(-1)?.id;
	}

	#study() {
		const { state, today, scheduler } = this.store;
		const own = { due: duePerDay(), new: newPerDay(), session: sessionSize() };
		const limits = this.#raised?.day === today.day ? this.#raised.limits : own;
		const questions = this.questions.map(({ id }) => ({ pack, question: id }));
		return { state, today, scheduler, questions, limits };
	}

	/** When a question would come after a rating, in milliseconds; an interview may cap that. */
	#dueAfter(id: string, schedule: Schedule): number {
		const { state, today } = this.store;
		return effectiveDue(this.card(id) ?? newCard({ pack, question: id }), schedule, state, today);
	}

	#describeSession(id: string): string {
		const cram = this.#cram(id);
		return cram ? `Cram: ${cram.topic}, ${cram.left.length} left; nothing is scheduled` : this.describeLeft();
	}

	async #openNext(current: string | undefined): Promise<void> {
		const session = this.#session;
		const next = session.kind === "cram" ? session.left[0] : this.#nextOf(session);
		if (next === undefined) {
			this.#end();
			return;
		}
		if (session.kind === "study") {
			session.asked.add(next);
		}
		await this.panel.open(next, { again: next === current });
	}

	#nextOf({ since }: StudySession): string | undefined {
		const study = this.#study();
		return ratingsSince(study.state, since).length < study.limits.session
			? [...dueQueue(study), ...dueSoon(study)][0]?.question
			: undefined;
	}

	/** Says in the panel that nothing follows or, where it does not show, in a message. */
	#end(): void {
		const session = this.#session;
		const { id } = this.panel.current ?? {};
		const ending =
			session.kind === "cram" ? { since: 0, crammed: session.topic } : { since: session.since, crammed: undefined };
		if (id !== undefined && this.panel.isVisible) {
			this.#ending = { ...ending, id };
		} else {
			tell(closingOf(this.#study(), ending));
		}
		if (session.kind === "study") {
			session.isOver = true;
		}
	}
}

/** A person's note as HTML, which the panel sanitises; the renderer is loaded with the first note. */
async function renderNote(markdown: string): Promise<string> {
	return markdown.trim() === "" ? "" : (await import("../../core/renderMarkdown")).renderMarkdown(markdown);
}

function tell({ title, lines, offers }: PanelClosing): void {
	const text = [title, ...lines].join(". ");
	void vscode.window.showInformationMessage(text, ...offers.map(({ label }) => label)).then((chosen) => {
		const offer = offers.find(({ label }) => label === chosen);
		if (offer) {
			void vscode.commands.executeCommand(panelCommands[offer.command]);
		}
	});
}

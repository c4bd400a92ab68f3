import * as vscode from "vscode";
import type { PanelProgress } from "../../core/messages";
import type { QuestionSummary } from "../../core/question";
import { type Rating, ratings } from "../../core/recall/events";
import { effectiveDue } from "../../core/recall/interview";
import { type Counts, counts, type DueQuestion, dueList, dueQueue, nextDue, statusOf } from "../../core/recall/queue";
import type { Schedule } from "../../core/recall/schedule";
import { type CardState, keyOf, newCard } from "../../core/recall/state";
import { describeComing, describeSpan, describeStatus, proposeRating } from "../../core/recall/wording";
import type { ProgressSource, QuestionProgress } from "../../host/progress";
import { duePerDay, newPerDay, sessionSize } from "../../host/settings";
import type { QuestionPanel } from "../panel/questionPanel";
import { pack, type RecallStore } from "./store";

/** A question that comes again within this time is not waited for when there is nothing else, in milliseconds. */
const learnAhead = 20 * 60_000;

type CramSession = { readonly kind: "cram"; readonly topic: string; left: readonly string[] };
type Session = { readonly kind: "study"; done: number } | CramSession;

/** What comes next, and what happens to a question that is rated. */
export class Study implements ProgressSource {
	#session: Session = { kind: "study", done: 0 };

	/** `questions` in reading order. */
	constructor(
		readonly store: RecallStore,
		readonly questions: readonly QuestionSummary[],
		private readonly panel: QuestionPanel,
	) {}

	of(id: string): QuestionProgress {
		const { state, today } = this.store;
		const card = this.card(id);
		const status = statusOf(card, state, today);
		const due = card?.schedule && effectiveDue(card, card.schedule, state, today);
		return { status, starred: card?.starred ?? false, due, description: describeStatus(status, due, today) };
	}

	async forPanel(id: string): Promise<PanelProgress> {
		const { today, scheduler } = this.store;
		const card = this.card(id);
		const outcomes = scheduler.preview(card?.schedule, today.now);
		const { description, status, starred } = this.of(id);
		const isCram = this.#cram(id) !== undefined;
		return {
			status: this.store.awaits("reviewed", id) ? "Rated, but not saved yet" : description,
			intervals: isCram ? [] : ratings.map((rating) => describeSpan(this.#dueAfter(id, outcomes[rating]) - today.now)),
			proposal: proposeRating(card),
			session: this.#describeSession(id),
			starred,
			suspended: status === "suspended",
			note: await renderNote(card?.note ?? ""),
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

	/** Changes when what is due does. */
	describeDue(): string {
		const { due, new: fresh } = this.counts();
		return [this.store.today.day, due, fresh, ...this.dueList().map(({ question }) => question)].join(" ");
	}

	/** Why there is nothing to study now, and when there will be. */
	describeDone(): string {
		const next = nextDue(this.#study());
		if (next === undefined) {
			return "Done. No question is left.";
		}
		const time = new Date(next).toLocaleString(undefined, { weekday: "long", hour: "2-digit", minute: "2-digit" });
		return `Done for today. The next question comes ${describeComing(next, this.store.today)} (${time}).`;
	}

	/** Begins a session with what is due, else with what is new. */
	async begin(): Promise<void> {
		this.#session = { kind: "study", done: 0 };
		await this.#openNext(undefined);
	}

	/** Goes through a topic; ratings then decide only what comes again in it. */
	async cram(topic: string, title: string, random: () => number): Promise<void> {
		const ids = this.questions.filter((question) => question.topic === topic).map(({ id }) => id);
		const left = ids.map((id) => ({ id, place: random() })).sort((a, b) => a.place - b.place);
		this.#session = { kind: "cram", topic: title, left: left.map(({ id }) => id) };
		await this.#openNext(undefined);
	}

	/** Saves a rating and goes on; while cramming nothing is saved. */
	async rate(id: string, rating: Rating): Promise<void> {
		const cram = this.#cram(id);
		if (cram) {
			const others = cram.left.filter((other) => other !== id);
			cram.left = rating <= 2 ? [...others, id] : others;
		} else if (await this.store.record({ kind: "reviewed", pack, question: id, rating })) {
			this.#countRated();
		} else {
			return;
		}
		await this.#openNext(id);
	}

	/** The cramming to which a question belongs; one from elsewhere is rated as always, and ends it. */
	#cram(id: string): CramSession | undefined {
		return this.#session.kind === "cram" && this.#session.left.includes(id) ? this.#session : undefined;
	}

	#countRated(): void {
		this.leaveCram();
		if (this.#session.kind === "study") {
			this.#session.done++;
		}
	}

	/** Leaves cramming, so that ratings count. */
	leaveCram(): void {
		if (this.#session.kind === "cram") {
			this.#session = { kind: "study", done: 0 };
		}
	}

	#study() {
		const { state, today, scheduler } = this.store;
		const limits = { due: duePerDay(), new: newPerDay(), session: sessionSize() };
		const questions = this.questions.map(({ id }) => ({ pack, question: id }));
		return { state, today, scheduler, questions, limits };
	}

	/** When a question would come after a rating, in milliseconds; an interview may cap that. */
	#dueAfter(id: string, schedule: Schedule): number {
		const { state, today } = this.store;
		return effectiveDue(this.card(id) ?? newCard({ pack, question: id }), schedule, state, today);
	}

	#describeSession(id?: string): string {
		const cram = id === undefined ? undefined : this.#cram(id);
		if (cram) {
			return `Cram: ${cram.topic}, ${cram.left.length} left; nothing is scheduled`;
		}
		const { due, new: fresh } = this.counts();
		const parts = [...(due > 0 ? [`${due} due`] : []), ...(fresh > 0 ? [`${fresh} new`] : [])];
		return parts.length === 0 ? "" : `${parts.join(", ")} left today`;
	}

	async #openNext(current: string | undefined): Promise<void> {
		const session = this.#session;
		if (session.kind === "cram") {
			const [next] = session.left;
			await (next === undefined ? this.#endCram(session.topic) : this.panel.open(next, { again: next === current }));
			return;
		}
		if (session.done >= sessionSize()) {
			this.#tellSessionEnd(session.done);
			session.done = 0;
			return;
		}
		const study = this.#study();
		const [next] = [...dueQueue(study).map(({ question }) => question), ...this.#soon()];
		if (next === undefined) {
			this.#tellDone();
			return;
		}
		await this.panel.open(next, { again: next === current });
	}

	/** What is being learnt and comes in a few minutes. */
	#soon(): string[] {
		const { now } = this.store.today;
		return this.questions
			.map(({ id }) => ({ id, ...this.of(id) }))
			.filter(({ status, due }) => status === "learning" && due !== undefined && due < now + learnAhead)
			.sort((a, b) => (a.due ?? 0) - (b.due ?? 0))
			.map(({ id }) => id);
	}

	async #endCram(topic: string): Promise<void> {
		this.leaveCram();
		tell(`You have been through all of ${topic}.`, ["Study Now", "dunder.studyNow"], ["Cram Topic…", "dunder.cram"]);
	}

	#tellSessionEnd(done: number): void {
		tell(`That was a session of ${done} questions. ${this.#describeSession()}.`, ["Study On", "dunder.studyNow"]);
	}

	#tellDone(): void {
		tell(this.describeDone(), ["Cram Topic…", "dunder.cram"], ["Random Question", "dunder.randomQuestion"]);
	}
}

/** A person's note as HTML, which the panel sanitises; the renderer is loaded with the first note. */
async function renderNote(markdown: string): Promise<string> {
	return markdown.trim() === "" ? "" : (await import("../../core/renderMarkdown")).renderMarkdown(markdown);
}

/** A message with buttons, each with its command. */
function tell(text: string, ...buttons: readonly (readonly [label: string, command: string])[]): void {
	void vscode.window.showInformationMessage(text, ...buttons.map(([label]) => label)).then((chosen) => {
		const command = buttons.find(([label]) => label === chosen)?.[1];
		if (command) {
			void vscode.commands.executeCommand(command);
		}
	});
}

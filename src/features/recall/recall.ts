import * as vscode from "vscode";
import { type QuestionKey, readKey } from "../../core/bank/questionKey";
import { type PredictedStatement, type Rating, subjectOf } from "../../core/journal/events";
import { fingerprint } from "../../core/schedule/standing";
import type { SessionTopic } from "../../core/session/session";
import { setContext } from "../../platform/contextKeys";
import type { JournalStorage, StorePlace } from "../../platform/journalStorage";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionFilter } from "../../platform/questionFilter";
import type { StudyZone } from "../../platform/studyZone";
import { UserError } from "../../platform/userError";
import type { UserPaths } from "../../platform/userPaths";
import { noQuestionOpen } from "../bank/questionCommands";
import type { QuestionPanel } from "../panel/questionPanel";
import { act } from "./actions";
import { chooseJournalFolder } from "./chooseJournalFolder";
import { exportAnki, exportProgress } from "./data";
import { DueView } from "./dueView";
import { importProgress } from "./importProgress";
import { chooseInterviewDate, keepPace } from "./interviewDate";
import { Notes } from "./notes";
import { pickTopic } from "./pickTopic";
import { resetProgress } from "./reset";
import { restoreBackup } from "./restore";
import { staleSince } from "./staleSince";
import { RecallStore } from "./store";
import { Study } from "./study";
import { undo } from "./undo";

/** The time between two checks of what is due, in milliseconds. */
const tick = 30_000;

/**
 * The question that a command is about: a row of the tree, or the key that the panel sends. Without it, the command is
 * about the open question.
 */
export interface About {
	readonly question?: { readonly key: QuestionKey } | string;
}

/** What `Recall` depends on. */
export interface RecallDependencies {
	readonly bank: QuestionBank;
	readonly panel: QuestionPanel;
	readonly progress: Progress;
	readonly filter: QuestionFilter;
	/** Belongs to the window. It has what studying needs again after a reload. */
	readonly memento: vscode.Memento;
	readonly paths: UserPaths;
	readonly zone: StudyZone;
}

/**
 * Everything that Dunder remembers about a person: ratings, the schedule, states, notes, and the rest of the person's
 * data.
 */
export class Recall implements vscode.Disposable {
	readonly notes: Notes;
	readonly #due: DueView;
	readonly #timer: NodeJS.Timeout;
	readonly #opening: vscode.Disposable;
	#study: Study;
	#shown = "";
	#following: vscode.Disposable;
	readonly #filtering: vscode.Disposable;

	private constructor(
		private readonly storage: JournalStorage,
		private readonly dependencies: RecallDependencies,
		study: Study,
	) {
		this.#study = study;
		this.#due = new DueView(() => this.#study);
		this.notes = new Notes(() => this.#study);
		this.#following = study.store.onDidChange(() => this.#update());
		this.#opening = dependencies.panel.onDidChange(() => this.#study.opened());
		this.#filtering = dependencies.filter.onDidChange(() => this.#update());
		// With time, other questions are due, and the minutes until one comes are fewer.
		this.#timer = setInterval(
			() => fingerprint(this.#study.sessions.scope.everything) !== this.#shown && this.#update(),
			tick,
		);
		this.#update();
	}

	static async open(storage: JournalStorage, place: StorePlace, dependencies: RecallDependencies): Promise<Recall> {
		const { questions, renamed } = await dependencies.bank.index();
		const store = await RecallStore.open(storage, place, renamed, dependencies.zone.calendar);
		return new Recall(storage, dependencies, new Study(store, questions, dependencies));
	}

	/** What is studied now. It is another one after each `reopen`. */
	get study(): Study {
		return this.#study;
	}

	/** Reads everything again, perhaps from another folder. */
	async reopen(place: StorePlace): Promise<void> {
		const { bank, zone } = this.dependencies;
		const { questions, renamed } = await bank.index();
		const store = await RecallStore.open(this.storage, place, renamed, zone.calendar);
		await store.takeOver(this.#study.store).catch((error: unknown) => {
			store.dispose();
			throw error;
		});
		this.#following.dispose();
		this.#study.store.dispose();
		this.#study = new Study(store, questions, this.dependencies, this.#study);
		this.#following = store.onDidChange(() => this.#update());
		this.#update();
	}

	async studyNow(): Promise<void> {
		await this.#study.sessions.begin();
		this.#update();
	}

	/** Begins a session of one topic. */
	async studyTopic(topic: SessionTopic): Promise<void> {
		await this.#study.sessions.begin(topic);
		this.#update();
	}

	async studyMore(): Promise<void> {
		await this.#study.sessions.more();
		this.#update();
	}

	leaveSession(): void {
		this.#study.sessions.leave();
		this.#update();
	}

	/** Has as many new questions come each day as it takes to begin all of them before the interview. */
	async studyPace(): Promise<void> {
		await keepPace(this.#study);
	}

	async rate(about: About, rating: Rating): Promise<void> {
		await this.#study.rate(this.#keyOf(about), rating);
		this.#update();
	}

	/** Crams a topic. Asks for the topic if none is given. */
	async cram(topic?: SessionTopic): Promise<void> {
		const chosen = topic ?? (await pickTopic(this.dependencies.bank, this.dependencies.filter));
		if (chosen) {
			await this.#study.sessions.cram(chosen, Math.random);
			this.#update();
		}
	}

	async suspend(about?: About): Promise<void> {
		await act(this.#study, this.#keyOf(about), "suspend");
		this.#update();
	}

	async star(about?: About): Promise<void> {
		await act(this.#study, this.#keyOf(about), "star");
	}

	async bury(about?: About): Promise<void> {
		await act(this.#study, this.#keyOf(about), "bury");
		this.#update();
	}

	async forget(about?: About): Promise<void> {
		await act(this.#study, this.#keyOf(about), "forget");
	}

	async editNote(about?: About): Promise<void> {
		await this.notes.edit(this.#keyOf(about));
	}

	async undo(): Promise<void> {
		if (!(await this.#study.undoInSession())) {
			await undo(this.#study, this.dependencies.panel);
		}
	}

	async setInterviewDate(): Promise<void> {
		await chooseInterviewDate(this.#study);
	}

	async exportProgress(): Promise<void> {
		await exportProgress(this.#study, this.dependencies.paths);
	}

	async importProgress(): Promise<void> {
		await importProgress(this.#study);
	}

	async exportAnki(): Promise<void> {
		await exportAnki(this.#study, this.dependencies.bank, this.dependencies.paths);
	}

	async restoreBackup(): Promise<void> {
		await restoreBackup(this.#study);
	}

	async resetProgress(): Promise<void> {
		await resetProgress(this.#study, this.dependencies.bank, this.dependencies.panel.current?.key);
	}

	async chooseJournalFolder(): Promise<void> {
		await chooseJournalFolder(this.#study.store);
	}

	/** Records what a person predicted in the question's history. */
	async predicted(question: QuestionKey, experiment: number, statements: readonly PredictedStatement[]): Promise<void> {
		await this.#study.store.record({ kind: "predicted", ...subjectOf(question), experiment, statements });
	}

	/** The review since which the marks in a scratch file are from an earlier round, as `staleSince` tells. */
	staleSince(question: QuestionKey): string | undefined {
		return staleSince(this.#study, question);
	}

	/** Resolves when nothing is being written, even if not everything could be saved. */
	settled(): Promise<void> {
		return this.#study.store.settled();
	}

	dispose(): void {
		clearInterval(this.#timer);
		this.#following.dispose();
		this.#study.store.dispose();
		vscode.Disposable.from(this.#due, this.#opening, this.#filtering, this.notes).dispose();
	}

	#update(): void {
		this.#shown = fingerprint(this.#study.sessions.scope.everything);
		this.#due.update();
		setContext("dunder.inSession", this.#study.session !== undefined);
		this.dependencies.progress.update(this.#study);
	}

	#keyOf({ question }: About = {}): QuestionKey {
		const key =
			typeof question === "object" ? question.key : question ? readKey(question) : this.dependencies.panel.current?.key;
		if (key === undefined) {
			throw noQuestionOpen();
		}
		if (!this.#study.questions.some((candidate) => candidate.key === key)) {
			throw new UserError(vscode.l10n.t("There is no question {0} in the bank.", key));
		}
		return key;
	}
}

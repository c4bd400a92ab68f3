import * as vscode from "vscode";
import type { Topic } from "../../core/bank/question";
import { type QuestionKey, readKey } from "../../core/bank/questionKey";
import { type PredictedStatement, type Rating, subjectOf } from "../../core/journal/events";
import { fingerprint } from "../../core/schedule/standing";
import type { JournalStorage, StorePlace } from "../../platform/journalStorage";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import { setJournalFolder } from "../../platform/settings";
import type { StudyZone } from "../../platform/studyZone";
import { UserError } from "../../platform/userError";
import type { UserPaths } from "../../platform/userPaths";
import { noQuestionOpen } from "../bank/questionCommands";
import type { QuestionPanel } from "../panel/questionPanel";
import { act } from "./actions";
import { copyJournal } from "./copyJournal";
import { exportAnki, exportProgress } from "./data";
import { DueView } from "./dueView";
import { importProgress } from "./importProgress";
import { chooseInterviewDate } from "./interviewDate";
import { Notes } from "./notes";
import { pickTopic } from "./pickTopic";
import { resetProgress } from "./reset";
import { restoreBackup } from "./restore";
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
		// With time, other questions are due, and the minutes until one comes are fewer.
		this.#timer = setInterval(() => fingerprint(this.#study.basis) !== this.#shown && this.#update(), tick);
		this.#update();
	}

	static async open(storage: JournalStorage, place: StorePlace, dependencies: RecallDependencies): Promise<Recall> {
		const { questions, renamed } = await dependencies.bank.index();
		const store = await RecallStore.open(storage, place, renamed, dependencies.zone.calendar);
		return new Recall(storage, dependencies, new Study(store, questions, dependencies.panel));
	}

	/** What is studied now. It is another one after each `reopen`. */
	get study(): Study {
		return this.#study;
	}

	/** Reads everything again, perhaps from another folder. */
	async reopen(place: StorePlace): Promise<void> {
		const { bank, panel, zone } = this.dependencies;
		const { questions, renamed } = await bank.index();
		const store = await RecallStore.open(this.storage, place, renamed, zone.calendar);
		await store.takeOver(this.#study.store).catch((error: unknown) => {
			store.dispose();
			throw error;
		});
		this.#following.dispose();
		this.#study.store.dispose();
		this.#study = new Study(store, questions, panel, this.#study);
		this.#following = store.onDidChange(() => this.#update());
		this.#update();
	}

	async studyNow(): Promise<void> {
		await this.#study.begin();
		this.#update();
	}

	async studyMore(): Promise<void> {
		await this.#study.more();
		this.#update();
	}

	async rate(about: About, rating: Rating): Promise<void> {
		await this.#study.rate(this.#keyOf(about), rating);
		this.#update();
	}

	/** Crams a topic. Asks for the topic if none is given. */
	async cram(topic?: Pick<Topic, "key" | "title">): Promise<void> {
		const chosen = topic ?? (await pickTopic(this.dependencies.bank));
		if (chosen) {
			await this.#study.cram(chosen.key, chosen.title, Math.random);
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
		await chooseInterviewDate(this.#study.store);
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

	/** Copies the journal to a folder of the person's choice, and uses that folder from then on. */
	async chooseJournalFolder(): Promise<void> {
		const options = {
			...{ canSelectFolders: true, canSelectFiles: false },
			...{ title: vscode.l10n.t("Choose Journal Folder"), openLabel: vscode.l10n.t("Keep Progress Here") },
		};
		const [folder] = (await vscode.window.showOpenDialog(options)) ?? [];
		if (!folder) {
			return;
		}
		await copyJournal(this.#study.store, folder.fsPath);
		// The change of the setting makes every window open the journal again.
		await setJournalFolder(folder.fsPath);
		void vscode.window.showInformationMessage(
			vscode.l10n.t("Your progress is kept in {0} from now on.", folder.fsPath),
		);
	}

	/** Records what a person predicted in the question's history. */
	async predicted(question: QuestionKey, experiment: number, statements: readonly PredictedStatement[]): Promise<void> {
		await this.#study.store.record({ kind: "predicted", ...subjectOf(question), experiment, statements });
	}

	/**
	 * The id of the last review, if the question has come back since and all its predictions are from before that review;
	 * otherwise `undefined`. The marks in its scratch file are then from an earlier round.
	 */
	staleSince(question: QuestionKey): string | undefined {
		const card = this.#study.card(question);
		const last = card?.reviews.at(-1);
		const { status } = this.#study.of(question);
		const isBack = status === "due" || status === "learning";
		const predictions = card?.predictions ?? [];
		const isOld = last && predictions.length > 0 && predictions.every(({ at }) => at <= last.at);
		return isBack && isOld ? last.id : undefined;
	}

	/** Resolves when nothing is being written, even if not everything could be saved. */
	settled(): Promise<void> {
		return this.#study.store.settled();
	}

	dispose(): void {
		clearInterval(this.#timer);
		this.#following.dispose();
		this.#study.store.dispose();
		vscode.Disposable.from(this.#due, this.#opening, this.notes).dispose();
	}

	#update(): void {
		this.#shown = fingerprint(this.#study.basis);
		this.#due.update();
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

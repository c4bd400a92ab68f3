import * as vscode from "vscode";
import { predictedStatements } from "../../core/lab/prediction";
import { recordOutputs } from "../../core/lab/recordOutputs";
import { experimentOf } from "../../core/lab/scratch";
import { ChosenPython } from "../../platform/chosenPython";
import { tellingUserErrors } from "../../platform/commands";
import type { PythonRuntime } from "../../platform/pythonRuntime";
import { ScratchFiles } from "../../platform/scratchFiles";
import { requireTrust } from "../../platform/trust";
import { UserError } from "../../platform/userError";
import { faithful, openAsUtf8 } from "../../platform/utf8Documents";
import type { QuestionPanel } from "../panel/questionPanel";
import type { PredictionHistory } from "../recall/registerRecall";
import { activeScratch } from "./activeScratch";
import { BegunBlank } from "./begunBlank";
import { Blanking } from "./blanking";
import { Consent } from "./consent";
import { ExperimentItems } from "./experimentItems";
import { ExperimentRuns } from "./experimentRuns";
import { registerHints } from "./hints";
import { InlineValues } from "./inlineValues";
import { LabReports } from "./labReports";
import { registerLenses } from "./lenses";
import { goToNextBlank, leaveBlank, registerMarks } from "./marks";
import { Outcomes, type OutcomesDependencies } from "./outcomes";
import { PanelPredictions } from "./panelPredictions";
import { editorOf, findRegion, noScratchOpen, type Place, regionAt } from "./place";
import { replaceRegions } from "./regions";
import { revealFirstColumn } from "./reveal";
import { ScratchCommands, showBeside } from "./scratchCommands";

/** What the lab needs. */
export interface LabDependencies extends OutcomesDependencies {
	readonly panel: QuestionPanel;
	readonly history: PredictionHistory;
	/** Where earlier versions stored, by the id of the question, the round for which its marks were made blank. */
	readonly memento: vscode.Memento;
	/** The label of the key that runs an experiment. */
	readonly runKey: string;
}

/** The commands of scratch files, and what Dunder shows in their editors. */
export class Lab implements vscode.Disposable {
	readonly scratch: ScratchCommands;
	readonly predictions: PanelPredictions;
	readonly leaveBlank = leaveBlank;
	readonly #files: ScratchFiles;
	readonly #values = new InlineValues();
	readonly #reports: LabReports;
	readonly #outcomes: Outcomes;
	readonly #items: ExperimentItems;
	readonly #begun: BegunBlank;
	readonly #blanking: Blanking;
	readonly #python: ChosenPython;
	readonly #consent: Consent;
	readonly #runs: ExperimentRuns;
	readonly #subscriptions: vscode.Disposable;

	constructor(
		private readonly dependencies: LabDependencies,
		runtime: PythonRuntime,
	) {
		const { bank, panel, folder, history } = dependencies;
		this.#files = new ScratchFiles(folder);
		this.#outcomes = new Outcomes(dependencies);
		const forget = (document: vscode.TextDocument) => this.#forget(document);
		const ofFiles = { ...dependencies, files: this.#files, forget };
		this.#blanking = new Blanking(ofFiles);
		this.scratch = new ScratchCommands({ ...ofFiles, prepare: (document) => this.#blanking.prepare(document) });
		this.#items = new ExperimentItems(bank, folder);
		this.#begun = new BegunBlank(folder);
		this.#python = new ChosenPython(runtime);
		this.predictions = new PanelPredictions(dependencies, this.#python);
		this.#reports = new LabReports(dependencies, this.#python);
		this.#consent = new Consent(bank, folder);
		this.#runs = new ExperimentRuns(bank, this.#items, this.#values, this.#python, this.#consent);
		// What the experiments of a file did before it was closed, or the window reloaded, shows again.
		const showAgain = async (document: vscode.TextDocument) =>
			(await this.#outcomes.restore(document)).forEach((outcome) => void this.#values.show(document, outcome));
		this.#subscriptions = vscode.Disposable.from(
			this.#values,
			this.#reports,
			this.#items,
			this.#runs,
			registerLenses(folder, this.#runs, dependencies.runKey),
			registerMarks(folder, this.#values),
			registerHints(folder),
			panel.onDidShow(() => tellingUserErrors(() => this.scratch.follow())),
			this.#begun,
			vscode.workspace.onDidOpenTextDocument(showAgain),
			this.#runs.onDidFinish(async ({ question, document, outcome }) => {
				this.#outcomes.set(document, outcome);
				panel.showOutputs(question, outcome.region.number - 1);
				const statements = predictedStatements(outcome.region.source, outcome.judgements);
				if (statements.length > 0) {
					await tellingUserErrors(() => history.predicted(question, outcome.region.number, statements));
				}
			}),
		);
		vscode.workspace.textDocuments.forEach(showAgain);
	}

	/** Runs one experiment, if it has predictions or the person agrees to see its outputs without. */
	async #runAfterConsent(document: vscode.TextDocument, place: Place | undefined): Promise<void> {
		const region = regionAt(document, place);
		if (await this.#consent.ask(document, region)) {
			await this.#runs.run(document, [region.number]);
		}
	}

	/** Removes everything that shows what the experiments of a file did. */
	async #forget(document: vscode.TextDocument): Promise<void> {
		this.#consent.forget(document);
		await this.#runs.stop(document.uri);
		this.#outcomes.delete(document);
		this.#values.clear(document);
		this.#items.forgetResults(document);
	}

	/** Runs the experiments that have predictions. If none has, this is like `runExperiment`. */
	async runScratch(place?: Place): Promise<void> {
		const document = await this.#documentToRun(place);
		requireTrust();
		const numbers = await this.#consent.given(document);
		await (numbers.length > 0 ? this.#runs.run(document, numbers) : this.#runAfterConsent(document, place));
	}

	async runExperiment(place?: Place): Promise<void> {
		await this.#runAfterConsent(await this.#documentToRun(place), place);
	}

	/**
	 * Stops the run of the named file. If no file is named, stops the run of the active file or, if that isn't running,
	 * all runs, because a person in the panel or in another file wants whatever is running to stop.
	 */
	async stopRun({ uri, question }: Place = {}): Promise<void> {
		const { folder } = this.dependencies;
		const named = uri ?? (question === undefined ? undefined : folder.uri(question));
		if (named) {
			await this.#runs.stop(named);
			return;
		}
		this.predictions.stop();
		const active = activeScratch(folder);
		await (active && this.#runs.isRunning(active) ? this.#runs.stop(active.uri) : this.#runs.stopAll());
	}

	async runOnEveryPython(place?: Place): Promise<void> {
		await this.#reports.everyPython(await faithful(await this.#document(place)), place);
	}

	async showBytecode(place?: Place): Promise<void> {
		requireTrust();
		await this.#reports.bytecode(await faithful(await this.#document(place)), place);
	}

	/** Shows the answer beside the file, at the outputs and the Why of the named experiment or of the one in view. */
	async showAnswer(place?: Place): Promise<void> {
		const { bank, folder, panel } = this.dependencies;
		const document = place?.uri ? await this.#document(place) : activeScratch(folder);
		const summary = document && (await bank.summary(folder.questionOf(document)));
		if (!document || !summary) {
			throw noScratchOpen();
		}
		const region = findRegion(document, place);
		const question = await bank.question(summary);
		const found = region && experimentOf(question, region);
		const experiment = found ? question.experiments.indexOf(found) : -1;
		const goTo = found && ({ type: "experiment", key: summary.key, experiment } as const);
		if (found) {
			panel.showOutputs(summary.key, experiment);
		}
		await panel.open(summary.key, { reveal: true, viewColumn: vscode.ViewColumn.Beside, goTo });
	}

	/** Writes what each experiment printed into the file, if its code is still the code that ran. */
	async writeOutputs(): Promise<void> {
		const document = await this.#document();
		const done = this.#outcomes.of(document);
		if (done.length === 0) {
			throw new UserError(vscode.l10n.t("There are no outputs of this code yet. Run the experiments first."), [
				{ title: vscode.l10n.t("Run Scratch File"), command: "dunder.runScratch" },
			]);
		}
		await replaceRegions(
			document,
			done.map(({ region, report }) => [region, recordOutputs(region.source, report)]),
		);
	}

	/** Makes every mark blank again. What the person has changed in the code stays. */
	async predictAgain(): Promise<void> {
		await this.#blanking.blank(await this.#document());
		goToNextBlank(new vscode.Position(0, 0));
	}

	async nextBlank(): Promise<void> {
		goToNextBlank();
		const document = activeScratch(this.dependencies.folder);
		if (document) {
			await this.#begun.end(document);
		}
	}

	dispose(): void {
		this.#subscriptions.dispose();
	}

	/**
	 * The document to run. If it was already active, its editor scrolls back to the first column, where the outcomes
	 * are shown. An editor that is opened only now hasn't been scrolled.
	 */
	async #documentToRun(place?: Place): Promise<vscode.TextDocument> {
		const active = place?.question === undefined ? activeScratch(this.dependencies.folder) : undefined;
		const document = await this.#document(place);
		await this.#begun.end(document);
		const editor = document === active ? editorOf(document) : undefined;
		if (editor) {
			revealFirstColumn(editor);
		}
		return document;
	}

	/**
	 * The document that a command is about: the named one, the active one, or the scratch file of the named or open
	 * question. Rejects with a `UserError` if there is none.
	 */
	async #document({ uri, question, number }: Place = {}): Promise<vscode.TextDocument> {
		const { bank, folder, panel } = this.dependencies;
		if (uri) {
			return openAsUtf8(uri);
		}
		const active = question === undefined ? activeScratch(folder) : undefined;
		if (active) {
			return active;
		}
		const summary = question === undefined ? panel.current : await bank.summary(question);
		if (summary && (question !== undefined || (await this.#files.exists(summary.key)))) {
			const document = await this.#files.open(await bank.question(summary));
			await this.#blanking.prepare(document);
			await showBeside(document, folder, panel, { number });
			return document;
		}
		throw noScratchOpen();
	}
}

import * as vscode from "vscode";
import type { QuestionKey } from "../../core/bank/questionKey";
import { type Region, readRegions } from "../../core/lab/regions";
import { describeError } from "../../core/lab/runReport";
import type { ChosenPython } from "../../platform/chosenPython";
import { tellingUserErrors } from "../../platform/commands";
import type { RunningPython } from "../../platform/pythonRuntime";
import type { QuestionBank } from "../../platform/questionBank";
import { throttled } from "../../platform/throttled";
import { requireTrust } from "../../platform/trust";
import { UserError } from "../../platform/userError";
import { faithful } from "../../platform/utf8Documents";
import type { Consent } from "./consent";
import type { ExperimentItems } from "./experimentItems";
import type { InlineValues } from "./inlineValues";
import type { Outcome } from "./outcome";
import { RunningFiles } from "./runningFiles";
import { runRegion } from "./runRegion";
import { tellVerdict } from "./verdict";

const redrawTime = 100;

/** A run of a scratch file, with the Python on which it runs. */
interface Session extends RunningPython {
	readonly document: vscode.TextDocument;
	readonly question: QuestionKey;
	/** Only if the Testing view has requested the run. */
	readonly testRun: vscode.TestRun | undefined;
	readonly token: vscode.CancellationToken;
}

/** An experiment that has ended. */
export interface FinishedExperiment {
	readonly question: QuestionKey;
	readonly document: vscode.TextDocument;
	readonly outcome: Outcome;
}

/**
 * Runs experiments, and shows beside the code what they did. A file has only one run at a time. Only a run that the Testing
 * view has requested is reported there, because VS Code's badge counts the failures of the last run: a run of ours would
 * take the place of one of the person's own tests.
 */
export class ExperimentRuns implements vscode.Disposable {
	readonly #finished = new vscode.EventEmitter<FinishedExperiment>();
	readonly #running = new RunningFiles();
	readonly #problems = vscode.languages.createDiagnosticCollection("dunder");
	readonly #profile: vscode.TestRunProfile;
	readonly #subscriptions: vscode.Disposable;

	/** Fires for each experiment that has ended, unless it was stopped. */
	readonly onDidFinish = this.#finished.event;
	readonly onDidChangeRunning = this.#running.onDidChange;

	constructor(
		private readonly bank: QuestionBank,
		private readonly items: ExperimentItems,
		private readonly values: InlineValues,
		private readonly python: ChosenPython,
		private readonly consent: Consent,
	) {
		this.#profile = items.controller.createRunProfile(
			vscode.l10n.t("Run"),
			vscode.TestRunProfileKind.Run,
			(request, token) => tellingUserErrors(() => this.#runRequest(request, token)),
			true,
		);
		this.#subscriptions = vscode.Disposable.from(
			this.#finished,
			this.#running,
			this.#problems,
			this.#profile,
			vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				if (contentChanges.length > 0) {
					this.#problems.delete(document.uri);
				}
			}),
			vscode.workspace.onDidCloseTextDocument(({ uri }) => {
				this.#problems.delete(uri);
				void this.stop(uri);
			}),
		);
	}

	/** Runs the experiments of a scratch file that have these numbers. The keyboard focus stays where it is. */
	async run(document: vscode.TextDocument, numbers: readonly number[]): Promise<void> {
		const source = new vscode.CancellationTokenSource();
		try {
			await this.#runFile(document, numbers, source);
		} finally {
			source.dispose();
		}
	}

	/**
	 * Runs what the Testing view requests. VS Code also sends the request to run all tests of the project here. Therefore, of a
	 * file or of everything, only the experiments run that have predictions, and the others stay unspoiled.
	 */
	async #runRequest(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
		for (const [key, numbers] of this.#requested(request)) {
			const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
			const chosen = document ? await this.#agreed(document, numbers, request.include ?? []) : [];
			if (document && chosen.length > 0 && !token.isCancellationRequested) {
				const source = new vscode.CancellationTokenSource();
				const subscription = token.onCancellationRequested(() => source.cancel());
				await this.#runFile(document, chosen, source, request);
				subscription.dispose();
				source.dispose();
			}
		}
	}

	/** Those of some experiments that spoil nothing, or that the person agrees to spoil after requesting them one by one. */
	async #agreed(
		document: vscode.TextDocument,
		numbers: readonly number[],
		requested: readonly vscode.TestItem[],
	): Promise<number[]> {
		const named = requested.filter(({ uri }) => `${uri}` === `${document.uri}`);
		const single = named.length === 1 ? named[0] : undefined;
		const agreed: number[] = [];
		for (const region of readRegions(document.getText()).filter(({ number }) => numbers.includes(number))) {
			const isSingle = single !== undefined && this.items.numberOf(single) === region.number;
			if (isSingle ? await this.consent.ask(document, region) : await this.consent.isGiven(document, region)) {
				agreed.push(region.number);
			}
		}
		return agreed;
	}

	/** Whether a file has a run that includes the experiment with this number, or, without a number, any run. */
	isRunning(document: vscode.TextDocument, number?: number): boolean {
		return this.#running.isRunning(document, number);
	}

	/** Stops the run of a file, if there is one, and resolves when it has ended. */
	stop(uri: vscode.Uri): Promise<void> {
		return this.#running.stop(uri);
	}

	stopAll(): Promise<void> {
		return this.#running.stopAll();
	}

	dispose(): void {
		this.#subscriptions.dispose();
	}

	/**
	 * The numbers of the experiments that a request names, by the URI of their file. The item of a file stands for all
	 * of its experiments.
	 */
	#requested({ include, exclude = [] }: vscode.TestRunRequest): Map<string, number[]> {
		const byFile = new Map<string, number[]>();
		const files = [...this.items.controller.items].map(([, item]) => item);
		for (const item of include ?? files) {
			const key = `${item.uri}`;
			const wanted = this.items.numberOf(item) === undefined ? [...item.children].map(([, child]) => child) : [item];
			const kept = wanted.filter((one) => !exclude.includes(one) && !(one.parent && exclude.includes(one.parent)));
			byFile.set(key, [...(byFile.get(key) ?? []), ...kept.flatMap((one) => this.items.numberOf(one) ?? [])]);
		}
		return byFile;
	}

	/** Stops the run of a file, if there is one, and then runs experiments of it. */
	async #runFile(
		document: vscode.TextDocument,
		numbers: readonly number[],
		source: vscode.CancellationTokenSource,
		request?: vscode.TestRunRequest,
	): Promise<void> {
		requireTrust();
		const question = this.items.questionOf(document);
		if (question === undefined) {
			throw new UserError(vscode.l10n.t("This is not a scratch file of Dunder, so it was not run."));
		}
		await faithful(document);
		await this.#running.run(document.uri, numbers, source, async () => {
			if (document.isDirty && !(await document.save())) {
				throw new UserError(
					vscode.l10n.t("The scratch file could not be saved, so it was not run. Save it elsewhere first."),
				);
			}
			await this.python.use(source.token, async (python) => {
				const testRun = request && this.items.controller.createTestRun(request);
				const cancelled = testRun?.token.onCancellationRequested(() => source.cancel());
				try {
					await this.#runRegions({ ...python, document, question, testRun, token: source.token }, numbers);
				} finally {
					cancelled?.dispose();
					testRun?.end();
				}
			});
		});
	}

	async #runRegions(session: Session, numbers: readonly number[]): Promise<void> {
		const { document, testRun, token } = session;
		const regions = readRegions(document.getText()).filter(({ number }) => numbers.includes(number));
		for (const region of regions) {
			const item = this.items.item(document, region);
			if (item) {
				testRun?.enqueued(item);
			}
		}
		this.#problems.delete(document.uri);
		for (const region of regions) {
			if (token.isCancellationRequested) {
				return;
			}
			await this.#runRegion(session, region);
		}
	}

	async #runRegion(session: Session, region: Region): Promise<void> {
		const { document, question, testRun, token } = session;
		const item = this.items.item(document, region);
		let shown: Outcome | undefined;
		const redraw = throttled(() => shown && this.values.show(document, shown), redrawTime);
		const ended = await runRegion(this.bank, session, { question, region, file: document.uri }, token, (outcome) => {
			if (item && !shown) {
				testRun?.started(item);
			}
			shown = outcome;
			redraw.request();
		});
		redraw.cancel();
		if (!ended) {
			return;
		}
		const { outcome, duration } = ended;
		this.values.show(document, outcome);
		const { syntaxError, ending } = outcome.report;
		if (syntaxError) {
			this.#addProblem(document.uri, syntaxError.line ?? region.startLine, describeError(syntaxError));
		}
		if (testRun && item) {
			tellVerdict(testRun, item, outcome, duration);
		}
		if (ending?.reason !== "stopped") {
			this.#finished.fire({ question, document, outcome });
		}
	}

	#addProblem(uri: vscode.Uri, line: number, message: string): void {
		const problem = new vscode.Diagnostic(new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER), message);
		problem.source = "Dunder";
		this.#problems.set(uri, [...(this.#problems.get(uri) ?? []), problem]);
	}
}

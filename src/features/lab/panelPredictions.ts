import * as vscode from "vscode";
import { composeScratch } from "../../core/lab/composeScratch";
import { describeOutcome } from "../../core/lab/correction";
import { fillBlanks } from "../../core/lab/fillBlanks";
import { readPredictions } from "../../core/lab/marks";
import { type Judgement, predictedStatements } from "../../core/lab/prediction";
import { readRegions } from "../../core/lab/regions";
import { describeEnding, describeError } from "../../core/lab/runReport";
import type { PanelPrediction } from "../../core/protocol/messages";
import { inlineCode } from "../../core/text/outputText";
import type { ChosenPython } from "../../platform/chosenPython";
import { tellingUserErrors } from "../../platform/commands";
import { log } from "../../platform/log";
import { outputLimit, timeLimit } from "../../platform/settings";
import { requireTrust } from "../../platform/trust";
import { type Remedy, UserError } from "../../platform/userError";
import type { JudgedPrediction } from "../panel/panelRequests";
import type { LabDependencies } from "./lab";
import type { Outcome } from "./outcome";
import { runRegion } from "./runRegion";

/** Runs experiments for the panel, without a scratch file, one at a time, and judges what was predicted there. */
export class PanelPredictions {
	#running: vscode.CancellationTokenSource | undefined;

	constructor(
		private readonly dependencies: Pick<LabDependencies, "bank" | "folder" | "history">,
		private readonly python: ChosenPython,
	) {}

	/** Never rejects with a `UserError`: its message becomes the problem of the judgement. */
	async judge(prediction: PanelPrediction): Promise<JudgedPrediction> {
		this.stop();
		const source = new vscode.CancellationTokenSource();
		this.#running = source;
		try {
			requireTrust();
			const outcome = await this.#run(prediction, source.token);
			return outcome ? await this.#judged(prediction, outcome) : refused("", []);
		} catch (error) {
			if (!(error instanceof UserError)) {
				throw error;
			}
			log.warn(error.message);
			return refused(error.message, error.remedies);
		} finally {
			if (this.#running === source) {
				this.#running = undefined;
			}
			source.dispose();
		}
	}

	/** Stops the experiment that runs, if there is one. */
	stop(): void {
		this.#running?.cancel();
	}

	/** Runs the experiment as if its scratch file were filled in. Returns `undefined` if that is stopped before it begins. */
	async #run(
		{ question: key, experiment, predictions }: PanelPrediction,
		token: vscode.CancellationToken,
	): Promise<Outcome | undefined> {
		const { bank, folder } = this.dependencies;
		const summary = await bank.summary(key);
		const question = summary && (await bank.question(summary));
		const experiments = question?.experiments.map((one, index) =>
			index === experiment ? { ...one, asked: fillBlanks(one.asked, predictions) } : one,
		);
		const text = question && experiments ? composeScratch({ ...question, experiments }) : "";
		const region = readRegions(text).find(({ number }) => number === experiment + 1);
		if (!region) {
			return undefined;
		}
		const file = folder.uri(key);
		await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, ".."));
		let outcome: Outcome | undefined;
		await this.python.use(token, async (python) => {
			outcome = (await runRegion(bank, python, { question: key, region, file }, token))?.outcome;
		});
		return outcome;
	}

	async #judged({ question, experiment }: PanelPrediction, outcome: Outcome): Promise<JudgedPrediction> {
		const { report, region, judgements } = outcome;
		const statements = predictedStatements(region.source, judgements);
		if (statements.length > 0 && report.ending?.reason !== "stopped") {
			// The person need not wait until it is saved.
			void tellingUserErrors(() => this.dependencies.history.predicted(question, experiment + 1, statements));
		}
		const { renderInline } = await import("../../core/bank/renderMarkdown");
		const blanks = askedOf(outcome).map((judgement) => {
			const sentences = [`${describeOutcome(judgement, inlineCode)}.`, ...(judgement.hint ? [judgement.hint] : [])];
			return { verdict: judgement.verdict, text: renderInline(sentences.join(" ")) };
		});
		const { problem, remedies } = problemOf(outcome);
		return { judgement: { blanks, problem, remedies: remedies.map(({ title }) => title) }, remedies };
	}
}

function refused(problem: string, remedies: readonly Remedy[]): JudgedPrediction {
	return { judgement: { blanks: [], problem, remedies: remedies.map(({ title }) => title) }, remedies };
}

/** The judgements of the blanks, without those of marks that were shown. */
function askedOf({ bank, judgements }: Outcome): Judgement[] {
	const { statements, atExit } = readPredictions(bank?.experiment.asked ?? "");
	const marks = [...statements, ...(atExit ? [atExit] : [])].map((owner) => owner.marks[0]?.text);
	return judgements.filter((_, index) => marks[index] === "?");
}

/** What went wrong apart from predictions: the run did not end by itself, or a statement raised that has no blank. */
function problemOf(outcome: Outcome): { readonly problem: string; readonly remedies: readonly Remedy[] } {
	const { report, judgements } = outcome;
	const asked = new Set(judgements.map(({ line }) => line));
	const raised = report.statements.find(({ line, error }) => error && !asked.has(line));
	const { ending } = report;
	const ended = ending && describeEnding(ending, undefined, timeLimit(), outputLimit());
	if (!raised?.error) {
		return { problem: ended ?? "", remedies: [] };
	}
	const isMissing = outcome.missing(raised).length > 0;
	return {
		problem: [describeError(raised.error), ...(ended ? [ended] : [])].join(". "),
		remedies: isMissing
			? [{ title: vscode.l10n.t("Choose Interpreter…"), command: "dunder.chooseInterpreter" as const }]
			: [],
	};
}

import * as vscode from "vscode";
import type { QuestionKey } from "../../core/bank/questionKey";
import { shownIn } from "../../core/lab/marks";
import { judgePredictions } from "../../core/lab/prediction";
import type { Region } from "../../core/lab/regions";
import { RunReport } from "../../core/lab/runReport";
import { untilCancelled } from "../../platform/cancellable";
import { log } from "../../platform/log";
import { chooseInterpreter } from "../../platform/python";
import type { Run, RunningPython } from "../../platform/pythonRuntime";
import type { QuestionBank } from "../../platform/questionBank";
import { outputLimit, timeLimit } from "../../platform/settings";
import { UserError } from "../../platform/userError";
import { bankExperiment, Outcome } from "./outcome";

const megabyte = 1_000_000;

/** An experiment to run: a region of a scratch file, which need not exist. */
export interface RegionToRun {
	readonly question: QuestionKey;
	readonly region: Region;
	readonly file: vscode.Uri;
}

/** An experiment that has ended. */
interface EndedRun {
	readonly outcome: Outcome;
	/** Milliseconds. */
	readonly duration: number;
}

/**
 * Runs an experiment and judges its predictions. `report` is called at the start and with each event. Returns
 * `undefined` if the token is cancelled before Python has started; rejects with a `UserError` if Python cannot start.
 */
export async function runRegion(
	bank: QuestionBank,
	{ interpreter, supervisor }: RunningPython,
	{ question, region, file }: RegionToRun,
	token: vscode.CancellationToken,
	report: (outcome: Outcome) => void = () => undefined,
): Promise<EndedRun | undefined> {
	const python = await untilCancelled(supervisor.python, token).catch(({ message }: Error) => {
		throw new UserError(vscode.l10n.t("Python could not start: {0}", message), [chooseInterpreter]);
	});
	if (!python) {
		return undefined;
	}
	const summary = await bank.summary(question);
	const experiment = summary && (await bankExperiment(bank, summary, region));
	const outcome = new Outcome(region, { ...interpreter, ...python }, new RunReport(), experiment);
	report(outcome);
	const start = performance.now();
	const job = { source: region.source, path: file.fsPath, cwd: vscode.Uri.joinPath(file, "..").fsPath };
	const limits = { seconds: timeLimit(), bytes: outputLimit() * megabyte };
	let running: Run | undefined;
	const stopped = token.onCancellationRequested(() => running?.stop());
	running = supervisor.run({ ...job, ...limits }, (event) => {
		outcome.report.add(event);
		report(outcome);
	});
	await running.finished;
	stopped.dispose();
	const duration = performance.now() - start;
	const ending = outcome.report.ending?.reason ?? "exit";
	log.info(
		`Ran ${question}, experiment ${region.number}, on ${interpreter.executable}: ${ending}, ${Math.round(duration)} ms`,
	);
	const isShown = shownIn(experiment?.experiment.asked ?? "");
	outcome.judgements = judgePredictions(region.source, outcome.report, python.version, isShown);
	return { outcome, duration };
}

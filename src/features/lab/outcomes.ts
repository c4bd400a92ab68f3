import type * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import { shownIn } from "../../core/lab/marks";
import { judgePredictions } from "../../core/lab/prediction";
import { type Region, readRegions } from "../../core/lab/regions";
import { type RunEvent, RunReport } from "../../core/lab/runReport";
import type { QuestionBank } from "../../platform/questionBank";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { bankExperiment, Outcome } from "./outcome";
import { isUnchanged } from "./regions";

const keptKey = "outcomes";
/** The most experiments whose outcomes are stored. The last ones that ran are kept. */
const mostKept = 40;
/** The most characters of one outcome. A longer one is not stored. */
const mostCharacters = 50_000;

/** The outcome of an experiment as it is stored. */
interface KeptOutcome {
	/** The URI of the file. */
	readonly uri: string;
	readonly number: number;
	/** The code that ran, with the predictions. */
	readonly source: string;
	readonly python: Outcome["python"];
	readonly events: readonly RunEvent[];
}

/** What `Outcomes` depends on. */
export interface OutcomesDependencies {
	readonly bank: QuestionBank;
	readonly folder: ScratchFolder;
	/** Belongs to the window. It has the outcomes of the last runs after a reload. */
	readonly windowMemento: vscode.Memento;
}

/**
 * The last outcome of each experiment that has run. Outcomes of closed files are kept, because a file may be opened
 * again. Those of the last runs are stored, so that they show again after a reload of the window.
 */
export class Outcomes {
	readonly #byFile = new Map<string, Map<number, Outcome>>();

	constructor(private readonly dependencies: OutcomesDependencies) {}

	set({ uri }: vscode.TextDocument, outcome: Outcome): void {
		this.#remember(uri, outcome);
		const { region, python, report } = outcome;
		const { number, source } = region;
		const kept: KeptOutcome = { uri: uri.toString(), number, source, python, events: report.events };
		const others = this.#kept.filter((one) => one.uri !== kept.uri || one.number !== number);
		const isShort = JSON.stringify(kept).length <= mostCharacters;
		this.#store(isShort ? [...others.slice(1 - mostKept), kept] : others);
	}

	/** The outcomes of those experiments of a file whose code hasn't changed since they ran. */
	of(document: vscode.TextDocument): Outcome[] {
		const known = this.#byFile.get(document.uri.toString())?.values() ?? [];
		return [...known].filter(({ region }) => isUnchanged(document, region));
	}

	/** `of`, with the outcomes from before a reload of the window. */
	async restore(document: vscode.TextDocument): Promise<Outcome[]> {
		const { bank, folder } = this.dependencies;
		const key = folder.questionOf(document);
		const own = this.#kept.filter(({ uri }) => uri === document.uri.toString());
		const summary = key === undefined || own.length === 0 ? undefined : await bank.summary(key);
		const known = this.#byFile.get(document.uri.toString());
		for (const region of summary ? readRegions(document.getText()) : []) {
			const kept = own.find(({ number, source }) => number === region.number && source === region.source);
			if (kept && summary && !known?.has(region.number)) {
				this.#remember(document.uri, await outcomeOf(kept, region, bank, summary));
			}
		}
		return this.of(document);
	}

	delete({ uri }: vscode.TextDocument): void {
		this.#byFile.delete(uri.toString());
		this.#store(this.#kept.filter((one) => one.uri !== uri.toString()));
	}

	get #kept(): readonly KeptOutcome[] {
		return this.dependencies.windowMemento.get<readonly KeptOutcome[]>(keptKey, []);
	}

	#remember(uri: vscode.Uri, outcome: Outcome): void {
		const known = this.#byFile.get(uri.toString()) ?? new Map<number, Outcome>();
		this.#byFile.set(uri.toString(), known.set(outcome.region.number, outcome));
	}

	#store(outcomes: readonly KeptOutcome[]): void {
		void this.dependencies.windowMemento.update(keptKey, outcomes);
	}
}

/** Judges the predictions again, because the rule may have changed with the extension. */
async function outcomeOf(
	{ python, events }: KeptOutcome,
	region: Region,
	bank: QuestionBank,
	summary: QuestionSummary,
): Promise<Outcome> {
	const experiment = await bankExperiment(bank, summary, region);
	const report = new RunReport();
	for (const event of events) {
		report.add(event);
	}
	const outcome = new Outcome(region, python, report, experiment);
	const isShown = shownIn(experiment?.experiment.asked ?? "");
	outcome.judgements = judgePredictions(region.source, report, python.version, isShown);
	return outcome;
}

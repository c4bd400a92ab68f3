import type { Renamed } from "../../core/bank/question";
import { underCurrentKeys } from "../../core/journal/currentKeys";
import { extend, fold, foldSteps } from "../../core/journal/fold";
import type { RecallState } from "../../core/journal/state";
import type { StoredEvent } from "../../core/journal/storedEvent";
import type { Scheduler } from "../../core/schedule/schedule";
import { ChangedError } from "../../platform/changedError";
import { type EventSource, follow, withCurrentKeys } from "../../platform/eventSource";
import type { Survey, WindowJournal } from "../../platform/journalStorage";
import { log } from "../../platform/log";
import type { WorkOptions } from "../../platform/slices";

/** How often everything is read while another program keeps changing the files. */
const mostAttempts = 5;

/** Computes states from events. Nothing of it blocks the extension host for long, however much there is. */
export class StateReader {
	/** The state of no events. */
	readonly empty: RecallState;

	constructor(
		readonly scheduler: Scheduler,
		private readonly renamed: Renamed,
	) {
		this.empty = fold([], scheduler);
	}

	/** The state that events result in. Rejects if the signal is aborted, or with a `ChangedError`. */
	outcome(source: EventSource, options?: WorkOptions): Promise<RecallState> {
		return follow(foldSteps(source.table, this.scheduler), withCurrentKeys(source, this.renamed), options);
	}

	/** A state with a few more events, or `undefined` if only all events can tell it. */
	extended(state: RecallState, events: readonly StoredEvent[]): RecallState | undefined {
		return extend(state, underCurrentKeys(events, this.renamed), this.scheduler);
	}

	/** Reads the whole journal, and again if another program changes its files meanwhile. `tell` is called for each reading. */
	async readAnew(journal: WindowJournal, tell: (survey: Survey) => void): Promise<RecallState> {
		for (let attempt = 1; ; attempt++) {
			const survey = await journal.surveyAnew();
			tell(survey);
			try {
				return await this.outcome(survey.source);
			} catch (error) {
				if (!(error instanceof ChangedError) || attempt === mostAttempts) {
					throw error;
				}
				log.warn(`The journal is read again: ${error.message}`);
			}
		}
	}
}

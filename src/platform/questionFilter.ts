import * as vscode from "vscode";
import { type BankIndex, type Level, levels, type QuestionSummary } from "../core/bank/question";
import type { QuestionKey } from "../core/bank/questionKey";
import type { Status } from "../core/schedule/status";
import { statusNames } from "../core/session/wording";
import { setContext } from "./contextKeys";
import type { Progress } from "./progress";

const key = "filter";
const sortKey = "sort";

/** The statuses by which a person can filter the tree, in the order in which the tree sorts by status. */
export const statuses = [
	"new",
	"learning",
	"due",
	"inReview",
	"known",
	"suspended",
	"buried",
] as const satisfies readonly Status[];

export type SortOrder = "reading" | "status" | "due" | "level";

export interface Filter {
	readonly levels: readonly Level[];
	readonly statuses: readonly Status[];
	readonly starredOnly: boolean;
}

/** A filter as it is stored. The first version did not tell questions in review from known ones. */
interface StoredFilter extends Filter {
	readonly version?: typeof version;
}

const version = 2;

export const everything: Filter = { levels, statuses, starredOnly: false };

/**
 * Which questions the tree shows, and in which order. Studying, cramming, random draws, Next, and Previous have the same
 * questions. The choice is stored, so it also holds in later windows.
 */
export class QuestionFilter implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();

	readonly onDidChange = this.#changed.event;

	constructor(
		private readonly memento: vscode.Memento,
		private readonly progress: Progress,
	) {
		setContext("dunder.filtered", this.isActive);
	}

	get current(): Filter {
		const kept = this.memento.get<StoredFilter>(key);
		if (!kept) {
			return everything;
		}
		const isOld = kept.version === undefined && kept.statuses.includes("known");
		return isOld ? { ...kept, statuses: [...kept.statuses, "inReview"] } : kept;
	}

	/** The levels, states and stars that the filter shows, such as `senior, New`; empty if it shows everything. */
	get name(): string {
		const { levels: shown, statuses: states, starredOnly } = this.current;
		const names = statusNames();
		return [
			...(shown.length < levels.length ? levels.filter((level) => shown.includes(level)) : []),
			...(states.length < statuses.length
				? statuses.filter((one) => states.includes(one)).map((one) => names[one])
				: []),
			...(starredOnly ? [vscode.l10n.t("starred")] : []),
		].join(", ");
	}

	get sortOrder(): SortOrder {
		return this.memento.get<SortOrder>(sortKey, "reading");
	}

	get isActive(): boolean {
		const { levels: shown, statuses: states, starredOnly } = this.current;
		return starredOnly || shown.length < levels.length || states.length < statuses.length;
	}

	matches({ key: question, level }: QuestionSummary): boolean {
		const { levels: shown, statuses: states, starredOnly } = this.current;
		if (!shown.includes(level) || (states.length === statuses.length && !starredOnly)) {
			return shown.includes(level); // Most filters need not know the progress, which takes a while to determine.
		}
		const { status = "new", starred = false } = this.progress.of(question) ?? {};
		return states.includes(status) && (starred || !starredOnly);
	}

	/**
	 * The questions that match, and `kept` even if it doesn't, in the chosen order. Questions that compare equal stay
	 * in reading order.
	 */
	apply(questions: readonly QuestionSummary[], kept?: QuestionKey): QuestionSummary[] {
		const shown = questions.filter((question) => question.key === kept || this.matches(question));
		const { sortOrder } = this;
		if (sortOrder === "reading") {
			return shown; // This needs not know the progress either.
		}
		const places = new Map(shown.map((question) => [question, this.#place(question, sortOrder)]));
		return shown.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
	}

	/** The questions that `apply` returns for each topic, one topic after the other, as in the tree. */
	inTreeOrder({ topics, questions }: BankIndex, kept?: QuestionKey): QuestionSummary[] {
		return topics.flatMap(({ key: topic }) => {
			const own = questions.filter((question) => question.topic === topic);
			return this.apply(own, kept);
		});
	}

	async set(filter: Filter): Promise<void> {
		await this.memento.update(key, { ...filter, version } satisfies StoredFilter);
		setContext("dunder.filtered", this.isActive);
		this.#changed.fire();
	}

	async sortBy(order: SortOrder): Promise<void> {
		await this.memento.update(sortKey, order);
		this.#changed.fire();
	}

	dispose(): void {
		this.#changed.dispose();
	}

	/** What decides the place of a question in an order other than the reading order. */
	#place({ key: question, level }: QuestionSummary, order: Exclude<SortOrder, "reading">): number {
		switch (order) {
			case "status":
				return statuses.indexOf(this.progress.of(question)?.status ?? "new");
			case "due":
				return this.progress.of(question)?.due ?? Number.MAX_SAFE_INTEGER;
			case "level":
				return levels.indexOf(level);
		}
	}
}

import type { AsPlainObject } from "minisearch";
import * as vscode from "vscode";
import type { BankIndex, QuestionSummary, ScratchQuestion, Topic } from "../core/bank/question";
import { type QuestionKey, splitKey, type TopicKey } from "../core/bank/questionKey";
import type { RenderedQuestion } from "../core/protocol/messages";
import { reasonOf } from "../core/text/reason";
import type { ReadExtensionFile } from "./extensionFiles";
import { UserError } from "./userError";

/** A question's file, as the build writes it. */
interface CompiledQuestion {
	readonly question: ScratchQuestion;
	readonly rendered: RenderedQuestion;
	readonly verified: readonly (readonly string[])[];
}

/** The compiled bank: one index, which is read when it is first needed, and a file for each question. */
export class QuestionBank implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	#index: Promise<BankIndex> | undefined;

	readonly onDidChange = this.#changed.event;

	constructor(private readonly readFile: ReadExtensionFile) {}

	index(): Promise<BankIndex> {
		this.#index ??= this.#read<BankIndex>("index.json");
		return this.#index;
	}

	/** The question that has this key, or had it before it was renamed, or `undefined` if there is none. */
	async summary(key: QuestionKey | undefined): Promise<QuestionSummary | undefined> {
		const { questions, renamed } = await this.index();
		const current = key && (renamed[key] ?? key);
		return questions.find((question) => question.key === current);
	}

	async topic(key: TopicKey): Promise<Topic | undefined> {
		return (await this.index()).topics.find((topic) => topic.key === key);
	}

	/** The question as its scratch file needs it. */
	async question({ key }: QuestionSummary): Promise<ScratchQuestion> {
		return (await this.#body(key)).question;
	}

	/** The question as the panel shows it. */
	async rendered({ key }: QuestionSummary): Promise<RenderedQuestion> {
		return (await this.#body(key)).rendered;
	}

	/** The CPython versions on which the outputs of each experiment of a question were verified. */
	async verified({ key }: QuestionSummary): Promise<readonly (readonly string[])[]> {
		return (await this.#body(key)).verified;
	}

	/** The index in which `Search` finds questions. */
	searchIndex(): Promise<AsPlainObject> {
		return this.#read("search.json");
	}

	/** Makes the next use read the index again, and fires `onDidChange`. */
	reload(): void {
		this.#index = undefined;
		this.#changed.fire();
	}

	dispose(): void {
		this.#changed.dispose();
	}

	/** Reads the file of a question. The key must be in the index, so it can't be one that the question had before. */
	#body(key: QuestionKey): Promise<CompiledQuestion> {
		const { pack, id } = splitKey(key);
		return this.#read(`${pack}/${id}.json`);
	}

	async #read<Content>(path: string): Promise<Content> {
		try {
			return JSON.parse(await this.readFile(`dist/bank/${path}`));
		} catch (error) {
			this.#index = undefined;
			throw new UserError(
				vscode.l10n.t("Dunder's bank of questions cannot be read. Install the extension again. ({0})", reasonOf(error)),
			);
		}
	}
}

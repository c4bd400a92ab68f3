import type { AsPlainObject } from "minisearch";
import * as vscode from "vscode";
import type { BankIndex, QuestionSummary, ScratchQuestion, Topic } from "../core/bank/question";
import type { RenderedQuestion } from "../core/protocol/messages";
import type { ReadExtensionFile } from "./extensionFiles";
import { UserError } from "./userError";

/** A question's file, as the build writes it. */
interface CompiledQuestion {
	readonly question: ScratchQuestion;
	readonly rendered: RenderedQuestion;
	readonly verified: readonly (readonly string[])[];
}

/** The compiled bank: one index, read when it is first needed, and a file for each question. */
export class QuestionBank implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	#index: Promise<BankIndex> | undefined;

	readonly onDidChange = this.#changed.event;

	constructor(private readonly readFile: ReadExtensionFile) {}

	index(): Promise<BankIndex> {
		this.#index ??= this.#read<BankIndex>("index.json");
		return this.#index;
	}

	/** By an id that the question has, or has had. */
	async summary(id: string): Promise<QuestionSummary | undefined> {
		const { questions, renamed } = await this.index();
		return questions.find((question) => question.id === (renamed[id] ?? id));
	}

	async topic(id: string): Promise<Topic | undefined> {
		return (await this.index()).topics.find((topic) => topic.id === id);
	}

	/** The question as its scratch file needs it. */
	async question({ id }: QuestionSummary): Promise<ScratchQuestion> {
		return (await this.#body(id)).question;
	}

	/** The question as the panel shows it. */
	async rendered({ id }: QuestionSummary): Promise<RenderedQuestion> {
		return (await this.#body(id)).rendered;
	}

	/** For each experiment of a question: the CPython versions on which its outputs were verified. */
	async verified({ id }: QuestionSummary): Promise<readonly (readonly string[])[]> {
		return (await this.#body(id)).verified;
	}

	/** What `Search` finds questions with. */
	searchIndex(): Promise<AsPlainObject> {
		return this.#read("search.json");
	}

	/** Reads everything anew. */
	reload(): void {
		this.#index = undefined;
		this.#changed.fire();
	}

	dispose(): void {
		this.#changed.dispose();
	}

	/** The id must be one of the index. */
	#body(id: string): Promise<CompiledQuestion> {
		return this.#read(`${id}.json`);
	}

	async #read<Content>(path: string): Promise<Content> {
		try {
			return JSON.parse(await this.readFile(`dist/bank/${path}`));
		} catch (error) {
			this.#index = undefined;
			const reason = error instanceof Error ? error.message : String(error);
			throw new UserError(`Dunder's bank of questions cannot be read. Install the extension again. (${reason})`);
		}
	}
}

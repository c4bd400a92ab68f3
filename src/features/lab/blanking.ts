import type * as vscode from "vscode";
import { splitKey } from "../../core/bank/questionKey";
import { askAgain, shownIn } from "../../core/lab/marks";
import { readRegions } from "../../core/lab/regions";
import { experimentOf } from "../../core/lab/scratch";
import { tellingUserErrors } from "../../platform/commands";
import { log } from "../../platform/log";
import type { QuestionBank } from "../../platform/questionBank";
import type { ScratchFiles } from "../../platform/scratchFiles";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { faithful } from "../../platform/utf8Documents";
import type { PredictionHistory } from "../recall/registerRecall";
import { replaceRegions } from "./regions";

/** What `Blanking` needs. */
export interface BlankingDependencies {
	readonly bank: QuestionBank;
	readonly folder: ScratchFolder;
	readonly files: ScratchFiles;
	readonly history: Pick<PredictionHistory, "staleSince">;
	/**
	 * Where earlier versions of Dunder stored, by the id of the question, the round for which its marks were made
	 * blank.
	 */
	readonly memento: Pick<vscode.Memento, "get">;
	/** Removes everything that shows what the experiments of a file did. */
	forget(document: vscode.TextDocument): Promise<void>;
}

/** Makes the marks of scratch files blank. What the person has changed in the code stays. */
export class Blanking {
	constructor(private readonly dependencies: BlankingDependencies) {}

	/**
	 * Makes the marks of a file blank if its question has come back since they were filled in, once for each round. If the file
	 * can't be read as it is, the person is told, and nothing changes.
	 */
	async prepare(document: vscode.TextDocument): Promise<void> {
		if (!(await tellingUserErrors(() => faithful(document)))) {
			return;
		}
		const { folder, files, history, memento } = this.dependencies;
		const key = folder.questionOf(document);
		// If the history can't be read, which the person has been told before, the file opens anyway.
		const unread = log.caught("Whether marks must be made blank is not known");
		const round = key && (await history.staleSince(key).catch(unread));
		const earlier = memento.get<Readonly<Record<string, string>>>("lab.blanked", {});
		if (!key || !round || earlier[splitKey(key).id] === round) {
			return;
		}
		// The round is noted before the marks are made blank. If it can't be noted, the file opens as it is; otherwise
		// each opening would make the marks blank again and lose what the person has filled in.
		if (await tellingUserErrors(() => files.beginRound(key, round))) {
			await this.blank(document);
			await document.save();
		}
	}

	/** Makes every mark of a file blank, except those that the question shows from the start. */
	async blank(document: vscode.TextDocument): Promise<void> {
		const { bank, folder, forget } = this.dependencies;
		const summary = await bank.summary(folder.questionOf(document));
		const question = summary && (await bank.question(summary));
		const changes = readRegions(document.getText()).map((region) => {
			const asked = question && experimentOf(question, region)?.asked;
			return [region, askAgain(region.source, shownIn(asked ?? ""))] as const;
		});
		await replaceRegions(document, changes);
		await forget(document);
	}
}

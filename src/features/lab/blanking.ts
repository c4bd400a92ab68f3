import type * as vscode from "vscode";
import { splitKey } from "../../core/bank/questionKey";
import { askAgain, shownIn } from "../../core/lab/marks";
import { readRegions } from "../../core/lab/regions";
import { experimentOf } from "../../core/lab/scratch";
import { tellingUserErrors } from "../../platform/commands";
import { log } from "../../platform/log";
import type { QuestionBank } from "../../platform/questionBank";
import type { ScratchFiles } from "../../platform/scratchFiles";
import { faithful } from "../../platform/utf8Documents";
import type { PredictionHistory } from "../recall/registerRecall";
import { replaceRegions } from "./regions";

/** What making marks blank works with. */
export interface BlankingSurroundings {
	readonly bank: QuestionBank;
	readonly files: ScratchFiles;
	readonly history: Pick<PredictionHistory, "staleSince">;
	/** Earlier versions kept in it, by id, for which round of a question its marks were made blank. */
	readonly memento: Pick<vscode.Memento, "get">;
	/** Takes away all that shows what the experiments of a file did. */
	forget(document: vscode.TextDocument): Promise<void>;
}

/** Makes the marks of scratch files blank; the code stays as the person has changed it. */
export class Blanking {
	constructor(private readonly dependencies: BlankingSurroundings) {}

	/**
	 * Makes the marks of a file blank where its question has come back since they were filled in: once for each round. A file
	 * that cannot be read as it is stays so, and the person is told.
	 */
	async prepare(document: vscode.TextDocument): Promise<void> {
		if (!(await tellingUserErrors(() => faithful(document)))) {
			return;
		}
		const { files, history, memento } = this.dependencies;
		const key = files.questionOf(document);
		// Without a history, of which the person was told when it could not be read, the file opens all the same.
		const unread = log.caught("Whether marks must be made blank is not known");
		const round = key && (await history.staleSince(key).catch(unread));
		const earlier = memento.get<Readonly<Record<string, string>>>("lab.blanked", {});
		if (!key || !round || earlier[splitKey(key).id] === round) {
			return;
		}
		// Noted first: where that fails, the file opens as it is, and what the person fills in is not made blank each time.
		if (await tellingUserErrors(() => files.beginRound(key, round))) {
			await this.blank(document);
			await document.save();
		}
	}

	/** Makes every mark of a file blank. */
	async blank(document: vscode.TextDocument): Promise<void> {
		const { bank, files, forget } = this.dependencies;
		const summary = await bank.summary(files.questionOf(document));
		const question = summary && (await bank.question(summary));
		const changes = readRegions(document.getText()).map((region) => {
			const asked = question && experimentOf(question, region)?.asked;
			return [region, askAgain(region.source, shownIn(asked ?? ""))] as const;
		});
		await replaceRegions(document, changes);
		await forget(document);
	}
}

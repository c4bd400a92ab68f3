import * as vscode from "vscode";
import type { Rating } from "../../core/journal/events";
import type { FromPanel, PanelCommand } from "../../core/protocol/messages";
import type { CommandId } from "../../platform/contributions";

/** The commands that the panel's buttons run. */
export const panelCommands: Record<PanelCommand, CommandId> = {
	next: "dunder.nextQuestion",
	previous: "dunder.previousQuestion",
	back: "dunder.goBack",
	random: "dunder.randomQuestion",
	scratch: "dunder.openScratch",
	undo: "dunder.undo",
	star: "dunder.star",
	suspend: "dunder.suspend",
	bury: "dunder.bury",
	forget: "dunder.forget",
	note: "dunder.editNote",
	study: "dunder.studyNow",
	more: "dunder.studyMore",
	cram: "dunder.cram",
	leave: "dunder.leaveSession",
	pace: "dunder.studyPace",
	senior: "dunder.studySenior",
	clearFilter: "dunder.clearFilter",
};

const ratingCommands: Record<Rating, CommandId> = {
	1: "dunder.rateAgain",
	2: "dunder.rateHard",
	3: "dunder.rateGood",
	4: "dunder.rateEasy",
};

/** Something that a person requests in the panel. */
type Request = Extract<FromPanel, { type: "command" | "rate" | "early" | "run" | "related" | "link" }>;

/** Carries out a request. `addressOf` returns the address of a link of the open question, by the link's number. */
export async function carryOut(message: Request, addressOf: (link: number) => string | undefined): Promise<void> {
	const { executeCommand } = vscode.commands;
	switch (message.type) {
		case "command":
			await executeCommand(panelCommands[message.command]);
			break;
		case "rate":
			await executeCommand(ratingCommands[message.rating], { question: message.question });
			break;
		case "early":
			vscode.window.setStatusBarMessage(vscode.l10n.t("Reveal the answer before you rate it."), 4_000);
			break;
		case "run":
			await executeCommand("dunder.runExperiment", {
				question: message.question,
				number: message.experiment + 1,
			});
			break;
		case "related":
			await executeCommand("dunder.openQuestion", message.key);
			break;
		case "link":
			await openLink(addressOf(message.link));
			break;
	}
}

async function openLink(address: string | undefined): Promise<void> {
	if (address && /^(https?|mailto):/i.test(address)) {
		await vscode.env.openExternal(vscode.Uri.parse(address, true));
	}
}

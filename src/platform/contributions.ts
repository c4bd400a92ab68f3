/** The commands of package.json. */
export const commandIds = [
	"dunder.getStarted",
	"dunder.tryExperiment",
	"dunder.openQuestion",
	"dunder.randomQuestion",
	"dunder.randomQuestionFrom",
	"dunder.findQuestion",
	"dunder.nextQuestion",
	"dunder.previousQuestion",
	"dunder.goBack",
	"dunder.goForward",
	"dunder.revealAnswer",
	"dunder.openScratch",
	"dunder.resetScratch",
	"dunder.runScratch",
	"dunder.runExperiment",
	"dunder.stopRun",
	"dunder.runOnEveryPython",
	"dunder.showBytecode",
	"dunder.showAnswer",
	"dunder.writeOutputs",
	"dunder.predictAgain",
	"dunder.nextBlank",
	"dunder.leaveBlank",
	"dunder.chooseInterpreter",
	"dunder.filter",
	"dunder.clearFilter",
	"dunder.refresh",
	"dunder.sort",
	"dunder.studyNow",
	"dunder.studyMore",
	"dunder.leaveSession",
	"dunder.studyPace",
	"dunder.studySenior",
	"dunder.rateAgain",
	"dunder.rateHard",
	"dunder.rateGood",
	"dunder.rateEasy",
	"dunder.undo",
	"dunder.suspend",
	"dunder.star",
	"dunder.bury",
	"dunder.forget",
	"dunder.editNote",
	"dunder.rowStar",
	"dunder.rowUnstar",
	"dunder.rowNote",
	"dunder.rowSuspend",
	"dunder.rowResume",
	"dunder.rowBury",
	"dunder.rowUnbury",
	"dunder.rowForget",
	"dunder.rowStudy",
	"dunder.rowCram",
	"dunder.cram",
	"dunder.continue",
	"dunder.setInterviewDate",
	"dunder.exportProgress",
	"dunder.importProgress",
	"dunder.exportAnki",
	"dunder.chooseJournalFolder",
	"dunder.restoreBackup",
	"dunder.checkMyData",
	"dunder.resetProgress",
] as const;
export type CommandId = (typeof commandIds)[number];

/** The settings of package.json, without the section before their names. */
export const settingNames = [
	"revealAtOnce",
	"scratchFolder",
	"pythonPath",
	"timeLimit",
	"outputLimit",
	"desiredRetention",
	"newPerDay",
	"duePerDay",
	"sessionSize",
	"rolloverHour",
	"discreet",
	"journalFolder",
] as const;
export type SettingName = (typeof settingNames)[number];
export const settingSection = "dunder";

/** The context keys that package.json uses. */
export const contextKeys = [
	"dunder.filtered",
	"dunder.questionOpen",
	"dunder.canGoBack",
	"dunder.canGoForward",
	"dunder.inSession",
	"dunder.scratchActive",
	"dunder.running",
	"dunder.inMark",
	"dunder.atMarkEnd",
	"dunder.blankBelow",
	"dunder.newLeft",
	"dunder.newcomer",
	"dunder.predicted",
] as const;
export type ContextKey = (typeof contextKeys)[number];

/** The views of package.json. */
export const viewIds = ["dunder.questions", "dunder.due"] as const;
export type ViewId = (typeof viewIds)[number];

/** The type of the panel, by which VS Code restores it. */
export const panelType = "dunder.question";
/** The scheme of the documents in which notes are written. */
export const noteScheme = "dunder-note";

/** Texts that look as if they were for a person, and why they are the same in every language. */
interface Exception {
	readonly file: string;
	/** Texts in the form in which `looseTexts` returns them. Without this field, all texts of the file are meant. */
	readonly texts?: readonly string[];
	readonly reason: string;
}

const toAuthors = "Tools show it to those who write questions, and no window does.";
const readBack = "It is read back from the file.";
const className = "It is the class of an element.";

export const exceptions: readonly Exception[] = [
	{ file: "src/core/bank/frontMatter.ts", reason: toAuthors },
	{ file: "src/core/bank/parseBank.ts", reason: toAuthors },
	{ file: "src/core/bank/parseExperiment.ts", reason: toAuthors },
	{ file: "src/core/bank/parseQuestion.ts", reason: toAuthors },
	{ file: "src/core/journal/exportFile.ts", texts: ["Dunder progress"], reason: readBack },
	{
		file: "src/core/lab/composeScratch.ts",
		texts: ["# type: ignore", "# ruff: noqa", "# pylint: skip-file", "# fmt: off"],
		reason: "Linters and formatters read it.",
	},
	{ file: "src/core/lab/composeScratch.ts", texts: ["# region \0. \0"], reason: readBack },
	{ file: "src/core/lab/prediction.ts", texts: ["# at exit"], reason: readBack },
	{ file: "src/core/lab/recordOutputs.ts", texts: ["# at exit"], reason: readBack },
	{
		file: "src/core/protocol/keys.ts",
		reason: "Keys are called so in `aria-keyshortcuts`, which is made of their labels.",
	},
	{
		file: "src/features/bank/getStarted.ts",
		texts: ["A copy in the signature"],
		reason: "It is the title of an experiment in the bank.",
	},
	{
		file: "src/features/recall/dueView.ts",
		texts: ["$(mortar-board) \0"],
		reason: "It is an icon, and a text that has come through the door.",
	},
	{
		file: "src/features/panel/panelDocument.ts",
		reason: "It is HTML, a script, and the policy that says what may run in it; what is shown comes as a value.",
	},
	{ file: "src/platform/runKey.ts", texts: ["⌘Enter"], reason: "Keys are called so in every language." },
	{ file: "src/platform/node/interpreters.ts", reason: "Python runs it." },
	{ file: "webview/question/blank.ts", texts: ["verdict \0"], reason: className },
	{ file: "webview/question/code.ts", texts: ["code asked"], reason: className },
	{ file: "webview/question/experiment.ts", texts: ["⌘Enter"], reason: "Keys are called so in every language." },
	{ file: "webview/question/rating.ts", texts: ["rating secondary \0", "tool more"], reason: className },
	{ file: "webview/question/toolbar.ts", texts: ["tool \0"], reason: className },
];

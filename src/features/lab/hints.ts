import * as vscode from "vscode";
import { type Lookalike, lookalikes } from "../../core/lab/lookalike";
import type { Statement } from "../../core/lab/python";
import { readRegions, statementsOutside } from "../../core/lab/regions";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { textOf } from "./documentText";

const quietTime = 200;
const selector: vscode.DocumentSelector = { language: "python", pattern: "**/scratch-*.py" };
const outsideCode = "outside-experiments";
const lookalikeCode = "not-a-prediction";

/**
 * Shows hints in scratch files: at code that doesn't run because it is outside the experiments, and at comments that
 * seem to be meant as predictions but aren't read as such.
 */
export function registerHints(folder: ScratchFolder): vscode.Disposable {
	const hints = vscode.languages.createDiagnosticCollection("dunder.hints");
	const timers = new Map<string, NodeJS.Timeout>();
	const update = (document: vscode.TextDocument) => {
		if (folder.questionOf(document) !== undefined && isOpen(document)) {
			const text = textOf(document);
			hints.set(document.uri, [...runsOf(statementsOutside(text)).map(outside), ...lookalikes(text).map(meant)]);
		}
	};
	vscode.workspace.textDocuments.forEach(update);
	return vscode.Disposable.from(
		hints,
		{ dispose: () => [...timers.values()].forEach(clearTimeout) },
		vscode.workspace.onDidOpenTextDocument(update),
		// VS Code keeps a document open for minutes after its tab was closed. If the tab comes back, VS Code doesn't
		// report that the document was opened.
		vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
			for (const uri of closed.flatMap(uriOf)) {
				clearTimeout(timers.get(uri.toString()));
				hints.delete(uri);
			}
			// A document may still have another tab after one was closed.
			const shown = [...opened, ...closed].flatMap(uriOf).map(String);
			vscode.workspace.textDocuments.filter(({ uri }) => shown.includes(uri.toString())).forEach(update);
		}),
		vscode.workspace.onDidCloseTextDocument(({ uri }) => hints.delete(uri)),
		vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			const key = document.uri.toString();
			if (contentChanges.length > 0 && folder.questionOf(document) !== undefined) {
				clearTimeout(timers.get(key));
				timers.set(
					key,
					setTimeout(() => update(document), quietTime),
				);
			}
		}),
		vscode.languages.registerCodeActionsProvider(
			selector,
			{
				provideCodeActions: (document, _, { diagnostics }) =>
					folder.questionOf(document) === undefined ? [] : fixes(document, diagnostics),
			},
			{ providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
		),
	);
}

/** Whether a tab shows the document. */
function isOpen({ uri }: vscode.TextDocument): boolean {
	const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
	return tabs.flatMap(uriOf).some((shown) => shown.toString() === uri.toString());
}

function uriOf({ input }: vscode.Tab): vscode.Uri[] {
	return input instanceof vscode.TabInputText ? [input.uri] : [];
}

/** Joins statements on consecutive lines into one. */
function runsOf(statements: readonly Statement[]): Statement[] {
	const runs: Statement[] = [];
	for (const { startLine, endLine } of statements) {
		const last = runs.at(-1);
		if (last && startLine <= last.endLine + 1) {
			runs.splice(-1, 1, { startLine: last.startLine, endLine });
		} else {
			runs.push({ startLine, endLine });
		}
	}
	return runs;
}

function outside({ startLine, endLine }: Statement): vscode.Diagnostic {
	const hint = new vscode.Diagnostic(
		new vscode.Range(startLine - 1, 0, endLine - 1, Number.MAX_SAFE_INTEGER),
		vscode.l10n.t(
			"This code is outside the experiments, so it does not run. Move it between `# region` and `# endregion`.",
		),
		vscode.DiagnosticSeverity.Information,
	);
	hint.source = "Dunder";
	hint.code = outsideCode;
	hint.tags = [vscode.DiagnosticTag.Unnecessary];
	return hint;
}

function meant({ line, start, end, replacement }: Lookalike): vscode.Diagnostic {
	const hint = new vscode.Diagnostic(
		new vscode.Range(line, start, line, end),
		vscode.l10n.t("This is not read as a prediction. Write `{0} …`.", signOf(replacement)),
		vscode.DiagnosticSeverity.Information,
	);
	hint.source = "Dunder";
	hint.code = lookalikeCode;
	return hint;
}

function signOf(replacement: string): string {
	return replacement.slice(0, "# =>".length);
}

/**
 * The quick fixes for diagnostics. They are computed from the current text, because the document may have been edited
 * since the diagnostics were computed.
 */
function fixes(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
	return diagnostics.flatMap((diagnostic) => {
		const { code, source, range } = diagnostic;
		const edit =
			source !== "Dunder"
				? undefined
				: code === lookalikeCode
					? rewrite(document, range.start.line)
					: code === outsideCode
						? move(document, range)
						: undefined;
		if (!edit) {
			return [];
		}
		const fix = new vscode.CodeAction(edit.title, vscode.CodeActionKind.QuickFix);
		fix.diagnostics = [diagnostic];
		fix.isPreferred = true;
		fix.edit = new vscode.WorkspaceEdit();
		fix.edit.set(document.uri, edit.edits);
		return [fix];
	});
}

interface Fix {
	readonly title: string;
	readonly edits: vscode.TextEdit[];
}

function rewrite(document: vscode.TextDocument, line: number): Fix | undefined {
	const like = lookalikes(textOf(document)).find((found) => found.line === line);
	if (!like) {
		return undefined;
	}
	const range = new vscode.Range(line, like.start, line, like.end);
	const title = vscode.l10n.t("Write `{0}`", signOf(like.replacement));
	return { title, edits: [vscode.TextEdit.replace(range, like.replacement)] };
}

/**
 * Moves lines to the end of the nearest experiment above, or, if there is none, to the beginning of the first
 * experiment.
 */
function move(document: vscode.TextDocument, { start, end }: vscode.Range): Fix | undefined {
	const regions = readRegions(textOf(document));
	const above = regions.findLast(({ endLine }) => endLine <= start.line);
	const region = above ?? regions[0];
	if (!region || end.line >= document.lineCount) {
		return undefined;
	}
	const place = new vscode.Position(above ? region.lastLine : region.firstLine - 1, 0);
	const lines = document.getText(new vscode.Range(start.line, 0, end.line, document.lineAt(end.line).text.length));
	const isLast = end.line === document.lineCount - 1;
	const taken = isLast
		? new vscode.Range(document.lineAt(start.line - 1).range.end, document.lineAt(end.line).range.end)
		: new vscode.Range(start.line, 0, end.line + 1, 0);
	const edits = [vscode.TextEdit.insert(place, `${lines}\n`), vscode.TextEdit.delete(taken)];
	return { title: vscode.l10n.t("Move into Experiment {0}", region.number), edits };
}

import * as vscode from "vscode";
import { type Lookalike, lookalikes } from "../../core/lookalike";
import type { Statement } from "../../core/python";
import { statementsOutside } from "../../core/regions";
import type { ScratchFiles } from "../../host/scratchFiles";
import { textOf } from "./documentText";

const quietTime = 200;
const selector: vscode.DocumentSelector = { language: "python", pattern: "**/scratch-*.py" };
const lookalikeCode = "not-a-prediction";

/** Says of a scratch file what does not run, because it stands outside of the experiments, and what is not read as a prediction. */
export function registerHints(files: ScratchFiles): vscode.Disposable {
	const hints = vscode.languages.createDiagnosticCollection("dunder.hints");
	const timers = new Map<string, NodeJS.Timeout>();
	const update = (document: vscode.TextDocument) => {
		if (files.questionOf(document) !== undefined && isOpen(document)) {
			const text = textOf(document);
			hints.set(document.uri, [...runsOf(statementsOutside(text)).map(outside), ...lookalikes(text).map(meant)]);
		}
	};
	vscode.workspace.textDocuments.forEach(update);
	return vscode.Disposable.from(
		hints,
		{ dispose: () => [...timers.values()].forEach(clearTimeout) },
		vscode.workspace.onDidOpenTextDocument(update),
		// VS Code keeps a document for minutes after its tab was closed, and then opens none if it comes back.
		vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
			for (const uri of closed.flatMap(uriOf)) {
				hints.delete(uri);
			}
			const shown = [...opened, ...closed].flatMap(uriOf).map(String);
			vscode.workspace.textDocuments.filter(({ uri }) => shown.includes(uri.toString())).forEach(update);
		}),
		vscode.workspace.onDidCloseTextDocument(({ uri }) => hints.delete(uri)),
		vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			const key = document.uri.toString();
			if (contentChanges.length > 0 && files.questionOf(document) !== undefined) {
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
					files.questionOf(document) === undefined ? [] : fixes(document, diagnostics),
			},
			{ providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
		),
	);
}

/** Whether a tab has it, or an editor that has no tab. */
function isOpen(document: vscode.TextDocument): boolean {
	const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
	return (
		tabs.flatMap(uriOf).some((uri) => uri.toString() === document.uri.toString()) ||
		vscode.window.visibleTextEditors.some((editor) => editor.document === document)
	);
}

function uriOf({ input }: vscode.Tab): vscode.Uri[] {
	return input instanceof vscode.TabInputText ? [input.uri] : [];
}

/** Statements with nothing between them as one. */
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
		"This code is outside the experiments, so it does not run. Move it between `# region` and `# endregion`.",
		vscode.DiagnosticSeverity.Information,
	);
	hint.source = "Dunder";
	hint.tags = [vscode.DiagnosticTag.Unnecessary];
	return hint;
}

function meant({ line, start, end, replacement }: Lookalike): vscode.Diagnostic {
	const hint = new vscode.Diagnostic(
		new vscode.Range(line, start, line, end),
		`This is not read as a prediction. Write \`${signOf(replacement)} …\`.`,
		vscode.DiagnosticSeverity.Information,
	);
	hint.source = "Dunder";
	hint.code = lookalikeCode;
	return hint;
}

function signOf(replacement: string): string {
	return replacement.slice(0, "# =>".length);
}

/** Of the text as it is now: what it was said of may have been edited since. */
function fixes(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
	const found = lookalikes(textOf(document));
	return diagnostics
		.filter(({ code, source }) => code === lookalikeCode && source === "Dunder")
		.flatMap((diagnostic) => {
			const like = found.find(({ line }) => line === diagnostic.range.start.line);
			if (!like) {
				return [];
			}
			const { line, start, end, replacement } = like;
			const fix = new vscode.CodeAction(`Write \`${signOf(replacement)}\``, vscode.CodeActionKind.QuickFix);
			fix.diagnostics = [diagnostic];
			fix.isPreferred = true;
			fix.edit = new vscode.WorkspaceEdit();
			fix.edit.replace(document.uri, new vscode.Range(line, start, line, end), replacement);
			return [fix];
		});
}

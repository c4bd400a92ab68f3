import assert from "node:assert/strict";
import * as vscode from "vscode";
import { markAtPosition } from "../../src/features/lab/marks";

describe("the mark at a position", () => {
	it("is none where the text has become shorter than the selection knows", async () => {
		const content = "# region 1\nprint(1)\nprint(2)  # => ?\n# endregion\n";
		const document = await vscode.workspace.openTextDocument({ content });
		const position = new vscode.Position(2, 16);
		assert.equal(markAtPosition(document, position)?.line, 2);
		const edit = new vscode.WorkspaceEdit();
		edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), "x");
		await vscode.workspace.applyEdit(edit);
		assert.equal(markAtPosition(document, position), undefined);
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	});
});

import * as vscode from "vscode";
import { quiet, report } from "./report";
import { useScratchFolder, writeScratch } from "./scratch";

const warmUp = 20;
const keys = 60;

/** A function of ten lines, with a mark. */
const block = (number: number) => `def f${number}(values):
    """Adds what is over ${number}."""
    total = 0
    for value in values:
        if value > ${number}:  # the others do not count
            total += value
    return f"{total:>{len(values)}}"

print(f${number}([1, 2, ${number}]))  # => ?

`;
const blocks = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => block(from + index)).join("");

/** Measures, in milliseconds, the listeners that are added to an event after this object is made and before `end`. */
class Span {
	taken = 0;
	#start = 0;
	readonly #subscriptions: vscode.Disposable[];

	constructor(private readonly event: vscode.Event<unknown>) {
		this.#subscriptions = [
			event(() => {
				this.#start = performance.now();
			}),
		];
	}

	end(): void {
		this.#subscriptions.push(
			this.event(() => {
				this.taken += performance.now() - this.#start;
			}),
		);
	}

	dispose(): void {
		for (const subscription of this.#subscriptions) {
			subscription.dispose();
		}
	}
}

async function typeKeys(row: string, uri: vscode.Uri, line: number, spans: readonly Span[]): Promise<void> {
	const editor = await vscode.window.showTextDocument(uri);
	await quiet();
	const end = editor.document.lineAt(line).range.end;
	editor.selection = new vscode.Selection(end, end);
	for (let key = 0; key < warmUp + keys; key++) {
		const before = spans.reduce((sum, { taken }) => sum + taken, 0);
		await vscode.commands.executeCommand("type", { text: "x" });
		// A person's next key comes later. What is put off until the person pauses doesn't count.
		await new Promise((resolve) => setTimeout(resolve, 100));
		if (key >= warmUp) {
			report(row, "ours", spans.reduce((sum, { taken }) => sum + taken, 0) - before);
		}
	}
}

/**
 * Measures what our listeners do in the extension host for each key that is typed in a very long scratch file, and in
 * one with very many experiments.
 */
export async function run(): Promise<void> {
	await vscode.extensions.getExtension("dunder.dunder")?.activate();
	const folder = await useScratchFolder(10, 1);
	const long = writeScratch(folder, 2, blocks(0, 1_000));
	const regions = Array.from({ length: 500 }, (_, index) => `# endregion\n\n# region ${index + 2}. T\n${block(index)}`);
	const many = writeScratch(folder, 3, regions.join(""));
	// The lab, which has the listeners, is loaded with the first scratch file.
	const spans = [vscode.workspace.onDidChangeTextDocument, vscode.window.onDidChangeTextEditorSelection].map(
		(event) => new Span(event),
	);
	await vscode.window.showTextDocument(long);
	await quiet();
	for (const span of spans) {
		span.end();
	}
	await typeKeys("key in 10,000 lines", long, 5_006, spans);
	await typeKeys("key in 500 regions", many, 2_505, spans);
	for (const span of spans) {
		span.dispose();
	}
}

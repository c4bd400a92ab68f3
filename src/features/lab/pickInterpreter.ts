import * as vscode from "vscode";
import { nameOfPython } from "../../core/lab/pythonName";
import { describeFailure } from "../../platform/interpreterSearch";
import { log } from "../../platform/log";
import { chooseInterpreter, findInterpreter } from "../../platform/python";
import { PythonExtensionQuestions } from "../../platform/pythonExtension";
import type { Interpreter, PythonRuntime } from "../../platform/pythonRuntime";
import { pythonPath, setPythonPath } from "../../platform/settings";
import { UserError } from "../../platform/userError";

interface InterpreterItem extends vscode.QuickPickItem {
	/** The path of the interpreter, or an empty string for "Choose automatically". */
	readonly path?: string;
	readonly browse?: true;
}

/** The Pythons that have been found so far. */
interface Findings {
	found: readonly Interpreter[];
	/** The Pythons that the Python extension knows. */
	known: readonly Interpreter[];
	/** The Python that runs scratch files now. */
	current: Interpreter | undefined;
}

/** Lets the person choose one of the Pythons that are found, and stores it in the setting `dunder.pythonPath`. */
export async function pickInterpreter(runtime: PythonRuntime): Promise<void> {
	const chosen = await choose(runtime);
	if (!chosen) {
		return;
	}
	const path = chosen.browse ? await browse(runtime) : chosen.path;
	if (path !== undefined) {
		await setPythonPath(path);
		const message =
			path === ""
				? vscode.l10n.t("Scratch files run with the Python that is found first from now on.")
				: vscode.l10n.t("Scratch files run with {0} from now on.", path);
		void vscode.window.showInformationMessage(message);
	}
}

/** Shows the list at once and fills it as Pythons are found, because the Python extension may answer late, or never. */
async function choose(runtime: PythonRuntime): Promise<InterpreterItem | undefined> {
	const picker = vscode.window.createQuickPick<InterpreterItem>();
	const findings: Findings = { found: [], known: [], current: undefined };
	const draw = () => {
		const active = picker.activeItems[0];
		picker.items = itemsOf(findings, pythonPath() !== "");
		const same = active && picker.items.find(({ path, browse }) => path === active.path && browse === active.browse);
		if (same) {
			picker.activeItems = [same];
		}
	};
	picker.title = vscode.l10n.t("Python that runs the scratch files");
	picker.placeholder = vscode.l10n.t("Looking for Pythons…");
	picker.keepScrollPosition = true;
	picker.busy = true;
	draw();
	picker.show();
	const filled = fill(runtime, findings, draw).finally(() => {
		picker.placeholder = undefined;
		picker.busy = false;
	});
	const chosen = new Promise<InterpreterItem | undefined>((resolve) => {
		picker.onDidAccept(() => resolve(picker.selectedItems[0]));
		picker.onDidHide(() => resolve(undefined));
	});
	try {
		// The list closes if the search fails, and otherwise when the person chooses an item or leaves the list.
		return await Promise.race([chosen, filled.then(() => chosen)]);
	} finally {
		picker.dispose();
	}
}

/** Looks in all places at the same time, and draws the list after each answer. */
async function fill(runtime: PythonRuntime, findings: Findings, draw: () => void): Promise<void> {
	const extension = new PythonExtensionQuestions();
	const add = async (part: Promise<Partial<Findings>>) => {
		Object.assign(findings, await part);
		draw();
	};
	const known = async () => runtime.probeAll((await extension.known()).map((path) => [path]));
	await Promise.all([
		add(runtime.discover().then((found) => ({ found }))),
		add(known().then((interpreters) => ({ known: interpreters }))),
		add(currentInterpreter(runtime, extension).then((current) => ({ current }))),
	]);
}

/**
 * The Python that runs scratch files now, or `undefined` if none can, which may be why the person is choosing another
 * one.
 */
async function currentInterpreter(
	runtime: PythonRuntime,
	extension: PythonExtensionQuestions,
): Promise<Interpreter | undefined> {
	try {
		return (await findInterpreter(extension, runtime)).interpreter;
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}
		log.warn(error.message);
		return undefined;
	}
}

/**
 * The items of the list. Pythons come last, so that the others stay where they are when one is found. The current Python is marked. If the setting names it, its own item is marked, and the item is
 * added if the Python is not among those found. Otherwise, "Choose automatically" is marked.
 */
function itemsOf({ found, known, current }: Findings, isNamed: boolean): readonly InterpreterItem[] {
	const named = isNamed ? current : undefined;
	const byPath = new Map([...found, ...known].map((interpreter) => [interpreter.executable, interpreter]));
	const listed = named && !byPath.has(named.executable) ? [named, ...byPath.values()] : [...byPath.values()];
	return [
		{
			label: withIcon("discard", vscode.l10n.t("Choose automatically")),
			description:
				current && !isNamed
					? vscode.l10n.t({
							message: "{0}, {1} · now",
							args: [current.executable, nameOfPython(current)],
							comment: "{0} is the path of the Python that is in use now, {1} its name, such as: Python 3.13.0",
						})
					: vscode.l10n.t("the Python extension's, else the first on PATH"),
			path: "",
		},
		{ label: withIcon("folder-opened", vscode.l10n.t("Browse…")), browse: true },
		{ label: "", kind: vscode.QuickPickItemKind.Separator },
		...listed.map((interpreter) => ({
			label: nameOfPython(interpreter),
			description:
				interpreter.executable === named?.executable
					? vscode.l10n.t({
							message: "{0} · now",
							args: [interpreter.executable],
							comment: "{0} is the path of the Python that is in use now",
						})
					: interpreter.executable,
			path: interpreter.executable,
		})),
	];
}

function withIcon(icon: string, text: string): string {
	return `$(${icon}) ${text}`;
}

async function browse(runtime: PythonRuntime): Promise<string | undefined> {
	const labels = { title: vscode.l10n.t("Choose a Python program"), openLabel: vscode.l10n.t("Choose") };
	const [file] = (await vscode.window.showOpenDialog(labels)) ?? [];
	if (!file) {
		return undefined;
	}
	const found = await runtime.probe(file.fsPath);
	if ("failure" in found) {
		const message = vscode.l10n.t({
			message: "{0} was not chosen: {1}.",
			args: [file.fsPath, describeFailure(found)],
			comment: "{0} is a path. {1} is a clause, such as: it did not answer as Python does",
		});
		throw new UserError(message, [chooseInterpreter]);
	}
	return file.fsPath;
}

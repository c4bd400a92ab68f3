import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Frame, FrameLocator, Locator, Page } from "playwright-core";
import { launchBrowser } from "../../tools/lib/browser.mjs";
import { cache, root, vsix } from "../../tools/lib/paths.mjs";
import { addExtensions, makeProfile, quietSettings } from "../../tools/lib/suites.mjs";
import { installInServer, releases, startServer, workbenchUrl } from "../../tools/lib/vscode.mjs";
import { addPseudoLanguage } from "../support/l10n/pseudo";

interface Violation {
	readonly id: string;
	readonly nodes: readonly { readonly html: string }[];
}

type Profile = Awaited<ReturnType<typeof makeProfile>>;

/** Milliseconds between two looks at what VS Code has stored. It stores all at once, every five seconds. */
const storedInterval = 250;

declare const axe: { run(root: Document, options: object): Promise<{ violations: Violation[] }> };

/**
 * Whether a text is in one of the browser's databases, in which VS Code stores its state. There, it is a string within
 * strings, so backslashes do not count.
 */
async function isStored(text: string): Promise<boolean> {
	const plain = (quoted: string) => quoted.replaceAll("\\", "");
	const answer = <Value>(request: IDBRequest<Value>) =>
		new Promise<Value>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	for (const { name = "" } of await indexedDB.databases()) {
		const database = await answer(indexedDB.open(name));
		try {
			for (const store of database.objectStoreNames) {
				const values: unknown[] = await answer(database.transaction(store).objectStore(store).getAll());
				if (values.some((value) => typeof value === "string" && plain(value).includes(plain(text)))) {
					return true;
				}
			}
		} finally {
			database.close();
		}
	}
	return false;
}

/** A real VS Code with Dunder installed from its package. It is driven as a person drives it, with clicks and keys. */
export class Workbench {
	/** Console errors, uncaught exceptions, and policy violations that Dunder has caused. */
	readonly problems: string[] = [];

	#server: Awaited<ReturnType<typeof startServer>>;

	private constructor(
		readonly page: Page,
		private readonly profile: Profile,
		private readonly browser: Browser,
		server: Awaited<ReturnType<typeof startServer>>,
	) {
		this.#server = server;
		page.on("pageerror", (error) => this.#note(`${error.stack}`));
		page.on("console", (message) => {
			if (message.type() === "error") {
				this.#note(`${message.text()} (${message.location().url})`);
			}
		});
	}

	/**
	 * `fixtures` are folders of extensions that are installed beside Dunder. `language` is the language of the window.
	 * Dunder's texts are then in the pseudo-language.
	 */
	static async start(
		settings: Readonly<Record<string, unknown>> = {},
		fixtures: readonly string[] = [],
		language?: string,
	): Promise<Workbench> {
		const profile = await makeProfile({ ...quietSettings, ...settings });
		// This must come before the first installation, which writes the list of the installed extensions.
		await addExtensions(profile.extensions, fixtures);
		await installInServer(releases.current, { ...profile, vsix });
		if (language !== undefined) {
			await addPseudoLanguage(profile.extensions, language);
		}
		const server = await startServer(releases.current, profile);
		const browser = await launchBrowser();
		const context = await browser.newContext({
			viewport: { width: 1360, height: 860 },
			permissions: ["clipboard-read", "clipboard-write"],
		});
		// This is shorter than a test may take, so that a failure names the step.
		context.setDefaultTimeout(12_000);
		if (language !== undefined) {
			await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
		}
		const workbench = new Workbench(await context.newPage(), profile, browser, server);
		await workbench.#open();
		return workbench;
	}

	get userData(): string {
		return this.profile.userData;
	}

	/** Restarts VS Code with a clock that is `later` milliseconds ahead. */
	async restart(later: number): Promise<void> {
		await this.#stored();
		const port = Number(this.#server.address.split(":")[1]);
		await this.page.goto("about:blank");
		await this.#server.stop();
		const environment = { DUNDER_CLOCK_AHEAD: `${later}` };
		this.#server = await startServer(releases.current, { ...this.profile, port, environment, development: true });
		await this.#open({ development: join(root, "test", "fixtures", "clock-ahead") });
	}

	async stop(): Promise<void> {
		await this.browser.close();
		await this.#server.stop();
		await this.profile.dispose();
	}

	/** The inside of the question panel. */
	get panel(): FrameLocator {
		return this.page.frameLocator("iframe.webview.ready >> visible=true").frameLocator("#active-frame");
	}

	get title(): Locator {
		return this.panel.locator("h1");
	}

	row(name: string | RegExp): Locator {
		return this.page.getByRole("treeitem", { name });
	}

	/** Lines of the editor that show a text, with any kind of space in it. */
	editorLine(text: RegExp): Locator {
		return this.page.locator(".view-line", { hasText: text });
	}

	/**
	 * An object that waits for a text beside the code, or until there is none. VS Code draws such text as generated content,
	 * which only style sheets contain, so no locator can find it.
	 */
	value(text: string): { waitFor(options?: { readonly state: "hidden" }): Promise<unknown> } {
		const isThere = ({ part, isWanted }: { readonly part: string; readonly isWanted: boolean }) =>
			[...document.querySelectorAll(".view-line span, .view-overlays div")].some((element) =>
				getComputedStyle(element, "::after").content.replaceAll("\u00a0", " ").includes(part),
			) === isWanted;
		return {
			waitFor: (options) => this.page.waitForFunction(isThere, { part: text, isWanted: options?.state !== "hidden" }),
		};
	}

	/** Types a prediction into the blank at which the scratch file opens. */
	async guess(text: string): Promise<void> {
		await this.editorLine(/#\s=>\s\?$/)
			.first()
			.waitFor();
		await this.page.keyboard.type(text);
		await this.editorLine(new RegExp(`#\\s=>\\s\\??${text}$`)).waitFor();
	}

	/** Moves the keyboard focus to the scratch file, which is in the last group of editors. */
	async focusEditor(): Promise<void> {
		await this.command("View: Focus Last Editor Group");
		await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
		await this.page.locator(".monaco-editor.focused").last().waitFor();
	}

	/** Goes to the next blank of the scratch file by key, and waits until the cursor is on its line. */
	async goToNextBlank(): Promise<void> {
		const position = this.page.locator("[id='status.editor.selection']");
		const [line = ""] = /Ln \d+,/.exec((await position.textContent()) ?? "") ?? [];
		await this.page.keyboard.press("Tab");
		await position.filter({ hasNotText: line }).waitFor();
	}

	/** Opens Dunder's view, unless it is already visible. */
	async openView(): Promise<void> {
		const tab = this.page.locator(".activitybar").getByRole("tab", { name: "Dunder" });
		if ((await tab.getAttribute("aria-selected")) !== "true") {
			await tab.click();
		}
		await this.row("Memory and garbage collection").waitFor();
	}

	/** Opens a question from the tree and its scratch file from the panel. */
	async predict(topic: string, question: RegExp): Promise<void> {
		await this.openView();
		await this.row(topic).click();
		await this.row(question).click();
		await this.panel.getByRole("button", { name: "Open in Scratch File" }).click();
	}

	/** Finds a command in the palette by its whole title and runs it. */
	async command(title: string): Promise<void> {
		await this.#openPalette();
		await this.page.keyboard.type(title);
		const start = title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
		await this.page
			.locator(".quick-input-list")
			.getByRole("option", { name: new RegExp(`^${start}(,|$)`) })
			.click();
	}

	/** Chooses an entry of the pick list with this title. */
	async pick(list: string, entry: string): Promise<void> {
		const input = this.page.locator(".quick-input-widget", { hasText: list });
		await input.locator(".monaco-list-row").first().waitFor();
		// Only the visible rows of a long list are on the page.
		await input.locator("input[type=text]").fill(entry);
		await input.locator(".monaco-list-row", { hasText: entry }).first().click();
	}

	/**
	 * Waits until the panel has the keyboard focus. A question that is opened from elsewhere gets it a moment after it
	 * is shown.
	 */
	async untilPanelHasKeyboard(): Promise<void> {
		await (await this.frame()).waitForFunction(() => document.hasFocus());
	}

	/** Moves the keyboard focus to the panel, which is in the first group of editors, by key. */
	async focusPanel(): Promise<void> {
		await this.page.keyboard.press("Control+1");
		while (!(await this.panel.locator("body").evaluate(() => document.hasFocus()))) {
			await this.page.waitForTimeout(50);
		}
	}

	/** Runs the scratch file by key, once the editor recognizes it as one. */
	async run(): Promise<void> {
		await this.page.getByRole("button", { name: /^Run Scratch File/ }).waitFor();
		await this.page.keyboard.press("Control+Enter");
	}

	/** The entries that the command palette offers for some words. */
	async paletteEntries(words: string): Promise<string[]> {
		await this.#openPalette();
		await this.page.keyboard.type(words);
		await this.page.waitForTimeout(800);
		const labels = await this.page.locator(".quick-input-list .monaco-list-row .label-name").allTextContents();
		await this.page.keyboard.press("Escape");
		return labels.map((label) => label.trim());
	}

	/** Waits until the panel has another title than `previous`, and returns it. */
	async titleOtherThan(previous: string): Promise<string> {
		for (let attempt = 0; attempt < 100; attempt++) {
			const title = await this.title.textContent({ timeout: 10_000 });
			if (title && title !== previous) {
				return title;
			}
			await this.page.waitForTimeout(50);
		}
		throw new Error(`The panel still shows "${previous}".`);
	}

	/** Reloads the window once VS Code has stored its state: `text`, or the state of the panel. */
	async reload(text?: string): Promise<void> {
		await this.#stored(text);
		await this.page.reload();
		await this.#ready();
	}

	/** The frame of the panel, for what a locator cannot do. */
	async frame(): Promise<Frame> {
		const handle = await this.panel.locator("body").elementHandle();
		const frame = await handle?.ownerFrame();
		assert.ok(frame);
		return frame;
	}

	/** Violations that axe finds in the panel, each with its element. */
	async accessibilityViolations(): Promise<string[]> {
		const frame = await this.frame();
		const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
		await frame.evaluate(source);
		const { violations } = await frame.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
		return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
	}

	/** Takes a picture, which helps to find out why a test failed. */
	async picture(name: string): Promise<void> {
		const folder = join(cache, "test", "pictures");
		await mkdir(folder, { recursive: true });
		await this.page.screenshot({ path: join(folder, `${name.replace(/\W+/g, "-")}.png`) });
	}

	/**
	 * Opens the palette and waits until it has the keyboard focus. What is typed earlier would go to the panel, which
	 * has keys of its own. What takes the focus meanwhile closes the palette. Then it is opened again, as a person does.
	 */
	async #openPalette(): Promise<void> {
		const isPalette = () => document.activeElement instanceof HTMLInputElement && document.activeElement.value === ">";
		const isOpen = () => this.page.waitForFunction(isPalette, undefined, { timeout: 3_000 });
		await this.page.keyboard.press("F1");
		await isOpen().catch(async () => {
			await this.page.keyboard.press("F1");
			await isOpen();
		});
		await this.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
	}

	async #stored(text?: string): Promise<void> {
		const frame = text === undefined ? await this.frame() : undefined;
		const state = async () => text ?? (await frame?.evaluate<string>("JSON.stringify(vscode.getState())")) ?? "";
		for (let step = 0; !(await this.page.evaluate(isStored, await state())); step++) {
			await this.page.waitForTimeout(storedInterval);
			// VS Code waits until the window is idle, which headless Chromium never says while it has nothing to draw.
			await this.page.mouse.move(600 + (step % 2), 5);
		}
	}

	async #open(options: Parameters<typeof workbenchUrl>[1] = {}): Promise<void> {
		await this.page.goto(workbenchUrl(this.#server.address, options));
		await this.#ready();
	}

	async #ready(): Promise<void> {
		await this.page.locator(".monaco-workbench").waitFor();
		await this.page.locator(".activitybar").getByRole("tab", { name: "Dunder" }).waitFor();
	}

	#note(text: string): void {
		if (/dunder|panel\.js|Content Security Policy/i.test(text)) {
			this.problems.push(text);
		}
	}
}

/** Starts a workbench before the tests of a suite and stops it after them. No test may leave a problem of Dunder's. */
export function useWorkbench(
	settings?: Readonly<Record<string, unknown>>,
	fixtures?: readonly string[],
	language?: string,
): { readonly current: Workbench } {
	let workbench: Workbench | undefined;
	before(async function () {
		this.timeout(120_000);
		workbench = await Workbench.start(settings, fixtures, language);
	});
	afterEach(async function () {
		if (this.currentTest?.state === "failed") {
			await workbench?.picture(this.currentTest.fullTitle());
		}
		assert.deepEqual(workbench?.problems, []);
	});
	after(() => workbench?.stop());
	return {
		get current() {
			assert.ok(workbench, "the workbench did not start");
			return workbench;
		},
	};
}

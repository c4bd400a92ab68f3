import assert from "node:assert/strict";
import { useWorkbench } from "./workbench";

describe("the question panel", () => {
	const workbench = useWorkbench();
	const press = (keys: string) => workbench.current.page.keyboard.press(keys);

	it("is made anew where VS Code leaves it empty", async () => {
		const { page, title } = workbench.current;
		const documents = /\/webview\/browser\/pre\/index[^/]*\.html/;
		let isAnswered = false;
		// The first request is never answered, as if a service worker hung.
		await page.route(documents, () => undefined, { times: 1 });
		page.on("response", (response) => {
			isAnswered ||= documents.test(response.url());
		});
		await workbench.current.openView();
		await workbench.current.row("Copying and mutability").click();
		await workbench.current.row(/Shallow and deep/).click();
		await page.waitForTimeout(3_000);
		assert.equal(isAnswered, false);
		await title.waitFor();
	});

	describe("has the keyboard", () => {
		const focusTree = async () => {
			await workbench.current.command("Dunder: Focus on Questions View");
			await workbench.current.page.locator(".pane-body .monaco-list:focus").waitFor();
			// VS Code takes a moment until the list responds to keys.
			await workbench.current.page.waitForTimeout(300);
		};
		const revealsWithSpace = async () => {
			await workbench.current.untilPanelHasKeyboard();
			await press("Space");
			await workbench.current.panel.locator(".answer:visible").waitFor();
		};

		it("after Enter in the tree, at the first question and at the next", async () => {
			const { title } = workbench.current;
			const first = (await title.textContent()) ?? "";
			await workbench.current.row(/Passing arguments/).click();
			await workbench.current.titleOtherThan(first);
			await workbench.current.untilPanelHasKeyboard();
			for (const _ of ["the next", "the one after it"]) {
				const before = (await title.textContent()) ?? "";
				await focusTree();
				await press("ArrowDown");
				await press("Enter");
				await workbench.current.titleOtherThan(before);
				await revealsWithSpace();
			}
		});

		it("after Find Question and Random Question from the tree", async () => {
			const { panel, title } = workbench.current;
			await focusTree();
			await workbench.current.command("Dunder: Find Question…");
			await workbench.current.pick("Find Question", "What does the GIL protect");
			await panel.locator("h1", { hasText: "What does the GIL protect" }).waitFor();
			await revealsWithSpace();
			const before = (await title.textContent()) ?? "";
			await focusTree();
			await press("Control+K");
			await press("q");
			await workbench.current.titleOtherThan(before);
			await revealsWithSpace();
		});

		it("unless a palette is opened while the next question comes", async () => {
			const { page, title } = workbench.current;
			const before = (await title.textContent()) ?? "";
			await press("n");
			await press("F1");
			await workbench.current.titleOtherThan(before);
			await page.waitForTimeout(500);
			await page.locator(".quick-input-widget input:focus").waitFor();
			await press("Escape");
			await revealsWithSpace();
		});

		it("on the code after Don't Know", async () => {
			const { panel } = workbench.current;
			const experiment = panel.locator(".experiment").first();
			await experiment.getByRole("button", { name: "Don't Know" }).press("Enter");
			await experiment.locator("pre:focus").waitFor();
			await experiment.getByText("Most people expect").waitFor();
		});
	});

	describe("has a way back", () => {
		it("from a related question to the place where it was left, by key and by button, and forward again", async () => {
			const { panel, title } = workbench.current;
			const first = (await title.textContent()) ?? "";
			const place = () => panel.locator("html").evaluate(() => Math.round(window.scrollY));
			await panel.locator("section", { hasText: "Related questions" }).last().locator("a").first().click();
			const second = await workbench.current.titleOtherThan(first);
			assert.equal(await panel.locator(".answer").isVisible(), false);
			await press("Alt+ArrowLeft");
			assert.equal(await workbench.current.titleOtherThan(second), first);
			await panel.locator(".answer:visible").waitFor();
			await panel.locator("section", { hasText: "Related questions" }).last().waitFor();
			assert.ok((await place()) > 700);
			await press("Alt+ArrowRight");
			assert.equal(await workbench.current.titleOtherThan(first), second);
			await panel.getByRole("button", { name: "Back" }).click();
			assert.equal(await workbench.current.titleOtherThan(second), first);
		});
	});

	describe("in little room", () => {
		before(async () => {
			await workbench.current.command("View: Toggle Primary Side Bar Visibility");
			await workbench.current.panel.locator(".rating").first().waitFor();
		});
		afterEach(() => workbench.current.page.setViewportSize({ width: 1360, height: 860 }));
		after(() => workbench.current.command("View: Toggle Primary Side Bar Visibility"));

		for (const [width, height] of [
			[560, 700],
			[340, 700],
			[680, 430],
		] as const) {
			it(`leaves most of ${width} by ${height} pixels to the answer, and no button overflows`, async () => {
				const { page, panel } = workbench.current;
				await page.setViewportSize({ width, height });
				await page.waitForTimeout(500);
				const bars = await panel
					.locator("#toolbar, #rating")
					.evaluateAll((bars) =>
						bars
							.filter((bar) => getComputedStyle(bar).position === "sticky")
							.map((bar) => bar.getBoundingClientRect().height / window.innerHeight),
					);
				assert.ok(bars.reduce((sum, share) => sum + share, 0) < 0.25, bars.join());
				const overflowing = await panel
					.locator("button:visible")
					.evaluateAll((buttons) =>
						buttons.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
					);
				assert.deepEqual(overflowing, []);
			});
		}

		it("fades out code that goes on to the side, and no other, and has no table that does", async () => {
			const { page, panel } = workbench.current;
			await workbench.current.command("Dunder: Find Question…");
			await workbench.current.pick("Find Question", "One of several concurrent");
			await panel.getByRole("button", { name: "Reveal Answer" }).click();
			await page.setViewportSize({ width: 560, height: 700 });
			await page.waitForTimeout(500);
			const blocks = await panel.locator("pre, table").evaluateAll((blocks) =>
				blocks.map((block) => ({
					name: block.tagName,
					goesOn: block.scrollWidth > block.clientWidth,
					fades: getComputedStyle(block).maskImage !== "none",
				})),
			);
			assert.deepEqual(
				blocks.filter(({ goesOn, fades }) => goesOn !== fades),
				[],
			);
			assert.ok(blocks.some(({ goesOn }) => goesOn) && blocks.some(({ goesOn }) => !goesOn));
			assert.ok(!blocks.some(({ name, goesOn }) => name === "TABLE" && goesOn));
		});

		it("offers nothing that cannot be done", async () => {
			const { panel } = workbench.current;
			await panel.locator("#rating .status", { hasText: "New" }).waitFor();
			assert.equal(await panel.getByRole("button", { name: "Forget" }).isDisabled(), true);
			assert.equal(await panel.getByRole("button", { name: "Undo" }).isDisabled(), true);
		});

		it("tells screen readers its keys, each in the one place that can say it", async () => {
			const { panel } = workbench.current;
			const buttons = panel.locator("button:has(kbd)");
			await panel.locator("#rating .status").waitFor();
			const found = await buttons.evaluateAll((all) =>
				all.map((button) => [
					button.querySelector("kbd")?.textContent,
					button.ariaKeyShortcuts,
					button.getAttribute("title") ?? "",
				]),
			);
			const [next, random] = ["N", "Ctrl+K Q"].map((key) => found.find(([label]) => label === key));
			assert.deepEqual(next?.slice(0, 2), ["N", "N"]);
			assert.match(next?.[2] ?? "", /^Next in the list: \S/);
			assert.deepEqual(random, ["Ctrl+K Q", null, "Any question, at random (Ctrl+K Q)"]);
			assert.deepEqual(
				found.filter(([key, shortcut, title]) => (shortcut === null) !== (title?.endsWith(`(${key})`) ?? false)),
				[],
			);
		});

		it("folds away what is seldom needed, and keeps the keyboard on what was pressed", async () => {
			const { page, panel } = workbench.current;
			await page.setViewportSize({ width: 560, height: 700 });
			const star = panel.getByRole("button", { name: "Star" });
			await star.waitFor({ state: "hidden" });
			await panel.getByRole("button", { name: "More Actions" }).focus();
			await press("Enter");
			await press("Tab");
			await press("Enter");
			await panel.getByRole("button", { name: "Starred", pressed: true }).waitFor();
			assert.equal(await star.evaluate((button) => document.activeElement === button), true);
			await press("u");
			await panel.getByRole("button", { name: "Star", pressed: false }).waitFor();
		});
	});
});

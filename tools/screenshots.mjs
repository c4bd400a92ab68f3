import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ensureDependencies } from "./lib/npm.mjs";
import { root } from "./lib/paths.mjs";

const help = `npm run screenshots

Takes the README's pictures from a real VS Code, in a dark and a light theme, into docs/.`;

/** @param {string} name @param {string} theme */
async function take(name, theme) {
	const { importTypeScript } = await import("./lib/typescript.mjs");
	const { Workbench } = await importTypeScript("test/ui/workbench.ts");
	const workbench = await Workbench.start({ "workbench.colorTheme": theme, "editor.minimap.enabled": false });
	try {
		const { page, panel } = workbench;
		await page.setViewportSize({ width: 1280, height: 960 });
		await workbench.openView();
		for (const rating of [/^Easy/, /^Again/, /^Easy/]) {
			await workbench.command("Dunder: Study Now");
			const before = (await workbench.title.textContent()) ?? "";
			await panel.getByRole("button", { name: "Reveal Answer" }).click();
			await panel.getByRole("button", { name: rating }).click();
			await workbench.titleOtherThan(before);
		}
		await workbench.command("Dunder: Leave Session");
		await workbench.command("Dunder: Find Question…");
		await workbench.pick("Find Question", "a shallow copy and a deep copy");
		await panel.locator("h1", { hasText: "shallow" }).waitFor();
		const blanks = panel.locator(".stage textarea");
		await blanks.nth(0).fill("{'hosts': ['a', 'b']}");
		await blanks.nth(1).fill("{'hosts': ['a', 'b', 'c']}");
		await panel.getByRole("button", { name: "Run" }).click();
		await panel.locator(".verdict.wrong").waitFor();
		await page.waitForTimeout(1_000);
		await page.screenshot({ path: join(root, "docs", `${name}.png`) });
	} finally {
		await workbench.stop();
	}
}

if (process.argv.includes("--help")) {
	console.log(help);
} else {
	await ensureDependencies();
	const { packageExtension } = await import("./lib/package.mjs");
	await packageExtension();
	await mkdir(join(root, "docs"), { recursive: true });
	await take("dark", "Dark Modern");
	await take("light", "Light Modern");
}

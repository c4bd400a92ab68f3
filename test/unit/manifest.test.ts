import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json";
import { ratings } from "../../src/core/journal/events";
import { keyLabel } from "../../src/core/protocol/keys";
import { panelCommands as buttons, type PanelCommand } from "../../src/core/protocol/messages";
import { ratingNames } from "../../src/core/session/wording";

const { contributes } = manifest;
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const source = readdirSync("src", { recursive: true, encoding: "utf8" })
	.filter((path) => path.endsWith(".ts"))
	.map((path) => readFileSync(join("src", path), "utf8"))
	.join("\n");

function inSource(pattern: RegExp): string[] {
	return [...new Set([...source.matchAll(pattern)].map((match) => match[1] ?? ""))].sort();
}

/** By button, as the panel's host side has them; that imports VS Code, so they are read from its text. */
function panelCommands(): Record<string, string> {
	const text = readFileSync("src/features/panel/panelActions.ts", "utf8");
	const table = /panelCommands: Record<PanelCommand, string> = \{([^}]+)\}/.exec(text)?.[1] ?? "";
	return Object.fromEntries([...table.matchAll(/(\w+): "(dunder\.\w+)"/g)].map((match) => [match[1], match[2]]));
}

describe("the manifest and the code", () => {
	it("name the same commands", () => {
		const declared = contributes.commands.map(({ command }) => command).sort();
		assert.deepEqual(inSource(/registerCommand\(\s*"(dunder\.\w+)"/g), declared);
	});

	it("name only declared commands in menus, keys, welcome views and the walkthrough", () => {
		// VS Code's own: what Enter types in a mark is typed in the window, where no fast typist can be ahead of it.
		const declared = new Set(["type", ...contributes.commands.map(({ command }) => command)]);
		const used = [
			...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
			...contributes.keybindings.map(({ command }) => command),
			...[...contributes.viewsWelcome.map(({ contents }) => contents), ...steps.map(({ description }) => description)]
				.flatMap((text) => [...text.matchAll(/command:([\w.]+)/g)])
				.map((match) => match[1]),
			...steps.flatMap(({ completionEvents }) => completionEvents.map((event) => event.replace("onCommand:", ""))),
		];
		assert.deepEqual(
			used.filter((command) => !declared.has(command ?? "")),
			[],
		);
	});

	it("name the same settings", () => {
		const declared = Object.keys(contributes.configuration.properties).sort();
		const used = inSource(/(?:\.get|ownValue|ownNumber|update)\("(\w+)"/g).map((name) => `dunder.${name}`);
		assert.deepEqual(
			used.filter((name) => declared.includes(name)),
			declared,
		);
	});

	it("name the same view, panel and context keys", () => {
		const views = contributes.views.dunder.map(({ id }) => id);
		assert.deepEqual(inSource(/createTreeView\("([\w.]+)"/g), views.sort());
		const [panel] = inSource(/panelType = "([\w.]+)"/g);
		assert.deepEqual(manifest.activationEvents, [
			`onWebviewPanel:${panel}`,
			...inSource(/noteScheme = "([\w-]+)"/g).map((scheme) => `onFileSystem:${scheme}`),
			"onStartupFinished",
		]);
		const clauses = JSON.stringify(contributes).match(/dunder\.(?!questions?\b|svg|question')\w+(?= |"|'|\))/g) ?? [];
		const commands = contributes.commands.map(({ command }) => command);
		const others = [...commands, ...views, ...Object.keys(contributes.configuration.properties)];
		const keys = clauses.filter((name) => !others.includes(name));
		const declared = readFileSync("src/platform/contextKeys.ts", "utf8").match(/dunder\.\w+/g);
		assert.deepEqual([...new Set(keys)].sort(), declared?.sort());
	});

	it("bind the keys that stand on the panel's buttons", () => {
		for (const [button, command] of Object.entries(panelCommands())) {
			const binding = contributes.keybindings.find((candidate) => candidate.command === command);
			const label = keyLabel(button as PanelCommand, false);
			assert.equal(binding?.key, label.toLowerCase(), command);
		}
		assert.deepEqual(Object.keys(panelCommands()).sort(), [...buttons].sort());
	});

	it("bind each rating to its digit, by what it types and by its place, so that every keyboard can rate", () => {
		for (const rating of ratings) {
			const command = `dunder.rate${ratingNames[rating]}`;
			const bindings = contributes.keybindings.filter((binding) => binding.command === command);
			const place = `[Digit${rating}]`;
			// Menus show the last one.
			assert.deepEqual(
				bindings.map(({ key }) => key),
				[`shift+${place}`, place, `numpad${rating}`, `${rating}`],
			);
			assert.ok(bindings.every((binding) => !("args" in binding)));
			assert.ok(bindings.every(({ when }) => when?.includes("activeWebviewPanelId == 'dunder.question'")));
			assert.equal(
				contributes.commands.find((candidate) => candidate.command === command)?.title,
				`Rate ${ratingNames[rating]}`,
			);
		}
	});

	it("bind a key once where the same things are true", () => {
		const bound = contributes.keybindings.map(({ key, when }) => `${key} when ${when}`);
		assert.deepEqual([...new Set(bound)], bound);
	});
});

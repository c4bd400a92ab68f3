import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json";
import { defaultKeys, keyLabel } from "../../src/core/keys";

const { contributes } = manifest;
const source = readdirSync("src", { recursive: true, encoding: "utf8" })
	.filter((path) => path.endsWith(".ts"))
	.map((path) => readFileSync(join("src", path), "utf8"))
	.join("\n");

function inSource(pattern: RegExp): string[] {
	return [...new Set([...source.matchAll(pattern)].map((match) => match[1] ?? ""))].sort();
}

describe("the manifest and the code", () => {
	it("name the same commands", () => {
		const declared = contributes.commands.map(({ command }) => command).sort();
		assert.deepEqual(inSource(/registerCommand\(\s*"(dunder\.\w+)"/g), declared);
	});

	it("name only declared commands in menus, keys and welcome views", () => {
		// VS Code's own: what Enter types in a mark is typed in the window, where no fast typist can be ahead of it.
		const declared = new Set(["type", ...contributes.commands.map(({ command }) => command)]);
		const used = [
			...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
			...contributes.keybindings.map(({ command }) => command),
			...contributes.viewsWelcome.flatMap(({ contents }) =>
				[...contents.matchAll(/command:([\w.]+)/g)].map((match) => match[1]),
			),
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
			"onFileSystem:dunder-note",
			"onStartupFinished",
		]);
		const clauses = JSON.stringify(contributes).match(/dunder\.(?!questions?\b|svg|question')\w+(?= |"|'|\))/g) ?? [];
		const commands = contributes.commands.map(({ command }) => command);
		const others = [...commands, ...views, ...Object.keys(contributes.configuration.properties)];
		const keys = clauses.filter((name) => !others.includes(name));
		const declared = readFileSync("src/host/contextKeys.ts", "utf8").match(/dunder\.\w+/g);
		assert.deepEqual([...new Set(keys)].sort(), declared?.sort());
	});

	it("bind the keys that stand on the panel's buttons", () => {
		const commands = {
			next: "nextQuestion",
			previous: "previousQuestion",
			random: "randomQuestion",
			scratch: "openScratch",
		};
		for (const [button, command] of Object.entries(commands)) {
			const binding = contributes.keybindings.find((candidate) => candidate.command === `dunder.${command}`);
			const label = keyLabel(defaultKeys[button as keyof typeof defaultKeys], false);
			assert.equal(binding?.key, label.toLowerCase());
		}
	});
});

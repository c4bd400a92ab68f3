import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ratings } from "../../src/core/journal/events";
import { keyLabel } from "../../src/core/protocol/keys";
import { panelCommands as buttons, type PanelCommand } from "../../src/core/protocol/messages";
import { ratingNames } from "../../src/core/session/wording";
import {
	commandIds,
	contextKeys,
	noteScheme,
	panelType,
	settingNames,
	settingSection,
	viewIds,
} from "../../src/platform/contributions";
import { manifest } from "../support/manifest";

const { contributes } = manifest;
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
/**
 * The command of each button, read from the source of the panel's host side, which can't be imported because it imports
 * VS Code.
 */
function panelCommands(): Record<string, string> {
	const text = readFileSync("src/features/panel/panelActions.ts", "utf8");
	const table = /panelCommands: Record<PanelCommand, CommandId> = \{([^}]+)\}/.exec(text)?.[1] ?? "";
	return Object.fromEntries([...table.matchAll(/(\w+): "(dunder\.\w+)"/g)].map((match) => [match[1], match[2]]));
}

describe("the manifest and the code", () => {
	it("name the same commands", () => {
		assert.deepEqual(
			contributes.commands.map(({ command }) => command),
			commandIds,
		);
	});

	it("name only declared commands in menus, keys, welcome views and the walkthrough", () => {
		// `type` is VS Code's own command. Enter in a mark runs it in VS Code's window, so that even a fast typist is not
		// ahead of it.
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
		assert.deepEqual(
			Object.keys(contributes.configuration.properties),
			settingNames.map((name) => `${settingSection}.${name}`),
		);
	});

	it("name the same views, panel, and scheme of notes", () => {
		assert.deepEqual(
			contributes.views.dunder.map(({ id }) => id),
			viewIds,
		);
		assert.deepEqual(manifest.activationEvents, [
			`onWebviewPanel:${panelType}`,
			`onFileSystem:${noteScheme}`,
			"onStartupFinished",
		]);
	});

	it("name the same context keys", () => {
		const clauses = JSON.stringify(contributes).match(/dunder\.(?!questions?\b|svg|question')\w+(?= |"|'|\))/g) ?? [];
		const others: readonly string[] = [...commandIds, ...viewIds, ...settingNames.map((name) => `dunder.${name}`)];
		const used = clauses.filter((name) => !others.includes(name));
		assert.deepEqual([...new Set(used)].sort(), [...contextKeys].sort());
	});

	it("bind the keys that stand on the panel's buttons", () => {
		for (const [button, command] of Object.entries(panelCommands())) {
			const binding = contributes.keybindings.find((candidate) => candidate.command === command);
			const label = keyLabel(button as PanelCommand, false);
			assert.equal(binding?.key ?? "", label.toLowerCase(), command);
		}
		assert.deepEqual(Object.keys(panelCommands()).sort(), [...buttons].sort());
	});

	it("bind each rating to its digit, by what it types and by its place, so that every keyboard can rate", () => {
		for (const rating of ratings) {
			const command = `dunder.rate${ratingNames[rating]}`;
			const bindings = contributes.keybindings.filter((binding) => binding.command === command);
			const place = `[Digit${rating}]`;
			// Menus show the last key binding.
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

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ratings } from "../../src/core/journal/events";
import { mostLinesBelow } from "../../src/core/lab/markEditing";
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
	const text = readFileSync("src/features/panel/panelRequests.ts", "utf8");
	const table = /panelCommands: Record<PanelCommand, CommandId> = \{([^}]+)\}/.exec(text)?.[1] ?? "";
	return Object.fromEntries([...table.matchAll(/(\w+): "(dunder\.\w+)"/g)].map((match) => [match[1], match[2]]));
}

function commandOf(command: string | { readonly command: string }): string {
	return typeof command === "string" ? command : command.command;
}

describe("the manifest and the code", () => {
	it("name the same commands", () => {
		assert.deepEqual(
			contributes.commands.map(({ command }) => command),
			commandIds,
		);
	});

	it("name only declared commands in menus, keys, welcome views and the walkthrough", () => {
		// VS Code's own commands. Tab and Enter in a mark run them in VS Code's window, so that even a fast typist is not
		// ahead of them.
		const own = ["_setContext", "cursorEnd", "cursorMove", "editor.action.insertLineAfter", "runCommands", "type"];
		const declared = new Set([...own, ...contributes.commands.map(({ command }) => command)]);
		const used = [
			...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
			...contributes.keybindings.map(({ command }) => command),
			...contributes.keybindings.flatMap(({ args }) => args?.commands.map(commandOf) ?? []),
			...[...contributes.viewsWelcome.map(({ contents }) => contents), ...steps.map(({ description }) => description)]
				.flatMap((text) => [...text.matchAll(/command:([\w.]+)/g)])
				.map((match) => match[1]),
			...steps.flatMap(({ completionEvents }) =>
				completionEvents.flatMap((event) => event.split("onCommand:")[1] ?? []),
			),
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
		const clauses =
			JSON.stringify(contributes).match(
				/dunder\.(?!questions?\b|svg|question'|(?:right|wrong)Foreground)\w+(?= |"|'|\))/g,
			) ?? [];
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

	it("move the cursor to the next blank by as many lines as the context key says", () => {
		const bindings = contributes.keybindings.filter(({ key }) => key === "tab");
		const [first, ...others] = bindings;
		assert.deepEqual(
			others.map(({ args, when }) => ({ commands: args?.commands, when })),
			Array.from({ length: mostLinesBelow }, (_, index) => ({
				commands: [
					{ command: "cursorMove", args: { to: "down", by: "line", value: index + 1 } },
					"cursorEnd",
					{ command: "_setContext", args: ["dunder.blankBelow", 0] },
				],
				when: `dunder.blankBelow == ${index + 1} && ${first?.when}`,
			})),
		);
	});

	it("bind a key once where the same things are true", () => {
		const bound = contributes.keybindings.map(({ key, when }) => `${key} when ${when}`);
		assert.deepEqual([...new Set(bound)], bound);
	});
});

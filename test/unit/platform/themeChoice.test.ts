import assert from "node:assert/strict";
import { chooseTheme, type ThemeSettings, type UiTheme } from "../../../src/platform/themeChoice";

const themes = [
	{ label: "Night", uiTheme: "vs-dark", path: "night.json" },
	{ id: "dusk", label: "Dusk", uiTheme: "vs-dark", path: "dusk.json" },
	{ label: "Day", uiTheme: "vs", path: "day.json" },
	{ label: "Noon", uiTheme: "vs", path: "noon.json" },
	{ label: "Coal", uiTheme: "hc-black", path: "coal.json" },
	{ label: "Jet", uiTheme: "hc-black", path: "jet.json" },
	{ label: "Chalk", uiTheme: "hc-light", path: "chalk.json" },
];
/** VS Code's default settings, except that the person has chosen the theme Night. */
const chosen: ThemeSettings = {
	autoDetectColorScheme: false,
	autoDetectHighContrast: true,
	colorTheme: "Night",
	preferredDarkColorTheme: "dusk",
	preferredLightColorTheme: "Day",
	preferredHighContrastColorTheme: "Coal",
	preferredHighContrastLightColorTheme: "Chalk",
};
const scheme = { autoDetectColorScheme: true };

const cases: readonly [what: string, change: Partial<ThemeSettings>, active: UiTheme, file: string | undefined][] = [
	["the chosen theme", {}, "vs-dark", "night.json"],
	["the chosen theme by its id", { colorTheme: "dusk" }, "vs-dark", "dusk.json"],
	["a light theme that is chosen", { colorTheme: "Noon" }, "vs", "noon.json"],
	["the preferred dark theme where the scheme is detected", scheme, "vs-dark", "dusk.json"],
	["the preferred light theme where the scheme is detected", scheme, "vs", "day.json"],
	["the preferred light theme, whatever is chosen", { ...scheme, colorTheme: "Noon" }, "vs", "day.json"],
	[
		"a dark theme that is preferred as the light one",
		{ ...scheme, preferredDarkColorTheme: "Noon", preferredLightColorTheme: "Night" },
		"vs-dark",
		"night.json",
	],
	["the preferred theme of high contrast where that is detected", {}, "hc-black", "coal.json"],
	["the preferred light theme of high contrast where that is detected", {}, "hc-light", "chalk.json"],
	["the same where the scheme is detected too", scheme, "hc-black", "coal.json"],
	["a theme of high contrast that is chosen", { colorTheme: "Jet" }, "hc-black", "jet.json"],
	["none of high contrast where that is not detected", { autoDetectHighContrast: false }, "hc-black", undefined],
	["none where the chosen one is of another kind", { autoDetectHighContrast: false }, "vs", undefined],
	["none where the chosen one is not there", { colorTheme: "Gone" }, "vs-dark", undefined],
	[
		"none where the preferred one is not there, whatever is chosen",
		{ ...scheme, preferredDarkColorTheme: "Gone" },
		"vs-dark",
		undefined,
	],
];

describe("the theme in use is", () => {
	for (const [what, change, active, file] of cases) {
		it(what, () => assert.equal(chooseTheme(themes, { ...chosen, ...change }, active)?.path, file));
	}
});

import { parse } from "jsonc-parser";
import type { ThemeRegistration } from "shiki/core";
import * as vscode from "vscode";
import type { ThemeKind } from "../core/bank/highlight";
import { reasonOf } from "../core/text/reason";
import { log } from "./log";
import { chooseTheme, type ThemeContribution, type ThemeSettings, type UiTheme } from "./themeChoice";

type ThemeFile = ThemeRegistration & { readonly include?: string };

const kinds: Record<vscode.ColorThemeKind, { readonly kind: ThemeKind; readonly uiTheme: UiTheme }> = {
	[vscode.ColorThemeKind.Dark]: { kind: "dark", uiTheme: "vs-dark" },
	[vscode.ColorThemeKind.Light]: { kind: "light", uiTheme: "vs" },
	[vscode.ColorThemeKind.HighContrast]: { kind: "highContrastDark", uiTheme: "hc-black" },
	[vscode.ColorThemeKind.HighContrastLight]: { kind: "highContrastLight", uiTheme: "hc-light" },
};
const deepestInclude = 5;

export function activeThemeKind(): ThemeKind {
	return kinds[vscode.window.activeColorTheme.kind].kind;
}

/**
 * The file of the active color theme, with the files that it includes. No API returns the token colors, so the theme is
 * found by the settings that name it. Returns `undefined` if the theme is not among the extensions of this extension
 * host, is not a JSON theme, or can't be read.
 */
export async function readActiveTheme(): Promise<ThemeRegistration | undefined> {
	const { uiTheme } = kinds[vscode.window.activeColorTheme.kind];
	const themes = vscode.extensions.all.flatMap(({ extensionUri, packageJSON }) =>
		((packageJSON.contributes?.themes ?? []) as ThemeContribution[]).map((theme) => ({ ...theme, extensionUri })),
	);
	const found = chooseTheme(themes, themeSettings(), uiTheme);
	return found && readTheme(vscode.Uri.joinPath(found.extensionUri, found.path), deepestInclude);
}

function themeSettings(): ThemeSettings {
	const window = vscode.workspace.getConfiguration("window");
	const workbench = vscode.workspace.getConfiguration("workbench");
	const isOn = (name: string) => window.get(name, false);
	const named = (name: string) => workbench.get(name, "");
	return {
		autoDetectColorScheme: isOn("autoDetectColorScheme"),
		autoDetectHighContrast: isOn("autoDetectHighContrast"),
		colorTheme: named("colorTheme"),
		preferredDarkColorTheme: named("preferredDarkColorTheme"),
		preferredLightColorTheme: named("preferredLightColorTheme"),
		preferredHighContrastColorTheme: named("preferredHighContrastColorTheme"),
		preferredHighContrastLightColorTheme: named("preferredHighContrastLightColorTheme"),
	};
}

async function readTheme(uri: vscode.Uri, depth: number): Promise<ThemeRegistration | undefined> {
	let text: string;
	try {
		text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
	} catch (error) {
		// Without the file, code is highlighted in the standard colors for this kind of theme.
		log.warn(`The theme ${uri} cannot be read: ${reasonOf(error)}`);
		return undefined;
	}
	const theme: ThemeFile | undefined = parse(text, [], { allowTrailingComma: true });
	if (typeof theme !== "object" || (typeof theme.tokenColors === "string" && !theme.include)) {
		return undefined;
	}
	const base =
		theme.include && depth > 0 ? await readTheme(vscode.Uri.joinPath(uri, "..", theme.include), depth - 1) : undefined;
	const rules = (file: ThemeRegistration | undefined) => (Array.isArray(file?.tokenColors) ? file.tokenColors : []);
	return {
		...theme,
		colors: { ...base?.colors, ...theme.colors },
		tokenColors: [...rules(base), ...rules(theme)],
	};
}

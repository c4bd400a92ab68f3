/** A color theme as an extension's manifest has it. */
export interface ThemeContribution {
	readonly id?: string;
	readonly label: string;
	readonly uiTheme: string;
	readonly path: string;
}

/** The settings by which VS Code chooses its color theme; the names of themes are ids, or labels where there is no id. */
export interface ThemeSettings {
	/** Whether the theme follows the system's light and dark, and its high contrast. */
	readonly autoDetectColorScheme: boolean;
	readonly autoDetectHighContrast: boolean;
	readonly colorTheme: string;
	readonly preferredDarkColorTheme: string;
	readonly preferredLightColorTheme: string;
	readonly preferredHighContrastColorTheme: string;
	readonly preferredHighContrastLightColorTheme: string;
}

export type UiTheme = "vs" | "vs-dark" | "hc-black" | "hc-light";

/**
 * The theme in use, of those that are there. No API tells which it is, nor whether the system has high contrast, so the
 * settings are asked that count, and of the themes that they name the one is it that is of the active kind. A theme of high
 * contrast that the person has chosen comes before the preferred one, which has a name also where nobody has chosen it.
 */
export function chooseTheme<Theme extends ThemeContribution>(
	themes: readonly Theme[],
	settings: ThemeSettings,
	active: UiTheme,
): Theme | undefined {
	const byScheme = [settings.preferredDarkColorTheme, settings.preferredLightColorTheme];
	const byContrast = [settings.preferredHighContrastColorTheme, settings.preferredHighContrastLightColorTheme];
	const isLight = active === "vs" || active === "hc-light";
	const ofKind = (names: readonly string[]) => (isLight ? names.toReversed() : names);
	const names = [
		...(settings.autoDetectColorScheme ? ofKind(byScheme) : [settings.colorTheme]),
		...(settings.autoDetectHighContrast ? ofKind(byContrast) : []),
	];
	const named = names.map((name) =>
		themes.find(({ id, label, uiTheme }) => (id ?? label) === name && uiTheme === active),
	);
	return named.find((theme) => theme !== undefined);
}

/** A color theme as the manifest of an extension describes it. */
export interface ThemeContribution {
	readonly id?: string;
	readonly label: string;
	readonly uiTheme: string;
	readonly path: string;
}

/**
 * The settings by which VS Code chooses its color theme. They name a theme by its id, or by its label if it has no id.
 */
export interface ThemeSettings {
	/** Whether the theme follows the system's light or dark mode. */
	readonly autoDetectColorScheme: boolean;
	/** Whether the theme follows the system's high contrast. */
	readonly autoDetectHighContrast: boolean;
	readonly colorTheme: string;
	readonly preferredDarkColorTheme: string;
	readonly preferredLightColorTheme: string;
	readonly preferredHighContrastColorTheme: string;
	readonly preferredHighContrastLightColorTheme: string;
}

export type UiTheme = "vs" | "vs-dark" | "hc-black" | "hc-light";

/**
 * The active theme among those that exist. No API tells which theme is active, nor whether the system has high
 * contrast. So this looks at the themes that the relevant settings name, and returns the first that is of the active
 * kind. A high-contrast theme that the person has chosen comes before the preferred one, because the preferred one has
 * a name even if the person has not chosen it.
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

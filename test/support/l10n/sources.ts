import { readdirSync, readFileSync } from "node:fs";
import { getL10nJson } from "@vscode/l10n-dev";

/** The text of each source file of ours that is part of the extension, by its path. */
export function sources(): ReadonlyMap<string, string> {
	const files = ["src", "webview"].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: "utf8" })
			.filter((name) => /(?<!\.d)\.ts$/.test(name))
			.map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
	);
	return new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
}

/** The table that `npm run l10n` writes. */
export function exportedTable(): ReturnType<typeof getL10nJson> {
	return getL10nJson([...sources().values()].map((contents) => ({ contents, extension: ".ts" })));
}

import file from "../../package.json";
import strings from "../../package.nls.json";

/** What package.json contains in place of a text: the text's key in package.nls.json. */
export const keyPattern = /^%(.+)%$/;

/** package.json as VS Code shows it in English. */
export const manifest: typeof file = JSON.parse(JSON.stringify(file), (_, value) => {
	const [, key = ""] = (typeof value === "string" && keyPattern.exec(value)) || [];
	return (strings as Readonly<Record<string, string>>)[key] ?? value;
});

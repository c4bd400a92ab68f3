import assert from "node:assert/strict";
import manifest from "../../../package.json";
import strings from "../../../package.nls.json";
import { keyPattern } from "../../support/manifest";

/** Fields of contributions and capabilities that a person reads. */
const shown = [
	...["title", "shortTitle", "category", "label", "contextualTitle", "contents", "description"],
	...["markdownDescription", "enumDescriptions", "markdownEnumDescriptions", "enumItemLabels"],
	...["deprecationMessage", "markdownDeprecationMessage", "errorMessage", "patternErrorMessage", "detail"],
];

/** All texts below a value, with the name of the field that each is in. */
function textsOf(value: unknown, field = ""): { readonly field: string; readonly text: string }[] {
	if (typeof value === "string") {
		return [{ field, text: value }];
	}
	if (typeof value !== "object" || value === null) {
		return [];
	}
	return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, Array.isArray(value) ? field : name));
}

const { displayName, description, capabilities, contributes } = manifest;
const read = [
	...[displayName, description],
	...textsOf({ capabilities, contributes }).flatMap(({ field, text }) => (shown.includes(field) ? [text] : [])),
	...Object.values(contributes.views).flatMap((views) => views.map(({ name }) => name)),
];

describe("the manifest's strings", () => {
	it("are keys wherever a person reads them", () => {
		assert.deepEqual(
			read.filter((text) => !keyPattern.test(text)),
			[],
		);
	});

	it("are those of package.nls.json, each of them used", () => {
		const used = textsOf(manifest).flatMap(({ text }) => keyPattern.exec(text)?.[1] ?? []);
		assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
	});
});

import assert from "node:assert/strict";
import { doorCalls } from "../../support/l10n/doorCalls";
import { exceptions } from "../../support/l10n/exceptions";
import { looseTexts } from "../../support/l10n/looseTexts";
import { exportedTable, sources } from "../../support/l10n/sources";
import { parse } from "../../support/l10n/syntax";

const programs = [...sources()].map(([file, source]) => ({ file, program: parse(file, source) }));
const loose = programs.flatMap(({ file, program }) => looseTexts(program).map((text) => ({ file, text })));
const calls = programs.flatMap(({ file, program }) => doorCalls(program).map((call) => ({ file, ...call })));

type Loose = (typeof loose)[number];
const isExcepted = ({ file, text }: Loose, exception: (typeof exceptions)[number]) =>
	exception.file === file && (exception.texts?.includes(text) ?? true);

describe("the door for texts", () => {
	it("is what every text for a person goes through", () => {
		const others = loose.filter((found) => !exceptions.some((exception) => isExcepted(found, exception)));
		assert.deepEqual(others, [], "Put it into l10n.t(…), or say in exceptions.ts why it stays as it is.");
	});

	it("has no exceptions that are not needed", () => {
		const isFound = (exception: (typeof exceptions)[number], text?: string) =>
			loose.some((found) => isExcepted(found, exception) && found.text === (text ?? found.text));
		const needed = (exception: (typeof exceptions)[number]) =>
			exception.texts?.every((text) => isFound(exception, text)) ?? isFound(exception);
		assert.deepEqual(
			exceptions.filter((exception) => !needed(exception)),
			[],
		);
	});

	it("gets a message that can be exported, as many values as it has places, and none before the table is there", () => {
		assert.deepEqual(
			calls.flatMap(({ file, problem }) => (problem === undefined ? [] : [`${file}: ${problem}`])),
			[],
		);
	});

	it("is the one that the exporter knows", async () => {
		const keys = [...new Set(calls.map(({ key }) => key))];
		assert.deepEqual(Object.keys(await exportedTable()).sort(), keys.sort());
	});
});

describe("the check of the door", () => {
	const textsOf = (source: string) => looseTexts(parse("example.ts", source));

	for (const [source, text] of [
		['const label = "Reveal answer";', "Reveal answer"],
		['button("Undo");', "Undo"],
		[`const left = \`\${due} due\`;`, "\0 due"],
		['show(isOpen ? "nothing was printed" : "");', "nothing was printed"],
		['throw new UserError("Choose another folder.");', "Choose another folder."],
		['const html = `<nav aria-label="Questions"></nav>`;', '<nav aria-label="Questions"></nav>'],
		['const html = "<h2>Answer</h2>";', "<h2>Answer</h2>"],
		['text.replace(/^>=/, "Python from this version on");', "Python from this version on"],
		["const names = { good: 'Good' } as const;", "Good"],
		['const label = t("Reveal answer");', "Reveal answer"],
	] as const) {
		it(`finds the text of ${source}`, () => assert.deepEqual(textsOf(source), [text]));
	}

	for (const source of [
		'import { x } from "Some Module";',
		'const label = l10n.t("Reveal answer");',
		'const label = vscode.l10n.t("Random: {0}", scope);',
		'throw new Error("A Renderer was asked twice.");',
		'log.info("Everything is saved");',
		'type Name = "Good name" | "Bad name";',
		'const isTrue = text === "True" || text.startsWith("Not a");',
		'switch (text) { case "None": break; }',
		'const tags = "p br hr".split(" ");',
		'const row = { "Some key": id };',
		`const path = \`\${topic}/\${slug}\`;`,
		`const name = \`CPython \${version}\`;`,
	]) {
		it(`has nothing against ${source}`, () => assert.deepEqual(textsOf(source), []));
	}

	for (const [source, problem] of [
		[`const f = () => l10n.t(\`Random: \${scope}\`);`, /one string/],
		['const f = () => l10n.t("Random: " + scope);', /one string/],
		['const f = () => l10n.t("{0} of {1}", some);', /1 arguments/],
		['const f = () => l10n.t("Random", scope);', /1 arguments/],
		['const label = l10n.t("Random");', /when the module is loaded/],
		['class Row { static readonly label = l10n.t("Random"); }', /when the module is loaded/],
	] as const) {
		it(`finds what is wrong with ${source}`, () => {
			const [call] = doorCalls(parse("example.ts", source));
			assert.match(call?.problem ?? "", problem);
		});
	}

	it("has nothing against a call that is right", () => {
		const source = 'class Row { label = l10n.t({ message: "{0} {1}", args: [day, time], comment: "A time" }); }';
		assert.deepEqual(doorCalls(parse("example.ts", source)), [{ key: "{0} {1}/A time", problem: undefined }]);
	});
});

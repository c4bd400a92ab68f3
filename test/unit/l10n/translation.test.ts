import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { config, t } from "@vscode/l10n";
import { parseBank } from "../../../src/core/bank/parseBank";
import { fold } from "../../../src/core/journal/fold";
import { composeScratch } from "../../../src/core/lab/composeScratch";
import { hintAt } from "../../../src/core/lab/judging/hints";
import { predictionMarks } from "../../../src/core/lab/markEditing";
import { readRegions } from "../../../src/core/lab/regions";
import { experimentOf } from "../../../src/core/lab/scratch";
import { todayAt } from "../../../src/core/schedule/day";
import { closingOf, describeLeft } from "../../../src/core/session/closing";
import { describeSpan, describeSpanAhead } from "../../../src/core/session/spans";
import { describeStatus, ratingNames } from "../../../src/core/session/wording";
import { pseudoTable } from "../../support/l10n/pseudo";
import { day, scheduler, utc } from "../../support/recall";

const today = todayAt({ now: Date.UTC(2027, 0, 15, 12), rolloverHour: 4, calendar: utc });
const limits = { due: 9, new: 9, session: 9 };
const questions = ["dunder:a", "dunder:b"] as const;
const crammed = {
	since: 0,
	until: 0,
	topic: { key: "dunder:asyncio", title: "asyncio" },
	isCram: true,
	isLeft: false,
} as const;
const closingBasis = { limits, pace: undefined, filter: undefined, titleOf: String };
const study = { state: fold([], scheduler), questions, today, scheduler, limits };

/** Letters of the pseudo-language. */
const pseudo = /[ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑ]/;

function hint(...lines: readonly string[]): string | undefined {
	return hintAt({ lines, hasException: false }, { output: ["1", "2", "3"], error: undefined }, "3.13.0");
}

function scratch() {
	const files = ["topic", "management"].map((name) => `memory/${name}.md`);
	const { questions: parsed } = parseBank(
		"dunder",
		files.map((path) => ({ path, text: readFileSync(`questions/${path}`, "utf8") })),
	);
	const [question] = parsed;
	assert.ok(question);
	return { question, text: composeScratch(question) };
}

describe("in another language", () => {
	const english = { scratch: scratch().text };

	before(async () => config({ contents: await pseudoTable() }));
	after(() => config({ contents: {} }));

	it("a sentence is that of the table, with its values", () => {
		for (const [said, message, ...values] of [
			[describeSpan(day), "1 day"],
			[describeSpan(8 * day), "{0} days", 8],
			[describeSpanAhead(8 * day), "in {0} days", 8],
			[describeStatus("known", { day: today.day + 8 }, today), "Known, comes {0}", describeSpanAhead(8 * day)],
			[describeLeft(study), "{0} new left today", 2],
			[closingOf(study, crammed, closingBasis).title, "You have been through all of {0}", "asyncio"],
			[hint("1", "2"), "One line is missing."],
			[hint("3", "1", "2"), "Only the order of the lines differs."],
			[hint("1", "2", "4"), "Only line {0} differs.", 3],
		] as const) {
			assert.equal(said, t(message, ...values));
			assert.match(said, pseudo);
		}
	});

	it("a sentence may begin with a number, which then begins with a capital", () => {
		assert.match(hint("1") ?? "", /^Ŧẇǿǿ/);
	});

	it("names that are kept by number are read anew", () => {
		assert.deepEqual(
			Object.values(ratingNames),
			["Again", "Hard", "Good", "Easy"].map((name) => t(name)),
		);
		assert.match(ratingNames[3], pseudo);
	});

	it("a scratch file is read back as in English", () => {
		const { question, text } = scratch();
		assert.match(text, /^# Ŧřẏ: /m);
		const regions = readRegions(text);
		assert.deepEqual(
			regions.map((region) => experimentOf(question, region)),
			question.experiments,
		);
		assert.equal(predictionMarks(text).length, predictionMarks(english.scratch).length);
	});

	it("the values come in the order of that language", () => {
		config({ contents: { "in {0} days": "{0} Tage hin", "Random: {0}": "{0}, zufällig" } });
		assert.deepEqual([t("Random: {0}", "gc"), describeSpanAhead(8 * day)], ["gc, zufällig", "8 Tage hin"]);
	});
});

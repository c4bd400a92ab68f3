import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parseBank } from "../../../src/core/bank/parseBank";
import { renderMarkdown } from "../../../src/core/bank/renderMarkdown";
import { renderQuestion } from "../../../src/core/bank/renderQuestion";
import { ankiText } from "../../../src/core/journal/anki";
import { describeBackup, describeProgress, isSameProgress } from "../../../src/core/journal/backupChange";
import type { PredictedStatement } from "../../../src/core/journal/events";
import { fold } from "../../../src/core/journal/fold";
import { newCard } from "../../../src/core/journal/state";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { todayAt } from "../../../src/core/schedule/day";
import { calendarOf } from "../../../src/core/schedule/zonedCalendar";
import { describeSpan } from "../../../src/core/session/spans";
import { proposeRating } from "../../../src/core/session/wording";
import { scheduler } from "../../support/recall";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("an interval on a button", () => {
	for (const [span, words] of [
		[10_000, "1 minute"],
		[10 * minute, "10 minutes"],
		[59 * minute, "1 hour"],
		[5 * hour, "5 hours"],
		[23.6 * hour, "1 day"],
		[8 * day, "8 days"],
		[30.3 * day, "30 days"],
		[45 * day, "45 days"],
		[150 * day, "5 months"],
		[400 * day, "13 months"],
		[900 * day, "2.5 years"],
	] as const) {
		it(`is ${words}`, () => assert.equal(describeSpan(span), words));
	}
});

describe("a proposed rating", () => {
	const key = "dunder:a/b";
	const made = (at: number, experiment: number, ...verdicts: readonly PredictedStatement["verdict"][]) => ({
		at,
		experiment,
		statements: verdicts.map((verdict) => ({ code: "print(1)", predicted: ["1"], verdict })),
	});
	for (const [what, predictions, expected] of [
		["nothing, where nothing was predicted", [], undefined],
		["nothing, where all was left open", [made(2, 1, "unknown")], undefined],
		["Good, where all was right", [made(2, 1, "right", "right"), made(3, 2, "right")], 3],
		["Hard, where something was left open", [made(2, 1, "right", "unknown")], 2],
		["Again, where something was wrong", [made(2, 1, "right", "wrong")], 1],
		["that of the last run of each experiment", [made(2, 1, "wrong"), made(3, 1, "right")], 3],
		["of this round only", [made(1, 1, "wrong")], undefined],
	] as const) {
		it(`is ${what}`, () => {
			const schedule = {
				...{ due: { day: 1 }, stability: 1, difficulty: 5, state: "review" as const, begunDay: 0 },
				...{ lastReview: { at: 1, day: 0 }, reps: 1, lapses: 0, scheduledDays: 1, learningSteps: 0 },
			};
			assert.equal(proposeRating({ ...newCard(key), schedule, predictions }), expected);
		});
	}
	it("is nothing for a question without history", () => assert.equal(proposeRating(undefined), undefined));
});

describe("a backup", () => {
	it("is told by what a person knows", () => {
		const of = (question: string, ...happened: readonly object[]) =>
			happened.map((fields, index) => ({
				...{ id: `d.${question}.${index + 1}`, at: index, pack: "dunder", question },
				...fields,
			}));
		const state = (...events: readonly object[]) => fold(events as StoredEvent[], scheduler);
		const rated = (rating: number) => ({ kind: "reviewed", rating });
		const questions = ["dunder:a", "dunder:b", "dunder:c"] as const;
		const now = state(...of("a", rated(4), { kind: "starred", on: true }), ...of("b", rated(1), rated(1)));
		assert.equal(describeProgress(now, questions), "1 known, 1 learning, 1 new; 3 ratings, 1 star");
		assert.equal(describeProgress(state(), questions), "0 known, 0 learning, 3 new");
		const resetAndBack = [
			{ id: "d.z.1", at: 9, kind: "reset", pack: "dunder", prefix: "" },
			{ id: "d.z.2", at: 9, kind: "undone", target: "d.z.1" },
		];
		const a = of("a", rated(4));
		const isSame = (...events: readonly object[]) => isSameProgress(state(...a), state(...events));
		assert.equal(isSame(...a, ...resetAndBack), true);
		for (const other of [
			[...a, resetAndBack[0] ?? {}],
			of("a", rated(3)),
			of("b", rated(4)),
			of("a", rated(4), rated(4)),
		]) {
			assert.equal(isSame(...other), false);
		}
		const planned = { id: "d.z.3", at: 9, kind: "planned", day: "2027-02-01" };
		assert.equal(isSame(...a, planned), false);
	});

	const today = todayAt({ now: Date.parse("2027-01-15T12:00Z"), rolloverHour: 4, calendar: calendarOf("UTC") });
	for (const [name, at, words] of [
		["2027-01-15", "2027-01-15T06:53Z", "today 06:53"],
		["2027-01-14-before-reset-mwvrnfsv", "2027-01-15T03:59Z", "yesterday 03:59, before the reset"],
		["2027-01-02-before-restore-mwvrnfsv", "2027-01-02T23:05Z", "2027-01-02 23:05, before a restore"],
		["2027-01-02-moved-1z141z3", "2027-01-02T23:05Z", "2027-01-02 23:05, from the earlier folder"],
		["2027-01-02", "2027-01-15T06:53Z", "2027-01-02"],
	] as const) {
		it(`is called ${words}`, () => assert.equal(describeBackup(name, Date.parse(at), today), words));
	}
});

describe("a note", () => {
	it("is Markdown in which nothing but text structure is HTML", () => {
		assert.equal(renderMarkdown("**a** <b>c</b>"), "<p><strong>a</strong> &lt;b&gt;c&lt;/b&gt;</p>\n");
		assert.equal(renderMarkdown("# a\n## b\n###### c"), "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>\n");
		assert.match(renderMarkdown("- [ ] a\n- [x] b"), /☐ a[\s\S]*☑ b/);
		assert.match(renderMarkdown("[x](https://example.org)"), /x \(https:\/\/example\.org\)/);
		assert.doesNotMatch(renderMarkdown("![x](https://example.org/x.png)\n\n<script>1</script>"), /<(img|script)/);
	});
});

describe("the Anki export", () => {
	it("has a line a question with a GUID of its own, and no tab or line break within a field", () => {
		const paths = readdirSync("questions", { recursive: true, encoding: "utf8" }).filter((path) =>
			path.endsWith(".md"),
		);
		const { questions } = parseBank(
			"dunder",
			paths.map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(`questions/${path}`, "utf8") })),
		);
		const keyOf = (id: string) => `dunder:${id}` as const;
		const dependencies = { topicTitle: "A topic", keyOf, titleOf: () => undefined };
		const rendered = questions.map((question) => renderQuestion(question, dependencies, []));
		const lines = ankiText(rendered).trimEnd().split("\n");
		const notes = lines.filter((line) => !line.startsWith("#"));
		assert.equal(notes.length, questions.length);
		assert.equal(new Set(notes.map((line) => line.split("\t")[0])).size, questions.length);
		for (const note of notes) {
			const fields = note.split("\t");
			assert.deepEqual([fields.length, fields[3]], [4, "Dunder"], note.slice(0, 80));
			// Anki reads a quote at the start of a field as the start of a quoted field.
			assert.ok(!fields.some((field) => field.startsWith('"')));
			assert.doesNotMatch(note, /data-(link|code)=/);
		}
		for (const header of ["#guid column:1", "#html:true", "#deck column:4"]) {
			assert.ok(lines.includes(header));
		}
		// Anki replaces the person's own tags by those of a column.
		assert.doesNotMatch(lines.filter((line) => line.startsWith("#")).join(), /tags/);
		assert.ok(notes.every((note) => /<small>A topic · [a-z]+ · [^<]+<\/small><\/p>\tDunder$/.test(note)));
		assert.match(notes.join(), /<a href="https:\/\/peps\.python\.org/);
		assert.match(notes.join(), /<pre><code>import gc<br>/);
	});
});

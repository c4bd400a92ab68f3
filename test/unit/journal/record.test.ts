import assert from "node:assert/strict";
import fc from "fast-check";
import { crc32 } from "../../../src/core/journal/crc32";
import { distinct } from "../../../src/core/journal/distinct";
import type { EventPayload } from "../../../src/core/journal/events";
import { tableOf } from "../../../src/core/journal/eventTable";
import { fold } from "../../../src/core/journal/fold";
import { decodeSegment, encodeRecord } from "../../../src/core/journal/record";
import { complete } from "../../../src/core/journal/steps";
import { isReadable, type StoredEvent, toEvent } from "../../../src/core/journal/storedEvent";
import { exportText, parseExport } from "../../support/events";
import { scheduler } from "../../support/recall";

const key = { pack: "dunder", question: "memory/when-freed" };
const base = { id: "k3x9a2b1.20270115093045-a1b2c3.1", at: 1_800_000_000_000 };

const happenings: readonly EventPayload[] = [
	{ kind: "reviewed", ...key, rating: 3 },
	{ kind: "suspended", ...key, on: true },
	{ kind: "starred", ...key, on: false },
	{ kind: "buried", ...key, until: 1_800_000_100_000 },
	{ kind: "forgotten", ...key },
	{ kind: "noted", ...key, text: 'Zeilen\n\u2028"ü" 🐍\u0000\r\n\ud800' },
	{ kind: "predicted", ...key, experiment: 1, statements: [{ code: "f()", predicted: ["1"], verdict: "wrong" }] },
	{ kind: "planned", day: "2027-01-15" },
	{ kind: "planned", day: null },
	{ kind: "reset", pack: "dunder", prefix: "" },
	{ kind: "undone", target: base.id },
];

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Events of known and unknown kinds, with fields that no version reads. */
const anyEvent: fc.Arbitrary<StoredEvent> = fc
	.tuple(
		fc.integer({ min: 1, max: 1e9 }),
		fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true }),
		fc.oneof(fc.constantFrom(...happenings), fc.record({ kind: fc.constantFrom("interviewed", "toString") })),
		fc.dictionary(
			fc.string().map((name) => `x${name}`),
			fc.jsonValue({ noUnicodeString: false }),
		),
	)
	.map(([sequence, at, happening, rest]) => ({ ...rest, ...happening, id: `dev.s-1.${sequence}`, at }));

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("a record of the journal", () => {
	for (const [text, expected] of [
		["", 0],
		["123456789", 0xcbf43926],
		["The quick brown fox jumps over the lazy dog", 0x414fa339],
	] as const) {
		it(`has the CRC-32 of zlib: "${text}"`, () => assert.equal(crc32(bytesOf(text)), expected));
	}

	it("is a line of its own", () => {
		const record = encodeRecord({ ...base, kind: "planned", day: null });
		assert.match(record, /^\n[0-9a-f]{8} \{"id":"k3x9a2b1\.20270115093045-a1b2c3\.1",.*\}\n$/);
	});

	it("comes back as it was, of any kind, with fields that no version knows", () => {
		fc.assert(
			fc.property(fc.array(anyEvent), fc.constantFrom("\n", "\r\n"), (events, lineEnd) => {
				const text = events.map(encodeRecord).join("").replaceAll("\n", lineEnd);
				const expected = { events: events.map(asJson), damaged: [], torn: false, end: bytesOf(text).length };
				assert.deepEqual(decodeSegment(bytesOf(text)), expected);
			}),
			{ numRuns: 200 },
		);
	});

	it("is told apart from any that was cut off, at every byte", () => {
		const events = happenings.map((happening, index) => ({ ...base, id: `d.s.${index + 1}`, ...happening }));
		const bytes = bytesOf(events.map(encodeRecord).join(""));
		const ends = events.map(
			(_, index) =>
				bytesOf(
					events
						.slice(0, index + 1)
						.map(encodeRecord)
						.join(""),
				).length,
		);
		for (let length = 0; length <= bytes.length; length++) {
			const decoded = decodeSegment(bytes.subarray(0, length));
			// A record without its last newline is complete.
			const whole = ends.filter((end) => end - 1 <= length);
			assert.equal(decoded.events.length, whole.length);
			assert.deepEqual(decoded.damaged, []);
			const rest = length - Math.min(whole.at(-1) ?? 0, length);
			assert.equal(decoded.torn, rest > 1);
			assert.equal(decoded.end, decoded.torn ? length - rest + 1 : length);
		}
	});

	/** By what another program has made of a segment: how it is decoded nevertheless. */
	const events = happenings.map((happening, index) => ({ ...base, id: `d.s.${index + 1}`, ...happening }));
	const text = events.map(encodeRecord).join("");
	const bigEndian = (text: string) => Buffer.from(text, "utf16le").swap16();
	for (const [name, bytes] of [
		["carriage returns alone", bytesOf(text.replaceAll("\n", "\r"))],
		["\\r\\r\\n", bytesOf(text.replaceAll("\n", "\r\r\n"))],
		["blanks at the ends of lines", bytesOf(text.replaceAll("\n", " \t \n"))],
		["a byte order mark", bytesOf(`\uFEFF${text}`)],
		["a byte order mark, and without empty lines", bytesOf(`\uFEFF${text.trim().replaceAll("\n\n", "\n")}`)],
		["UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le")],
		["UTF-16 without a mark", Buffer.from(text, "utf16le")],
		["UTF-16 of the other byte order", bigEndian(`\uFEFF${text}`)],
		["UTF-16 of the other byte order, without a mark", bigEndian(text)],
		["UTF-16 with Windows' line ends", Buffer.from(`\uFEFF${text.replaceAll("\n", "\r\n")}`, "utf16le")],
	] as const) {
		it(`is read where another program has saved its file with ${name}`, () => {
			const decoded = decodeSegment(bytes);
			assert.deepEqual(decoded.events, events.map(asJson));
			assert.deepEqual([decoded.damaged, decoded.torn, decoded.end], [[], false, bytes.length]);
			assert.equal(decoded.encoding, name.startsWith("UTF-16") ? "UTF-16" : undefined);
		});
	}

	it("is told apart from damaged ones in such files too", () => {
		const damaged = bytesOf(text.replace("planned", "plannee").replaceAll("\n", "\r"));
		const returns = decodeSegment(damaged);
		assert.deepEqual([returns.events.length, returns.damaged.length, returns.torn], [events.length - 1, 1, false]);
		const cut = decodeSegment(damaged.subarray(0, -10));
		assert.deepEqual([cut.events.length, cut.damaged.length, cut.torn], [events.length - 2, 1, true]);
		assert.match(new TextDecoder().decode(damaged.subarray(cut.end)), /^[0-9a-f]{8} \{"id":"d\.s\.11"/);
		const wide = decodeSegment(Buffer.from(text.replace("planned", "plannee").slice(0, -10), "utf16le"));
		assert.deepEqual([wide.events.length, wide.damaged.length, wide.torn], [events.length - 2, 2, false]);
	});

	const good = encodeRecord({ ...base, kind: "planned", day: null });
	for (const [name, damage] of [
		["one bit", good.replace("planned", "plannee")],
		["its CRC", good.replace(/^\n./, "\nx")],
		["a CRC in capitals", good.replace(/^\n[0-9a-f]+/, (crc) => crc.toUpperCase().replace(/[0-9]$/, "A"))],
		["no space", good.replace(" ", "_")],
		["zeros", good.replaceAll(/[^\n]/g, "\0")],
		["text", "\nhello\n"],
		["a short line", "\nabc\n"],
	] as const) {
		it(`is no record with ${name} damaged, and the next ones are`, () => {
			const { events, damaged, torn } = decodeSegment(bytesOf(good + damage + good));
			assert.equal(events.length, 2);
			assert.deepEqual(damaged, [bytesOf(damage.trim())]);
			assert.equal(torn, false);
		});
	}

	for (const [name, value] of Object.entries({
		"no object": 1,
		nothing: null,
		"no id": { at: 1, kind: "planned", day: null },
		"an id of another form": { ...base, id: "a/b.c.1", kind: "x" },
		"a sequence of 0": { ...base, id: "a.b.0", kind: "x" },
		"no time": { ...base, at: null, kind: "x" },
		"a time that no date has": { ...base, at: 8.65e15, kind: "x" },
		"after text": { ...base, after: "1", kind: "x" },
		"no kind": base,
		"a nesting that cannot be written again": { ...base, kind: "x", y: JSON.parse("[".repeat(200) + "]".repeat(200)) },
	})) {
		it(`is damaged where its shape is wrong: ${name}`, () => {
			assert.equal(toEvent(value), undefined);
			const { events, damaged } = decodeSegment(bytesOf(encodeRecord(value as StoredEvent)));
			assert.deepEqual([events.length, damaged.length], [0, 1]);
		});
	}
});

describe("an event that only a newer version can read", () => {
	for (const [name, value] of Object.entries({
		"a kind that is not known": { ...base, kind: "dreamt", vividness: 3 },
		"no pack": { ...base, ...happenings[0], pack: undefined },
		"an empty question": { ...base, ...happenings[0], question: "" },
		"a rating of 5": { ...base, ...happenings[0], rating: 5 },
		"a rating as text": { ...base, ...happenings[0], rating: "3" },
		"no on": { ...base, kind: "starred", ...key },
		"until text": { ...base, kind: "buried", ...key, until: "x" },
		"until a day as text": { ...base, kind: "buried", ...key, until: 1, untilDay: "2027-01-15" },
		"a study day as text": { ...base, kind: "reviewed", ...key, rating: 3, day: "2027-01-15" },
		"half a study day": { ...base, kind: "reviewed", ...key, rating: 3, day: 20_833.5 },
		"a plan of no day": { ...base, kind: "planned", day: "2027-01-15", setOn: null },
		"no note": { ...base, kind: "noted", ...key },
		"experiment 0": { ...base, kind: "predicted", ...key, experiment: 0, statements: [] },
		"a statement without a verdict": {
			...base,
			kind: "predicted",
			...key,
			experiment: 1,
			statements: [{ code: "", predicted: [] }],
		},
		"a day of another form": { ...base, kind: "planned", day: "15.1.2027" },
		"no prefix": { ...base, kind: "reset", pack: "dunder" },
		"no target": { ...base, kind: "undone", target: "x" },
	})) {
		it(`is kept as it is, and changes nothing: ${name}`, () => {
			const event = toEvent(value) ?? assert.fail();
			assert.equal(isReadable(event), false);
			const { events, damaged } = decodeSegment(bytesOf(encodeRecord(event)));
			assert.deepEqual([events, damaged], [[JSON.parse(JSON.stringify(value))], []]);
			const parsed = parseExport(exportText(events));
			assert.deepEqual(typeof parsed === "object" && parsed.events, events);
			const state = fold(events, scheduler);
			assert.deepEqual([state.cards.size, state.undoable, state.interviewDay], [0, [], undefined]);
		});
	}

	it("keeps numbers that JavaScript cannot hold", () => {
		const text = `{"id":"a.b.1","at":1,"kind":"dreamt","of":[9007199254740993,-12345678901234567890]}`;
		const crc = crc32(bytesOf(text)).toString(16).padStart(8, "0");
		const { events } = decodeSegment(bytesOf(`${crc} ${text}\n`));
		assert.equal(encodeRecord(events[0] ?? assert.fail()), `\n${crc} ${text}\n`);
		const exported = exportText(events);
		assert.equal(exported.split("\n")[1], text);
		const parsed = parseExport(exported);
		assert.ok(typeof parsed === "object");
		assert.equal(exportText([...parsed.events, ...events]), exported);
	});
});

describe("the same event", () => {
	const one: StoredEvent = { ...base, kind: "noted", ...key, text: "x" };
	const other = Object.fromEntries(Object.entries(one).reverse()) as unknown as StoredEvent;
	/** How many different events these are. */
	const count = (...events: readonly StoredEvent[]) => complete(distinct(tableOf(events)), events).first.length;

	it("is one, in whatever order its keys stand", () => {
		assert.notEqual(JSON.stringify(one), JSON.stringify(other));
		assert.equal(count(one, other), 1);
	});
	it("is another with other content, even in a number that JavaScript cannot hold", () => {
		const [first, second] = ["9007199254740993", "9007199254740992"].map((number) => {
			const parsed = parseExport(`{"id":"a.b.1","at":1,"kind":"x","of":${number}}`);
			return typeof parsed === "object" ? (parsed.events[0] ?? assert.fail()) : assert.fail();
		});
		assert.ok(first && second);
		assert.deepEqual([count(first, second), count(first, first)], [2, 1]);
	});
});

describe("an export of progress", () => {
	const noDamage = { count: 0, first: [] };

	it("comes back as it was: each event once, in order of time", () => {
		fc.assert(
			fc.property(fc.array(anyEvent), (events) => {
				const text = exportText([...events, ...events]);
				const parsed = parseExport(text);
				assert.ok(typeof parsed === "object");
				const distinct = [...new Set(events.map((event) => JSON.stringify(event)))].sort();
				assert.deepEqual(parsed.events.map((event) => JSON.stringify(event)).sort(), distinct);
				assert.ok(parsed.events.every(({ at }, index) => index === 0 || (parsed.events[index - 1]?.at ?? 0) <= at));
				assert.deepEqual([parsed.damaged, parsed.missing], [noDamage, 0]);
				assert.equal(exportText(parsed.events), text);
			}),
			{ numRuns: 100 },
		);
	});

	const events = [1, 2, 3].map((n): StoredEvent => ({ id: `d.s.${n}`, at: n, kind: "planned", day: null }));
	const lines = exportText(events).split("\n");

	it("names Dunder and its version first", () => {
		assert.equal(lines[0], '{"format":"Dunder progress","version":1,"events":3}');
	});

	for (const [name, text, expected] of [
		["a damaged line", lines.with(2, "{oops").join("\n"), { events: 2, damaged: { count: 1, first: [3] }, missing: 0 }],
		[
			"a damaged header",
			lines.with(0, "oops").join("\n"),
			{ events: 3, damaged: { count: 1, first: [1] }, missing: 0 },
		],
		["no end", lines.slice(0, 3).join("\n"), { events: 2, damaged: noDamage, missing: 1 }],
	] as const) {
		it(`is read with ${name}`, () => {
			const parsed = parseExport(text);
			assert.ok(typeof parsed === "object");
			assert.deepEqual({ ...parsed, events: parsed.events.length }, expected);
		});
	}

	for (const [text, problem] of [
		["", "foreign"],
		["hello\n[1]\nnull\n", "foreign"],
		[exportText(events).replace('"version":1', '"version":2'), "newer"],
	] as const) {
		it(`is refused as ${problem}: ${JSON.stringify(text.slice(0, 20))}`, () =>
			assert.equal(parseExport(text), problem));
	}
});

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { encodeRecord } from "../../../src/core/journal/record";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import type { Survey } from "../../../src/platform/journalStorage";
import { Journal } from "../../../src/platform/node/journal";
import { readAll } from "../../support/events";
import { happeningOf } from "../../support/journalTorture";
import { type Random, randomFrom } from "../../support/random";

const stores = 200;
const records = 1_000;
const reader = { device: "one", session: "x" };
const names = ["one/a", "one/b", "two/c", "two/d"] as const;

interface Segment {
	readonly name: string;
	readonly events: readonly StoredEvent[];
	readonly bytes: Buffer;
	/** Where each record ends. */
	readonly ends: readonly number[];
}

/** What is left of a segment, and the ranges of bytes that were changed. */
interface Damaged {
	readonly bytes: Buffer | undefined;
	readonly touched: readonly (readonly [from: number, to: number])[];
}

function overwritten(bytes: Buffer, from: number, patch: Buffer): Damaged {
	const copy = Buffer.from(bytes);
	return { bytes: copy, touched: [[from, from + patch.copy(copy, from)]] };
}

const garbage = (random: Random) => Buffer.from(Array.from({ length: 1 + random(3_000) }, () => random(256)));

const damages: Record<string, (bytes: Buffer, random: Random) => Damaged> = {
	"bytes flipped": (bytes, random) => {
		const places = Array.from({ length: 1 + random(50) }, () => random(bytes.length));
		const copy = Buffer.from(bytes);
		for (const place of places) {
			copy[place] = (bytes[place] ?? 0) ^ (1 + random(255));
		}
		return { bytes: copy, touched: places.map((place) => [place, place + 1]) };
	},
	"cut off": (bytes, random) => {
		const length = random(bytes.length);
		return { bytes: bytes.subarray(0, length), touched: [[length, bytes.length]] };
	},
	"a block of zeros": (bytes, random) => overwritten(bytes, random(bytes.length), Buffer.alloc(1 + random(8_192))),
	"garbage over it": (bytes, random) => overwritten(bytes, random(bytes.length), garbage(random)),
	"garbage in it": (bytes, random) => {
		const place = random(bytes.length);
		const parts = [bytes.subarray(0, place), garbage(random), bytes.subarray(place)];
		return { bytes: Buffer.concat(parts), touched: [[place, place]] };
	},
	"garbage behind it": (bytes, random) => ({ bytes: Buffer.concat([bytes, garbage(random)]), touched: [] }),
	missing: (bytes) => ({ bytes: undefined, touched: [[0, bytes.length]] }),
};

function makeSegment(name: string): Segment {
	const ids = Array.from({ length: records / names.length }, (_, index) => `${name.replace("/", ".")}.${index + 1}`);
	const events = ids.map((id, index): StoredEvent => {
		const happening = happeningOf(id);
		return { id, at: index, ...happening, ...("text" in happening ? { text: happening.text.slice(0, 300) } : {}) };
	});
	const lines = events.map((event) => Buffer.from(encodeRecord(event)));
	let end = 0;
	const ends = lines.map((line) => {
		end += line.length;
		return end;
	});
	return { name: `${name}.jsonl`, events, bytes: Buffer.concat(lines), ends };
}

function untouched({ events, ends }: Segment, { touched }: Damaged): StoredEvent[] {
	return events.filter((_, index) => {
		const [start, end] = [ends[index - 1] ?? 0, ends[index] ?? 0];
		// Bytes that were inserted at one place touch a record that had bytes on both sides of that place.
		return !touched.some(([from, to]) => from < end && (from === to ? from > start : to > start));
	});
}

describe(`${stores} journals of ${records} records that were damaged`, () => {
	const segments = names.map(makeSegment);
	const original = new Map(segments.flatMap(({ events }) => events).map((event) => [event.id, event]));
	let folder = "";
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-damage-"));
	});
	after(() => rm(folder, { recursive: true }));

	async function damage(root: string, random: Random, kind: string): Promise<[Segment, Damaged][]> {
		const pairs: [Segment, Damaged][] = [];
		for (const segment of segments) {
			const isHit = segment === segments[0] || random(2) === 0;
			const whole = { bytes: segment.bytes, touched: [] };
			const damaged = isHit ? (damages[kind]?.(segment.bytes, random) ?? assert.fail()) : whole;
			const path = join(root, "journal", segment.name);
			await mkdir(dirname(path), { recursive: true });
			await (damaged.bytes ? writeFile(path, damaged.bytes) : rm(path, { force: true }));
			pairs.push([segment, damaged]);
		}
		return pairs;
	}

	/** Every line that is not an original record, each once. */
	function strangeLines(pairs: readonly [Segment, Damaged][]): string[] {
		const known = new Set(segments.flatMap(({ bytes }) => linesOf(bytes)));
		return [...new Set(pairs.flatMap(([, { bytes }]) => linesOf(bytes)))].filter((line) => !known.has(line));
	}

	/** Checks that damage is counted, copied, and left where it is. */
	async function checkDamage(root: string, pairs: readonly [Segment, Damaged][], reading: Survey) {
		const strange = strangeLines(pairs);
		const kept = new Set<string>();
		for (const [{ name }, { bytes }] of pairs) {
			const copy = await readFile(join(root, "damaged", name)).catch(() => undefined);
			linesOf(copy).forEach((line) => void kept.add(line));
			const path = join(root, "journal", name);
			assert.deepEqual(await readFile(path).catch(() => undefined), bytes, `${name} was changed`);
		}
		const left = strange.filter((line) => !kept.has(line));
		assert.ok(left.length <= reading.torn, `${left.length} lines are neither kept aside nor torn`);
		assert.equal(reading.damaged + reading.torn > 0, strange.length > 0);
		assert.equal(reading.setAside, kept.size);
	}

	/** Checks that a machine that had seen everything before reports what is gone, and still has it. */
	async function checkMissing(root: string, pairs: readonly [Segment, Damaged][]) {
		const seen = join(root, "seen");
		for (const { name, bytes } of segments) {
			await mkdir(dirname(join(seen, "journal", name)), { recursive: true });
			await writeFile(join(seen, "journal", name), bytes);
		}
		const { missing, events, lacking } = await readAll(new Journal({ ...reader, root }, () => 0, { seen }));
		const found = new Set(events.map(({ id }) => id));
		const hasLost = ([{ events }]: (typeof pairs)[number]) => events.some(({ id }) => !found.has(id));
		assert.deepEqual(
			[...missing].sort(),
			pairs.filter(hasLost).map(([{ name }]) => name),
		);
		const all = [...events, ...lacking].sort((one, other) => (one.id < other.id ? -1 : 1));
		assert.deepEqual(
			all,
			[...original.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
		);
	}

	async function check(root: string, random: Random, kind: string) {
		const pairs = await damage(root, random, kind);
		const reading = await readAll(new Journal({ ...reader, root }, () => 0));
		const found = new Map(reading.events.map((event) => [event.id, event]));
		for (const [segment, damaged] of pairs) {
			for (const event of untouched(segment, damaged)) {
				assert.deepEqual(found.get(event.id), event);
			}
		}
		for (const [id, event] of found) {
			assert.deepEqual(event, original.get(id));
		}
		await checkDamage(root, pairs, reading);
		await checkMissing(root, pairs);
	}

	const kinds = Object.keys(damages);
	for (const [first, kind] of kinds.entries()) {
		it(`give every record that was not touched and no wrong one: ${kind}`, async () => {
			for (let store = first; store < stores; store += kinds.length) {
				await check(join(folder, String(store)), randomFrom(store), kind).catch((error) => {
					throw new Error(`Store ${store}`, { cause: error });
				});
			}
		});
	}
});

function linesOf(bytes: Buffer | undefined): string[] {
	return (bytes?.toString("latin1") ?? "")
		.split(/\r?\n/)
		.map((line) => line.replace(/\r$/, ""))
		.filter((line) => line !== "");
}

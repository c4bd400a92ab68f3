import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExportLoss, ExportProblem } from "../../../src/core/journal/exportFile";
import { encodeRecord } from "../../../src/core/journal/record";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { readExportBytes } from "../../../src/platform/exportReader";
import { readExportFile } from "../../../src/platform/node/exportFiles";
import { readSegmentFile } from "../../../src/platform/node/journalReader";
import { eventsIn, exportText } from "../../support/events";

interface Found extends ExportLoss {
	readonly events: readonly StoredEvent[];
}

const note = (index: number, length: number): StoredEvent => ({
	...{ id: `a.b.${index + 1}`, at: index, kind: "noted", pack: "dunder", question: "gil/free" },
	text: "ü".repeat(length),
});
const noDamage = { count: 0, first: [] };
const chunk = 131_072;

describe("a file of any size", () => {
	let folder = "";
	let path = "";
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-export-"));
		path = join(folder, "export.jsonl");
	});
	afterEach(() => rm(folder, { recursive: true }));

	/** Reads a text as a file and in memory, which gives the same. */
	async function read(content: string | Uint8Array): Promise<Found | ExportProblem> {
		await writeFile(path, content);
		const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
		const [one, other] = await Promise.all([readExportFile(path), readExportBytes(bytes)]);
		if (typeof one === "string") {
			return one === other ? one : assert.fail();
		}
		if (typeof other === "string") {
			return assert.fail();
		}
		const [events, others] = await Promise.all([eventsIn(one.source), eventsIn(other.source)]);
		assert.deepEqual([events, one.damaged, one.missing], [others, other.damaged, other.missing]);
		return { events, damaged: one.damaged, missing: one.missing };
	}

	// Lines of which some are longer than a chunk, and one ends exactly where a chunk does.
	const lengths = [10, chunk, 3, 7, 2 * chunk, 5, 40_000, 40_000, 40_000, 1, 0, 300_000];
	const events = lengths.map((length, index) => note(index, length));

	it("has all its events, as an export", async () => {
		assert.deepEqual(await read(exportText(events)), { events, damaged: noDamage, missing: 0 });
		const plain = exportText(Array.from({ length: 9_000 }, (_, index) => note(index, index % 60)));
		const found = await read(plain);
		assert.ok(typeof found === "object");
		assert.equal(exportText(found.events), plain);
	});

	it("has all its events, as a segment, wherever its chunks end", async () => {
		for (const shift of [0, 1, 2, 50]) {
			const first = note(0, 0);
			const padded = { ...first, text: "x".repeat(chunk - encodeRecord(first).length + shift) };
			const all = [padded, ...events.slice(1)];
			await writeFile(path, all.map(encodeRecord).join(""));
			const parts: (readonly StoredEvent[])[] = [];
			await readSegmentFile(path, 0, (found) => parts.push(found));
			assert.deepEqual(parts.flat(), all);
		}
	});

	for (const encoding of ["UTF-16LE", "UTF-16BE"] as const) {
		it(`has all its events, as a segment that an editor has saved as ${encoding}`, async () => {
			const bytes = Buffer.from(`\uFEFF${events.map(encodeRecord).join("")}`, "utf16le");
			await writeFile(path, encoding === "UTF-16LE" ? bytes : bytes.swap16());
			const parts: (readonly StoredEvent[])[] = [];
			const { damaged, position } = await readSegmentFile(path, 0, (found) => parts.push(found));
			assert.deepEqual([parts.flat(), damaged, position], [events, [], bytes.length]);
		});
	}

	const lines = exportText(events.slice(0, 3)).split("\n");
	it("is read with a byte order mark and CRLF", async () => {
		const found = await read(`\uFEFF${lines.join("\r\n")}`);
		assert.deepEqual(found, { events: events.slice(0, 3), damaged: noDamage, missing: 0 });
	});

	it("is read past damaged lines, of which the first are named", async () => {
		const found = await read([...lines.slice(0, 2), ..."x".repeat(11), ...lines.slice(2)].join("\n"));
		assert.ok(typeof found === "object");
		assert.equal(found.events.length, 3);
		assert.deepEqual(found.damaged, { count: 11, first: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12] });
	});

	it("has no event in a line that is not UTF-8, so that no wrong character gets into a note", async () => {
		const bytes = Buffer.concat([
			Buffer.from(`${lines.slice(0, 2).join("\n")}\n`),
			Buffer.from(exportText([note(7, 1)]).split("\n")[1] ?? "", "latin1"),
			Buffer.from(`\n${lines.slice(2).join("\n")}`),
		]);
		const found = await read(bytes);
		assert.ok(typeof found === "object");
		assert.deepEqual([found.events.length, found.damaged], [3, { count: 1, first: [3] }]);
	});

	it("is refused where a newer version wrote it, before its end is read", async () => {
		const newer = exportText(events).replace('"version":1', '"version":2');
		await writeFile(path, newer);
		const shares: number[] = [];
		assert.equal(await readExportFile(path, { onProgress: (share) => shares.push(share) }), "newer");
		assert.deepEqual(shares, []);
	});

	for (const [what, content] of [
		["lines of text", "The quick brown fox jumps over the lazy dog.\n".repeat(200_000)],
		["one long line", "x".repeat(8_000_000)],
		["nothing", ""],
		["bytes of any kind", Uint8Array.from({ length: 8_000_000 }, (_, index) => (index * index) % 251)],
	] as const) {
		it(`is refused where it is no export: ${what}`, async () => {
			await writeFile(path, content);
			const shares: number[] = [];
			assert.equal(await readExportFile(path, { onProgress: (share) => shares.push(share) }), "foreign");
			assert.ok(shares.every((share) => share < 0.5));
			assert.equal(await read(content), "foreign");
		});
	}

	it("tells how much of it was read, and is left when that is aborted", async () => {
		await writeFile(path, exportText(events));
		const shares: number[] = [];
		await readExportFile(path, { onProgress: (share) => shares.push(share) });
		assert.deepEqual(
			shares,
			shares.toSorted((one, other) => one - other),
		);
		assert.ok(shares.length > 3 && shares.at(-1) === 1);
		const controller = new AbortController();
		const reading = readExportFile(path, { signal: controller.signal, onProgress: () => controller.abort() });
		await assert.rejects(reading, { name: "AbortError" });
	});
});

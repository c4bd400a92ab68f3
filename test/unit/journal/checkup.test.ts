import assert from "node:assert/strict";
import { Checkup } from "../../../src/core/journal/checkup";
import type { BackupFacts, CheckupFacts, Inspection, SegmentFacts } from "../../../src/core/journal/checkupFacts";
import { checkupReport } from "../../../src/core/journal/checkupReport";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { isoDay } from "../../../src/core/schedule/day";

const day = 86_400_000;
const start = Date.UTC(2027, 0, 15);

function eventOf(id: string, days = 0, kind = "planned"): StoredEvent {
	return { id, at: start + days * day, kind, day: null } as StoredEvent;
}

interface Segment extends SegmentFacts {
	readonly events: readonly StoredEvent[];
}

function segmentOf(path: string, events: readonly StoredEvent[], more: Partial<SegmentFacts> = {}): Segment {
	const whole = { damaged: 0, torn: false, encoding: undefined, isCopy: false, problem: undefined };
	return { path, bytes: 100, events, ...whole, ...more };
}

function checkUp(segments: readonly Segment[]): Checkup {
	const checkup = new Checkup();
	for (const { path, isCopy, events } of segments) {
		checkup.add(path, isCopy, events);
	}
	return checkup;
}

const nothing: Inspection = {
	problem: undefined,
	segments: [],
	awaited: [],
	others: [],
	missing: [],
	lacking: [],
	copiedLines: [],
	leftovers: [],
};
const backup: BackupFacts = {
	label: "today 06:53",
	entries: 2,
	added: 0,
	addedRatings: 0,
	damaged: 0,
	missing: 0,
	problem: undefined,
};

type Found = Partial<Inspection> & { readonly segments?: readonly Segment[] };

async function reportOf(inspection: Found, more: Partial<CheckupFacts> = {}): Promise<string> {
	const whole = { ...nothing, ...inspection };
	return checkupReport({
		root: "/home/ada/dunder",
		time: "2027-01-15 09:30",
		inspection: whole,
		checkup: checkUp(inspection.segments ?? []),
		backups: [backup],
		unsaved: 0,
		unopened: undefined,
		dayOf: (at) => isoDay(at / day),
		...more,
	});
}

/** The value beside a label. */
function cellOf(report: string, label: string): string | undefined {
	return report
		.split("\n")
		.find((line) => line.startsWith(`| ${label} | `))
		?.slice(`| ${label} | `.length, -2);
}

const two = [eventOf("one.a.1"), eventOf("one.a.2", 3)];

describe("what a journal comes to", () => {
	it("counts each entry once, by machines and days", async () => {
		const other = [eventOf("two.b.1", -2), eventOf("two.b.2", 1)];
		const segments = [segmentOf("journal/one/a.jsonl", two), segmentOf("journal/two/b.jsonl", [...other, ...two])];
		const { entries, machines, gaps, newer } = checkUp(segments);
		assert.deepEqual([entries.count, entries.clashes, gaps, newer], [4, 0, 0, 0]);
		assert.deepEqual(machines, [
			{ device: "one", entries: 2, first: start, last: start + 3 * day },
			{ device: "two", entries: 2, first: start - 2 * day, last: start + day },
		]);
	});

	it("finds ids with different contents, gaps, and entries of a newer version", async () => {
		const events = [eventOf("one.a.1"), eventOf("one.a.1", 1), eventOf("one.a.4"), eventOf("one.b.1", 0, "dreamt")];
		const { entries, gaps, newer } = checkUp([segmentOf("journal/one/a.jsonl", events)]);
		assert.deepEqual([entries.count, entries.clashes, gaps, newer], [4, 1, 2, 1]);
	});

	it("says of a copy what no other file has", async () => {
		const copy = segmentOf("journal/one/a (1).jsonl", [...two, eventOf("one.a.3")], { isCopy: true });
		const { copies } = checkUp([segmentOf("journal/one/a.jsonl", two), copy]);
		assert.deepEqual(copies, [{ path: "journal/one/a (1).jsonl", entries: 3, only: 1 }]);
	});

	it("is the same in whatever parts a segment is added", () => {
		const path = "journal/one/a (1).jsonl";
		const parts = [[], two, [eventOf("one.a.3")]].map((events) => segmentOf(path, events, { isCopy: true }));
		const { copies, entries } = checkUp(parts);
		assert.deepEqual([copies, entries.count], [[{ path, entries: 3, only: 3 }], 3]);
	});
});

describe("the document about a check", () => {
	it("says that nothing is to be done, and what there is", async () => {
		const report = await reportOf({ segments: [segmentOf("journal/one/a.jsonl", two)] });
		assert.match(report, /## What to do\n\nNothing: everything can be read, and nothing is missing\.\n/);
		assert.doesNotMatch(report, /## Good to know|## Files with a fault|undefined|NaN/);
		const values = ["Folder", "Machines", "Files", "Entries", "First day", "Last day"].map((label) =>
			cellOf(report, label),
		);
		assert.deepEqual(values, ["`/home/ada/dunder`", "1", "1", "2", "2027-01-15", "2027-01-18"]);
		assert.match(report, /\| today 06:53 \| 2 \| 0 \| 0 \| complete \|/);
	});

	it("has something to say of nothing", async () => {
		const report = await reportOf({}, { backups: [] });
		assert.deepEqual([cellOf(report, "Entries"), cellOf(report, "First day")], ["0", "none"]);
		assert.match(report, /There is no backup yet/);
		assert.doesNotMatch(report, /Infinity|undefined|NaN/);
	});

	/** By what was found: what the document must say. */
	const findings: Record<string, [Found, Partial<CheckupFacts>, readonly RegExp[]]> = {
		"entries that are not saved": [{}, { unsaved: 3 }, [/1\. Keep this window open/, /not saved \| 3 \|/]],
		"a folder that cannot be read": [
			{ problem: "EACCES: permission denied" },
			{ unopened: "Your progress cannot be read: EACCES. Nothing was changed." },
			[/1\. The folder `\/home\/ada\/dunder` cannot be read: EACCES: permission denied\. Make it readable/],
		],
		"progress that could not be opened": [
			{},
			{ unopened: "Your progress cannot be read: the disk is gone. Nothing was changed." },
			[/1\. Your progress cannot be read: the disk is gone\. Nothing was changed\. Run \*\*Dunder: Refresh\*\*/],
		],
		"a file that cannot be read": [
			{ segments: [segmentOf("journal/one/a.jsonl", [], { problem: "EIO: i/o error | *" })] },
			{},
			[/1\. Some files cannot be read now/, /`journal\/one\/a\.jsonl` \| cannot be read: EIO: i\/o error \\\| \\\* \|/],
		],
		"a file that was not fetched": [
			{ awaited: ["journal/one/b.jsonl"] },
			{},
			[/1\. Some files are here in name only/, /`journal\/one\/b\.jsonl` \| not fetched/],
		],
		"entries that were seen and are gone": [
			{ lacking: two, missing: ["journal/one/a.jsonl"] },
			{},
			[/1\. Some entries that this machine has seen .*\*\*Put Back\*\*/, /no file any longer \| 2 \|/],
		],
		"a backup with more": [
			{},
			{ backups: [backup, { ...backup, label: "2027-01-03", added: 31, addedRatings: 20 }] },
			[
				/1\. The backup of 2027-01-03 has entries that the journal lacks/,
				/\| 2027-01-03 \| 2 \| 31 \| 20 \| complete \|/,
			],
		],
		"entries by a newer version": [
			{ segments: [segmentOf("journal/one/a.jsonl", [eventOf("one.a.1", 0, "dreamt")])] },
			{},
			[/1\. Update Dunder/, /newer version of Dunder \| 1 \|/],
		],
		"lines that cannot be read": [
			{
				segments: [segmentOf("journal/one/a.jsonl", two, { damaged: 2, torn: true })],
				copiedLines: [{ path: "damaged/one/a.jsonl", lines: 2 }],
			},
			{},
			[
				/- Lines that cannot be read stay .* there is nothing to bring back\./,
				/- A file that ends within a line/,
				/Lines that cannot be read \| 3 \|/,
				/`damaged\/one\/a\.jsonl` \| 2 \|/,
				/`journal\/one\/a\.jsonl` \| lines that cannot be read: 2 \|/,
			],
		],
		"another encoding": [
			{ segments: [segmentOf("journal/one/a.jsonl", two, { encoding: "UTF-16" })] },
			{},
			[/saved as UTF-16 by another program/, /in another encoding/],
		],
		"copies with nothing of their own": [
			{ segments: [segmentOf("a", two), segmentOf("journal/one/a (1).jsonl", two, { isCopy: true })] },
			{},
			[/you can delete the copies/, /`journal\/one\/a \(1\)\.jsonl` \| 2 \| 0 \|/],
		],
		"copies with more": [
			{ segments: [segmentOf("journal/one/a (1).jsonl", two, { isCopy: true })] },
			{},
			[/keep those copies/, /`journal\/one\/a \(1\)\.jsonl` \| 2 \| 2 \|/],
		],
		"ids with different contents": [
			{ segments: [segmentOf("a", [...two, eventOf("one.a.1", 9)])] },
			{},
			[/the same id and different contents/, /Ids with different contents \| 1 \|/],
		],
		gaps: [{ segments: [segmentOf("a", [eventOf("one.a.3")])] }, {}, [/Some numbers are missing/, /sequences \| 2 \|/]],
		leftovers: [
			{ leftovers: [{ path: "/storage/state.0123abcd.tmp", bytes: 1234 }] },
			{},
			[/Temporary files are left over/, /Bytes in them \| 1234 \|/],
		],
		"files of others": [{ others: ["journal/one/a.txt"] }, {}, [/`journal\/one\/a\.txt` \| not read/]],
		"a damaged backup": [
			{},
			{ backups: [{ ...backup, damaged: 2, missing: 3 }] },
			[/lines that cannot be read: 2; entries missing at its end: 3/, /A backup that is not complete/],
		],
		"a backup that cannot be read": [
			{},
			{ backups: [{ ...backup, problem: "EIO" }] },
			[/\| EIO \|/, /A backup that is not complete/],
		],
	};
	for (const [what, [inspection, more, expected]] of Object.entries(findings)) {
		it(`says so where it finds ${what}`, async () => {
			const report = await reportOf(inspection, more);
			for (const pattern of expected) {
				assert.match(report, pattern);
			}
		});
	}

	it("does not go on forever, and shows names as they are", async () => {
		const names = Array.from({ length: 150 }, (_, index) => `journal/one/\`<b>|${index}.txt`);
		const report = await reportOf({ others: names });
		assert.match(report, /\| and 50 more \|/);
		assert.match(report, /\| ``journal\/one\/`<b>\\\|0\.txt`` \| not read/);
		assert.doesNotMatch(report, /120\.txt/);
	});
});

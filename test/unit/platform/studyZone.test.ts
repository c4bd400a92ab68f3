import assert from "node:assert/strict";
import { studyDay, todayAt } from "../../../src/core/schedule/day";
import { localCalendar } from "../../../src/platform/localCalendar";
import { StudyZone } from "../../../src/platform/studyZone";

/** A memento over a record, as VS Code keeps one for all windows. */
function mementoOf(kept: Record<string, unknown>): ConstructorParameters<typeof StudyZone>[0] {
	return {
		keys: () => Object.keys(kept),
		get: (key: string, fallback?: unknown) => kept[key] ?? fallback,
		update: async (key: string, value: unknown) => {
			kept[key] = value;
		},
	} as ConstructorParameters<typeof StudyZone>[0];
}

const zoneOn = (host: string, memento: ReturnType<typeof mementoOf>) => new StudyZone(memento, () => host);
const hourAt = ({ calendar }: StudyZone, time: string) => calendar.localTime(Date.parse(time)).hour;
const noon = "2027-01-15T12:00:00Z";

describe("the zone of study days", () => {
	it("is that of the host until a panel has told one, and then that one, in later windows too", () => {
		const kept = {};
		const zone = zoneOn("UTC", mementoOf(kept));
		assert.equal(zone.calendar, localCalendar);
		let changes = 0;
		const listening = zone.onDidChange(() => changes++);
		zone.tell("America/Los_Angeles");
		assert.deepEqual([hourAt(zone, noon), changes], [4, 1]);
		zone.tell("America/Los_Angeles");
		assert.equal(changes, 1);
		assert.equal(hourAt(zoneOn("UTC", mementoOf(kept)), noon), 4);
		listening.dispose();
		zone.tell("UTC");
		assert.deepEqual([zone.calendar, changes], [localCalendar, 1]);
		assert.equal(zoneOn("UTC", mementoOf(kept)).calendar, localCalendar);
	});

	it("is that of the host again where its own zone has changed since, as that of a laptop has", () => {
		const kept = {};
		zoneOn("America/Los_Angeles", mementoOf(kept)).tell("Asia/Tokyo");
		assert.equal(hourAt(zoneOn("America/Los_Angeles", mementoOf(kept)), noon), 21);
		assert.equal(zoneOn("Europe/Berlin", mementoOf(kept)).calendar, localCalendar);
	});

	it("stays where a panel tells none that there is, or what is kept is none", () => {
		const zone = zoneOn("UTC", mementoOf({ "study.zones": { UTC: "Mars/Olympus", "Asia/Tokyo": 7 } }));
		assert.equal(zone.calendar, localCalendar);
		zone.tell("Etc/Unknown");
		zone.tell("x");
		zone.tell(undefined);
		assert.equal(zone.calendar, localCalendar);
	});

	it("makes a study day end in the night of a person whose server is in UTC", () => {
		const zone = zoneOn("UTC", mementoOf({}));
		zone.tell("America/Los_Angeles");
		const { end, day } = todayAt({ now: Date.parse(noon), rolloverHour: 4, calendar: zone.calendar });
		assert.equal(new Date(end).toISOString(), "2027-01-16T12:00:00.000Z");
		assert.equal(studyDay(Date.parse("2027-01-16T05:00:00Z"), 4, zone.calendar), day);
	});
});

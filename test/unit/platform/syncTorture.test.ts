import assert from "node:assert/strict";
import { gitTorture, renameTorture, type SyncTortureResult, syncTorture } from "../../support/syncTorture";

function assertNothingLost({ seed, lost, doubled, invented, unsaved, reviews }: SyncTortureResult): void {
	assert.deepEqual(
		{ lost, doubled, invented, unsaved },
		{ lost: 0, doubled: 0, invented: 0, unsaved: 0 },
		`seed ${seed}`,
	);
	assert.ok(reviews > 0);
}

// `npm run torture` does the same for longer.
describe("reviews that windows have acknowledged, while another program changes their files", () => {
	it("are all there where a sync client replaces, reverts, cuts off, deletes, and hides them", async () => {
		assertNothingLost(await syncTorture({ troubles: 60, reviews: 200 }, Date.now() % 1_000_000));
	});

	it("are all there on both sides of git, with pull --rebase --autostash", async () => {
		assertNothingLost(await gitTorture(3, Date.now() % 1_000_000));
	});

	it("are all there on both sides of a program that copies and renames", async () => {
		assertNothingLost(await renameTorture(20, Date.now() % 1_000_000));
	});
});

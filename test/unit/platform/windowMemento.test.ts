import assert from "node:assert/strict";
import { WindowMemento } from "../../../src/platform/windowMemento";

describe("what a window has put into its state", () => {
	it("counts in it, though VS Code brings an older state back for a moment", async () => {
		let state: Record<string, unknown> = { filter: "all" };
		const inner = {
			keys: () => Object.keys(state),
			get: (key: string, fallback?: unknown) => state[key] ?? fallback,
			update: async (key: string, value: unknown) => {
				state = { ...state, [key]: value };
			},
		};
		const memento = new WindowMemento(inner as ConstructorParameters<typeof WindowMemento>[0]);
		await memento.update("draw", 1);
		const older = state;
		await memento.update("draw", 2);
		await memento.update("last", "a/b");
		state = older;
		assert.deepEqual([memento.get("draw"), memento.get("last"), memento.get("filter")], [2, "a/b", "all"]);
		assert.equal(memento.get("sort", "reading"), "reading");
		assert.deepEqual(memento.keys(), ["filter", "draw", "last"]);
	});
});

import assert from "node:assert/strict";
import { type DrawState, drawQuestion, isInScope, type Scope } from "../../../src/core/bank/draw";
import type { QuestionSummary } from "../../../src/core/bank/question";

/** A small generator with a seed, so that a failure comes again. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

function bank(size: number): QuestionSummary[] {
	return Array.from({ length: size }, (_, index) => ({
		id: `t${index % 3}/q${index}`,
		topic: `t${index % 3}`,
		title: "",
		short: "",
		level: index % 2 === 0 ? "mid" : "senior",
		tags: index % 5 === 0 ? ["gc"] : [],
		keyPoints: 3,
		experiments: 2,
	}));
}

const all: Scope = { kind: "all" };

/** Draws 200 times from scopes at random, with the state written and read in between, and checks each draw. */
function drawMany(random: () => number, scopes: readonly Scope[]): void {
	const questions = bank(15);
	const seen = new Set<string>();
	let state: DrawState | undefined;
	let current: string | undefined;
	for (let count = 0; count < 200; count++) {
		const scope = scopes[Math.floor(random() * scopes.length)] ?? all;
		const inScope = questions.filter((question) => isInScope(question, scope)).map(({ id }) => id);
		const drawn = drawQuestion(state, questions, scope, random, current);
		assert.ok(drawn.id !== undefined && inScope.includes(drawn.id));
		assert.ok(drawn.id !== current || inScope.length === 1);
		const fresh = inScope.filter((id) => !seen.has(id) && id !== current);
		if (fresh.length === 0) {
			for (const id of inScope) {
				seen.delete(id);
			}
		}
		assert.ok(fresh.length === 0 || fresh.includes(drawn.id), `${drawn.id} came again before ${fresh.join(", ")}`);
		seen.add(drawn.id);
		current = drawn.id;
		state = JSON.parse(JSON.stringify(drawn.state));
	}
}

describe("a random draw", () => {
	it("repeats nothing until all in scope have come, across reloads and changes of scope", () => {
		const scopes: Scope[] = [
			all,
			{ kind: "topic", topic: "t1" },
			{ kind: "level", level: "senior" },
			{ kind: "tag", tag: "gc" },
		];
		for (let seed = 1; seed <= 50; seed++) {
			drawMany(seeded(seed), scopes);
		}
	});

	it("lets new questions join and forgets removed ones", () => {
		const random = seeded(7);
		const first = drawQuestion(undefined, bank(3), all, random);
		const changed = bank(6).filter(({ id }) => id === first.id || id !== "t1/q1");
		const drawn: (string | undefined)[] = [first.id];
		let { state } = first;
		while (drawn.length < changed.length) {
			const next = drawQuestion(state, changed, all, random);
			state = next.state;
			drawn.push(next.id);
		}
		assert.deepEqual(drawn.sort(), changed.map(({ id }) => id).sort());
	});

	it("comes in different orders", () => {
		const orders = [1, 2, 3, 4].map((seed) => drawQuestion(undefined, bank(15), all, seeded(seed)).state.order.join());
		assert.equal(new Set(orders).size, 4);
	});

	it("gives nothing where nothing is in scope", () => {
		assert.equal(drawQuestion(undefined, bank(5), { kind: "tag", tag: "none" }, seeded(1)).id, undefined);
	});
});

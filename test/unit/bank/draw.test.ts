import assert from "node:assert/strict";
import {
	type DrawState,
	drawQuestion,
	isInScope,
	readDrawState,
	readScope,
	type Scope,
} from "../../../src/core/bank/draw";
import type { QuestionSummary } from "../../../src/core/bank/question";
import type { QuestionKey } from "../../../src/core/bank/questionKey";

/** A small random number generator with a seed, so that a failure can be repeated. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

function bank(size: number): QuestionSummary[] {
	return Array.from({ length: size }, (_, index) => ({
		key: `p:t${index % 3}/q${index}`,
		topic: `p:t${index % 3}`,
		title: "",
		short: "",
		level: index % 2 === 0 ? "mid" : "senior",
		tags: index % 5 === 0 ? ["gc"] : [],
		keyPoints: 3,
		experiments: 2,
	}));
}

const all: Scope = { kind: "all" };
const any = () => true;

/** Draws 200 times from random scopes, writes and reads the state in between, and checks each draw. */
function drawMany(random: () => number, scopes: readonly Scope[]): void {
	const questions = bank(15);
	const seen = new Set<QuestionKey>();
	let state: DrawState | undefined;
	let current: QuestionKey | undefined;
	for (let count = 0; count < 200; count++) {
		const scope = scopes[Math.floor(random() * scopes.length)] ?? all;
		const inScope = questions.filter((question) => isInScope(question, scope)).map(({ key }) => key);
		const drawn = drawQuestion(state, questions, (question) => isInScope(question, scope), random, current);
		assert.ok(drawn.key !== undefined && inScope.includes(drawn.key));
		assert.ok(drawn.key !== current || inScope.length === 1);
		const fresh = inScope.filter((key) => !seen.has(key) && key !== current);
		if (fresh.length === 0) {
			for (const key of inScope) {
				seen.delete(key);
			}
		}
		assert.ok(fresh.length === 0 || fresh.includes(drawn.key), `${drawn.key} came again before ${fresh.join(", ")}`);
		seen.add(drawn.key);
		current = drawn.key;
		state = JSON.parse(JSON.stringify(drawn.state));
	}
}

describe("a random draw", () => {
	it("repeats nothing until all in scope have come, across reloads and changes of scope", () => {
		const scopes: Scope[] = [
			all,
			{ kind: "topic", topic: "p:t1" },
			{ kind: "level", level: "senior" },
			{ kind: "tag", tag: "gc" },
		];
		for (let seed = 1; seed <= 50; seed++) {
			drawMany(seeded(seed), scopes);
		}
	});

	it("lets new questions join and forgets removed ones", () => {
		const random = seeded(7);
		const first = drawQuestion(undefined, bank(3), any, random);
		const changed = bank(6).filter(({ key }) => key === first.key || key !== "p:t1/q1");
		const drawn: (string | undefined)[] = [first.key];
		let { state } = first;
		while (drawn.length < changed.length) {
			const next = drawQuestion(state, changed, any, random);
			state = next.state;
			drawn.push(next.key);
		}
		assert.deepEqual(drawn.sort(), changed.map(({ key }) => key).sort());
	});

	it("goes on from what was kept when questions were named without a pack", () => {
		assert.deepEqual(readDrawState({ order: ["a/b", "p:a/b"] as unknown as QuestionKey[], position: 1 }), {
			order: ["dunder:a/b", "p:a/b"],
			position: 1,
		});
		assert.deepEqual(readScope({ kind: "topic", topic: "a" as QuestionKey }), { kind: "topic", topic: "dunder:a" });
		assert.deepEqual(readScope({ kind: "tag", tag: "a" }), { kind: "tag", tag: "a" });
	});

	it("comes in different orders", () => {
		const orders = [1, 2, 3, 4].map((seed) => drawQuestion(undefined, bank(15), any, seeded(seed)).state.order.join());
		assert.equal(new Set(orders).size, 4);
	});

	it("gives nothing where nothing is in scope", () => {
		assert.equal(drawQuestion(undefined, bank(5), () => false, seeded(1)).key, undefined);
	});
});

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { QuestionSummary } from "../../src/core/bank/question";
import type { QuestionKey } from "../../src/core/bank/questionKey";
import { keyOf } from "../../src/core/journal/events";
import { RecallStore } from "../../src/features/recall/store";
import { Study } from "../../src/features/recall/study";
import type { StudyDependencies, StudyPanel } from "../../src/features/recall/studySessions";
import { localCalendar } from "../../src/platform/localCalendar";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { journalFiles } from "../../src/platform/node/journalStorage";
import { Progress } from "../../src/platform/progress";
import { QuestionBank } from "../../src/platform/questionBank";
import { QuestionFilter } from "../../src/platform/questionFilter";
import { extension, memento } from "./helpers";
import { inOrderOfStudy } from "./progress";

describe("a rating that takes long to save", () => {
	let folder = "";
	let store: RecallStore;
	let questions: readonly QuestionSummary[];
	let study: Study;
	let dependencies: StudyDependencies;
	/** The keys of the questions that `Study` opened. */
	let opened: string[];
	/** The question that the panel shows. */
	let current: QuestionSummary | undefined;
	/** The question that the person has turned to, which may still be loading. */
	let requested: QuestionSummary | undefined;
	/** For each question, a function that lets its rating be saved. */
	let release: Map<string, () => void>;

	before(async () => {
		const bank = new QuestionBank(extensionFilesAt(extension().extensionPath));
		questions = inOrderOfStudy((await bank.index()).questions);
		bank.dispose();
	});
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-study-"));
		store = await RecallStore.open(journalFiles, { storage: folder, root: folder }, {}, localCalendar);
		release = new Map();
		requested = undefined;
		const record = store.record.bind(store);
		store.record = async (happening) => {
			if ("question" in happening) {
				await new Promise<void>((resolve) => release.set(keyOf(happening), resolve));
			}
			return record(happening);
		};
		opened = [];
		const open = async (key: QuestionKey) => {
			opened.push(key);
			current = questions.find((question) => question.key === key);
			return true;
		};
		const panel: StudyPanel = {
			get current() {
				return current;
			},
			get requested() {
				return (requested ?? current)?.key;
			},
			isVisible: true,
			open,
			turnTo: async (key) => {
				await open(key);
			},
		};
		dependencies = { panel, filter: new QuestionFilter(memento(), new Progress()), memento: memento() };
		study = new Study(store, questions, dependencies);
	});
	afterEach(async () => {
		store.dispose();
		await rm(folder, { recursive: true, maxRetries: 5 });
	});

	const question = (index: number): QuestionSummary => {
		const found = questions[index];
		assert.ok(found);
		return found;
	};
	const save = ({ key }: QuestionSummary) => release.get(key)?.();
	const isPending = async ({ key }: QuestionSummary) => (await study.forPanel(key)) === undefined;

	it("is followed by the next question where the person has stayed", async () => {
		current = question(0);
		const rated = study.rate(question(0).key, 4);
		save(question(0));
		await rated;
		assert.deepEqual(opened, [question(1).key]);
	});

	it("leaves the person at a question that they have turned to meanwhile", async () => {
		current = question(0);
		const rated = study.rate(question(0).key, 4);
		current = question(5);
		save(question(0));
		await rated;
		assert.deepEqual(opened, []);
		assert.equal(store.state.cards.size, 1);
	});

	it("leaves the person also while the question that they have turned to is read", async () => {
		current = question(0);
		const rated = study.rate(question(0).key, 4);
		requested = question(5);
		save(question(0));
		await rated;
		assert.deepEqual(opened, []);
	});

	it("is pending until it is saved itself, whichever other is", async () => {
		current = question(0);
		const first = study.rate(question(0).key, 4);
		current = question(5);
		const second = study.rate(question(5).key, 3);
		assert.deepEqual([await isPending(question(0)), await isPending(question(5))], [true, true]);
		save(question(0));
		await first;
		assert.deepEqual([await isPending(question(0)), await isPending(question(5))], [false, true]);
		await study.rate(question(5).key, 1);
		save(question(5));
		await second;
		assert.equal(await isPending(question(5)), false);
		assert.equal(store.state.cards.get(question(5).key)?.reviews.length, 1);
	});

	it("is pending also after the settings have changed", async () => {
		current = question(0);
		const rated = study.rate(question(0).key, 4);
		study = new Study(
			store,
			questions,
			{
				...dependencies,
				panel: { current, requested: current.key, isVisible: true, open: async () => true, turnTo: async () => {} },
			},
			study,
		);
		assert.equal(await isPending(question(0)), true);
		save(question(0));
		await rated;
		assert.equal(await isPending(question(0)), false);
	});
});

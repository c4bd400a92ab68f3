import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parseBank } from "../../../src/core/bank/parseBank";
import { compileSearch, Search } from "../../../src/core/bank/search";

const files = readdirSync("questions", { recursive: true, encoding: "utf8" })
	.filter((path) => path.endsWith(".md"))
	.map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(`questions/${path}`, "utf8") }));
const parsed = parseBank("dunder", files);
const { questions } = parsed.index;
const search = new Search(JSON.parse(JSON.stringify(compileSearch(parsed))));

describe("the search", () => {
	/** Checks that a question is among the first three that some words find. */
	const finds = (words: string, id: string) =>
		assert.ok(search.find(words).slice(0, 3).includes(`dunder:${id}`), `${words}: ${search.find(words).slice(0, 5)}`);

	it("finds a question by a word of its title, tags, label, code or text", () => {
		finds("gil", "parallelism/gil");
		finds("late binding", "copying/closures");
		finds("MRO", "inheritance/method-resolution-order");
		finds("deepcopy", "copying/shallow-and-deep");
		finds("mutable default", "copying/evaluated-once");
		finds("pre-fork", "memory/fork-and-freeze");
	});

	it("finds compound names whole, by their parts, and operators also by what they are called", () => {
		for (const words of ["lru_cache", "lru cache", "functools.lru_cache"]) {
			finds(words, "performance/lru-cache");
		}
		for (const words of ["__slots__", "slots", "slot"]) {
			finds(words, "memory-optimisation/slots");
		}
		finds("task group", "asyncio/failures-in-a-group");
		finds("+=", "copying/augmented-assignment");
		finds("walrus", "iterators/for-loop");
	});

	it("does not mind a plural, the beginning of a word, a slip, or a word between two others", () => {
		finds("context manager", "data-model/context-managers");
		finds("metacl", "inheritance/metaclasses");
		finds("tipe hints", "code-quality/runtime-hints");
		finds("dekorators", "data-model/class-creation");
		assert.deepEqual(search.find("list vs tuple"), search.find("list tuple"));
	});

	it("gives the questions of a topic or a level", () => {
		const ofTopic = questions.filter(({ topic }) => topic === "dunder:interview").map(({ key }) => key);
		assert.deepEqual(search.find("interview craft").sort(), ofTopic.sort());
		const ofLevel = questions.filter(({ level }) => level === "staff").map(({ key }) => key);
		assert.deepEqual(search.find("staff").slice(0, ofLevel.length).sort(), ofLevel.sort());
	});

	it("asks for all words before it takes any of them", () => {
		const both = search.find("deepcopy pickle");
		const texts = new Map(files.map(({ path, text }) => [`dunder:${path.replace(".md", "")}`, text]));
		assert.ok(both.length > 0);
		for (const key of both) {
			assert.match(texts.get(key) ?? "", /deepcopy.*pickl|pickl.*deepcopy/is, key);
		}
		finds("deepcopy wombat", "copying/copy-hooks");
	});

	it("finds nothing by nothing, by what no question has, and by the names of every object", () => {
		for (const words of ["", "?", "zzzzq", "vs"]) {
			assert.deepEqual(search.find(words), []);
		}
		assert.ok(search.find("constructor").length < questions.length / 2);
	});
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import manifest from "../../package.json";
import { parseBank } from "../../src/core/bank/parseBank";

const media = manifest.contributes.walkthroughs.flatMap(({ steps }) => steps.map((step) => step.media.markdown));

describe("the walkthrough", () => {
	it("has a packaged page beside each step", () => {
		const packaged = readFileSync(".vscodeignore", "utf8").split("\n");
		for (const path of media) {
			assert.notEqual(readFileSync(path, "utf8"), "");
			assert.ok(packaged.includes(`!${path.replace(/[^/]+\.md$/, "*.md")}`), path);
		}
	});

	it("shows the code of the experiment that it opens", () => {
		const source = readFileSync("src/features/bank/getStarted.ts", "utf8");
		const [, id = "", title = ""] = /question: questionKey\(ownPack, "(.+)"\), experiment: "(.+)"/.exec(source) ?? [];
		const files = ["topic", id.replace(/.*\//, "")].map((name) => `${id.replace(/\/.*/, "")}/${name}.md`);
		const { questions } = parseBank(
			"dunder",
			files.map((path) => ({ path, text: readFileSync(`questions/${path}`, "utf8") })),
		);
		const experiment = questions[0]?.experiments.find((candidate) => candidate.title === title);
		const lines = (code = "") => code.split("\n").filter((line) => line !== "" && !line.startsWith("import"));
		const [, shown] = /```python\n(.*)```/s.exec(readFileSync("media/walkthrough/predict.md", "utf8")) ?? [];
		assert.deepEqual(lines(shown), lines(experiment?.asked));
	});
});

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { log } from "../../../src/platform/log";

/** A `catch` that ignores its error. */
const silent = /catch \{|\.catch\(\(\) =>|\.on\("error", \(\) =>/;

describe("the log", () => {
	const written: string[] = [];
	const write = (level: string) => (message: string) => written.push(`${level} ${message}`);
	const sink = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
	beforeEach(() => {
		written.length = 0;
		log.writeTo(sink);
		written.length = 0;
	});
	afterEach(() => log.writeTo(undefined));

	it("has what was logged before there was a place to write it, of too much the last", () => {
		log.writeTo(undefined);
		for (let number = 1; number <= 150; number++) {
			log.info(`${number}`);
		}
		log.writeTo(sink);
		assert.deepEqual([written.length, written[0], written.at(-1)], [100, "info 51", "info 150"]);
		log.error("later");
		assert.equal(written.at(-1), "error later");
	});

	it("has an error that was caught on purpose, in the words of the error", async () => {
		const caught = log.caught("The cache cannot be read");
		assert.equal(await Promise.reject(new Error("no such file")).catch(caught), undefined);
		assert.deepEqual(written, ["debug The cache cannot be read: no such file"]);
	});

	it("is told by every catch outside of core, which has no log", () => {
		const folders = ["src/platform", "src/features"];
		const files = folders.flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
		);
		const sources = ["src/extension.ts", ...files.filter((file) => file.endsWith(".ts"))];
		const found = sources.filter((file) => silent.test(readFileSync(file, "utf8")));
		assert.deepEqual(found, []);
		assert.ok(silent.test("} catch {\n\treturn;") && silent.test("read().catch(() => undefined)"));
	});
});

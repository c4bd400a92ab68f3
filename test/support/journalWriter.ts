import { writeSync } from "node:fs";
import { Journal } from "../../src/platform/node/journal";
import { sessionId } from "../../src/platform/node/journalFiles";
import { happeningOf } from "./journalTorture";

const [, , root = "", device = ""] = process.argv;
const session = sessionId(Date.now());
const journal = new Journal({ root, device, session }, Date.now);
writeSync(3, "begun");
for (let sequence = 1; ; sequence++) {
	const event = await journal.append(happeningOf(`${device}.${session}.${sequence}`));
	writeSync(1, `${JSON.stringify(event)}\n`);
}

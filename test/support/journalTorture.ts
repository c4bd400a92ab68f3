import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { crc32 } from "../../src/core/journal/crc32";
import { type EventPayload, type JournalEvent, ratings } from "../../src/core/journal/events";
import type { StoredEvent } from "../../src/core/journal/storedEvent";
import { readSegments } from "../../src/platform/node/journalReader";
import { compileChild } from "./compileChild";

export interface TortureResult {
	kills: number;
	/** Reviews that a writer has reported as saved. */
	reviews: number;
	/** Acknowledged events that are missing, or are not as they were. */
	lost: number;
	/** Records that repeat the id of another one. */
	doubled: number;
	/** Records that no writer wrote. For each kill, one record may exist that was not acknowledged. */
	invented: number;
	torn: number;
	damaged: number;
}

const writers = 4;
const devices = ["one", "two"] as const;
/** The most milliseconds from a writer's first happening to its end. */
const life = 250;

/** What a writer writes under an id, so that what is read can be checked. A write of a long note can be cut off. */
export function happeningOf(id: string): EventPayload {
	const number = crc32(new TextEncoder().encode(id));
	const key = { pack: "dunder", question: `topic/question-${number % 160}` };
	return number % 8 === 0
		? { kind: "noted", ...key, text: "ü".repeat(number % 100_000) }
		: { kind: "reviewed", ...key, rating: ratings[number % 4] ?? 1 };
}

/** The same, with notes so short that thousands of events are written in a minute. */
export function shortHappeningOf(id: string): EventPayload {
	const happening = happeningOf(id);
	return "text" in happening ? { ...happening, text: happening.text.slice(0, 50) } : happening;
}

/** Four processes write to one journal and are killed at random moments, until there are enough kills and reviews. */
export async function torture(goal: Pick<TortureResult, "kills" | "reviews">): Promise<TortureResult> {
	const folder = await mkdtemp(join(tmpdir(), "dunder-torture-"));
	const writer = await compileChild("journalWriter");
	const result: TortureResult = { kills: 0, reviews: 0, lost: 0, doubled: 0, invented: 0, torn: 0, damaged: 0 };
	const acknowledged: JournalEvent[] = [];
	const root = join(folder, "root");
	await mkdir(root);
	let lives = 0;
	const work = async (device: string) => {
		while (result.kills < goal.kills || result.reviews < goal.reviews) {
			const events = await oneLife(writer, root, device, join(folder, `acknowledged-${lives++}`));
			acknowledged.push(...events);
			result.kills++;
			result.reviews += events.filter(({ kind }) => kind === "reviewed").length;
		}
	};
	try {
		await Promise.all(Array.from({ length: writers }, (_, index) => work(devices[index % 2] ?? "")));
		const { reading } = await readSegments(root, {});
		return { ...result, ...judge(acknowledged, reading.events), torn: reading.torn, damaged: reading.damaged };
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** Starts a writer, kills it, and returns what it had acknowledged in its output, a file that remains after a kill. */
async function oneLife(writer: string, root: string, device: string, output: string): Promise<JournalEvent[]> {
	const file = await open(output, "wx");
	const child = spawn(process.execPath, [writer, root, device], { stdio: ["ignore", file.fd, "inherit", "pipe"] });
	const ended = once(child, "exit");
	child.stdio[3]?.once("data", () => setTimeout(() => child.kill("SIGKILL"), Math.random() * life));
	const [code] = await ended;
	await file.close();
	if (code !== null) {
		throw new Error(`A writer ended by itself with ${code}`);
	}
	// The last line may be cut off, and is not read.
	const lines = (await readFile(output, "utf8")).split("\n").slice(0, -1);
	return lines.map((line) => JSON.parse(line));
}

function judge(acknowledged: readonly JournalEvent[], found: readonly StoredEvent[]) {
	const byId = new Map(found.map((event) => [event.id, event]));
	const last = new Map<string, number>();
	for (const { id } of acknowledged) {
		const [session, sequence] = splitId(id);
		last.set(session, Math.max(last.get(session) ?? 0, sequence));
	}
	const isInvented = ({ id, at, ...happening }: StoredEvent) => {
		const [session, sequence] = splitId(id);
		return sequence > (last.get(session) ?? 0) + 1 || !isDeepStrictEqual(happening, happeningOf(id));
	};
	return {
		lost: acknowledged.filter((event) => !isDeepStrictEqual(byId.get(event.id), event)).length,
		doubled: found.length - byId.size,
		invented: found.filter(isInvented).length,
	};
}

function splitId(id: string): readonly [session: string, sequence: number] {
	const dot = id.lastIndexOf(".");
	return [id.slice(0, dot), Number(id.slice(dot + 1))];
}

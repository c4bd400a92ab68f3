import type { RunEvent } from "../../core/lab/runReport";
import { log } from "../log";
import type { PythonDescription } from "../pythonRuntime";

/** A line of the supervisor's output. */
export type Report = { readonly python: PythonDescription } | ({ readonly run: number } & RunEvent);

/** The fields that an event has, and their types, by the name of the event. */
const eventFields: Readonly<Record<RunEvent["event"], readonly [name: string, type: string][]>> = {
	start: [["line", "number"]],
	output: [
		["stream", "string"],
		["text", "string"],
	],
	end: [["line", "number"]],
	syntax: [["error", "object"]],
	exit: [],
	finish: [["reason", "string"]],
};

/**
 * Reads a line of the supervisor's output, or returns `undefined` if it is not a report. Code that is installed in a
 * Python, such as a `sitecustomize`, may print lines of its own, even JSON, and text without a newline before a report.
 */
export function parseReport(line: string): Report | undefined {
	for (const { index } of line.matchAll(/\{"(?:python|run)":/g)) {
		const report = parseJson(line.slice(index));
		if (isReport(report)) {
			return report;
		}
	}
	return undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		// Code that is installed in the Python printed this line, which only begins like a report.
		return log.caught(`A line that is not a report: ${text.slice(0, 200)}`)(error);
	}
}

function isReport(value: unknown): value is Report {
	if (!isRecord(value)) {
		return false;
	}
	const { python, run, event } = value;
	if (isRecord(python)) {
		return hasFields(python, [
			["version", "string"],
			["implementation", "string"],
			["gil", "boolean"],
			["platform", "string"],
		]);
	}
	const fields = typeof event === "string" && Object.hasOwn(eventFields, event) ? event : undefined;
	return typeof run === "number" && fields !== undefined && hasFields(value, eventFields[fields as RunEvent["event"]]);
}

function hasFields(value: Record<string, unknown>, fields: readonly [name: string, type: string][]): boolean {
	return fields.every(([name, type]) => typeof value[name] === type);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}

import type { Lines } from "./lines";
import { type PythonScan, scanPython } from "./pythonScan";

/** A comment at the margin that begins or ends a region. */
export interface Marker {
	/** `numbered` begins an experiment as a scratch file is composed: `# region 2. Title`. */
	readonly kind: "numbered" | "opening" | "closing";
	/** The rest of its line; empty for a closing one. */
	readonly title: string;
	/** 1-based. */
	readonly line: number;
}

const openingPattern = /^# ?region\b ?(.*)/;
const numberedPattern = /^# ?region \d+\.(?:\s|$)/;
const closingPattern = /^# ?endregion\b/;

/** Whether a line would begin or end a region. */
export function isMarker(line: string): boolean {
	return openingPattern.test(line) || closingPattern.test(line);
}

/**
 * The markers of a scratch file. What looks like one in a string is none. But where a string is not closed, that string is
 * not the one which goes over the beginnings of experiments: it would take the quotes of the others for its own. So the
 * first that goes over a numbered beginning is read as if it ended with its line.
 */
export function readMarkers(text: string, lines: Lines): Marker[] {
	if (!text.includes("region")) {
		return [];
	}
	const broken = new Set<number>();
	for (;;) {
		const scan = scanPython(text, broken);
		const crossing = findCrossing(text, scan, broken);
		if (crossing === undefined) {
			return markersOf(text, scan, lines);
		}
		broken.add(crossing);
	}
}

/** Where the first string begins that takes in an experiment's beginning, because one behind it is not closed. */
function findCrossing(text: string, scan: PythonScan, broken: ReadonlySet<number>): number | undefined {
	const unclosed = scan.unclosedStrings.filter((from) => !broken.has(from));
	if (unclosed.length === 0) {
		return undefined;
	}
	const crossing = scan.longStrings.filter(({ from, to }) => /^# ?region \d+\.\s/m.test(text.slice(from, to)));
	const beginnings = scan.comments.filter(
		({ from, to }) => isAtMargin(text, from) && numberedPattern.test(text.slice(from, to)),
	);
	for (const end of unclosed) {
		// Where an experiment begins outside of strings, what stands before it is whole.
		const start = beginnings.findLast(({ from }) => from < end)?.from ?? 0;
		const found = crossing.find(({ from }) => start <= from && from < end);
		if (found) {
			return found.from;
		}
	}
	return undefined;
}

function markersOf(text: string, { comments }: PythonScan, lines: Lines): Marker[] {
	return comments.flatMap(({ from, to }) => {
		const marker = isAtMargin(text, from) ? markerOf(text.slice(from, to)) : undefined;
		return marker ? [{ ...marker, line: lines.at(from) }] : [];
	});
}

function markerOf(comment: string): Pick<Marker, "kind" | "title"> | undefined {
	const title = openingPattern.exec(comment)?.[1]?.trim();
	if (title !== undefined) {
		return { kind: numberedPattern.test(comment) ? "numbered" : "opening", title };
	}
	return closingPattern.test(comment) ? { kind: "closing", title: "" } : undefined;
}

function isAtMargin(text: string, at: number): boolean {
	return at === 0 || text.charAt(at - 1) === "\n";
}

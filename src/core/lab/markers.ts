import type { Lines } from "../text/lines";
import { type PythonScan, scanPython } from "./pythonScan";

/** A comment in the first column that begins or ends a region. */
export interface Marker {
	/** `numbered` begins an experiment in the form in which scratch files are composed: `# region 2. Title`. */
	readonly kind: "numbered" | "opening" | "closing";
	/** The rest of its line; empty if the marker ends a region. */
	readonly title: string;
	/** 1-based. */
	readonly line: number;
}

const openingPattern = /^# ?region\b ?(.*)/;
const numberedPattern = /^# ?region (\d+)\.(?:\s|$)/;
const closingPattern = /^# ?endregion\b/;

/** Whether a line would begin or end a region. */
export function isMarker(line: string): boolean {
	return openingPattern.test(line) || closingPattern.test(line);
}

/**
 * The markers of a scratch file. A line in a string is not a marker. However, an unclosed string ends at the quotes of
 * the next experiment, and so on to the end of the file. Such a string is therefore read as if it ended with its line.
 */
export function readMarkers(text: string, lines: Lines): Marker[] {
	if (!text.includes("region")) {
		return [];
	}
	const broken = new Set<number>();
	for (;;) {
		const scan = scanPython(text, broken);
		const crossing = findCrossing(text, scan, broken);
		if (crossing.length === 0) {
			return markersOf(text, scan, lines);
		}
		for (const from of crossing) {
			broken.add(from);
		}
	}
}

/** The starts of strings that contain the beginning of an experiment, although they should have ended before it. */
function findCrossing(text: string, scan: PythonScan, broken: ReadonlySet<number>): number[] {
	const crossing = scan.longStrings.flatMap((string) => {
		const numbers = [...text.slice(string.from, string.to).matchAll(/^# ?region (\d+)\.\s/gm)].map(([, number]) =>
			Number(number),
		);
		return numbers.length === 0 ? [] : [{ ...string, numbers }];
	});
	if (crossing.length === 0) {
		return [];
	}
	const beginnings = scan.comments.flatMap(({ from, to }) => {
		const [, number] = (isAtMargin(text, from) && numberedPattern.exec(text.slice(from, to))) || [];
		return number === undefined ? [] : [{ from, number: Number(number) }];
	});
	// A string is broken if it contains the next experiment by number, and the experiment that follows the string has a
	// higher number.
	const gaps = crossing.filter(({ from, numbers }) => {
		const next = beginnings.findIndex((beginning) => beginning.from > from);
		const expected = (beginnings[next - 1]?.number ?? 0) + 1;
		return next > 0 && numbers.includes(expected) && (beginnings[next]?.number ?? 0) > expected;
	});
	if (gaps.length > 0) {
		return gaps.map(({ from }) => from);
	}
	// If a string is unclosed, the first string in its experiment that crosses a beginning ended at quotes that open
	// another string.
	for (const end of scan.unclosedStrings.filter((from) => !broken.has(from))) {
		const start = beginnings.findLast(({ from }) => from < end)?.from ?? 0;
		const first = crossing.find(({ from }) => start <= from && from < end);
		if (first) {
			return [first.from];
		}
	}
	return [];
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

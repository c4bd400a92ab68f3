import { Lines } from "../text/lines";
import { remembered } from "../text/remembered";
import { type Marker, readMarkers } from "./markers";
import { outlinePart, type Statement } from "./python";

/** One experiment of a scratch file, as the person has it now. */
export interface Region {
	/** The place in the file, counted from 1. */
	readonly number: number;
	/** The rest of its `# region` line. Empty for a file without regions, which is one experiment. */
	readonly title: string;
	/** 1-based lines of `# region` and `# endregion`, or of the whole file. */
	readonly startLine: number;
	readonly endLine: number;
	/** 1-based lines of its code. */
	readonly firstLine: number;
	readonly lastLine: number;
	/** Only its code; each line ends with `\n`. */
	readonly code: string;
	/** Its code below empty lines, so that its lines have the same numbers as in the file. */
	readonly source: string;
}

/** A scratch file divided into its experiments and the parts between them, which don't run. */
interface Division {
	readonly regions: readonly Region[];
	/** Top-level statements outside of all experiments; none if the whole file is one experiment. */
	readonly outside: readonly Statement[];
}

/**
 * The experiments of a scratch file: its numbered regions, with which it was composed, and other regions that have an
 * end. A region within an experiment belongs to that experiment, and any other marker is a comment. A file without
 * regions is one experiment.
 */
export function readRegions(text: string): readonly Region[] {
	return divide(text).regions;
}

/** The top-level statements outside of all experiments, which therefore don't run. Lines are 1-based. */
export function statementsOutside(text: string): readonly Statement[] {
	return divide(text).outside;
}

const divide = remembered((raw): Division => {
	const text = raw.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
	const lines = new Lines(text);
	const extents = findExtents(readMarkers(text, lines));
	if (extents.length === 0) {
		const whole = { number: 1, title: "", startLine: 1, endLine: lines.count, firstLine: 1, lastLine: lines.count };
		return { regions: [new TextRegion(whole, `${text}\n`)], outside: [] };
	}
	const textOf = (first: number, last: number) => {
		const part = text.slice(lines.start(first), lines.start(last + 1));
		return first <= last && last === lines.count ? `${part}\n` : part;
	};
	const regions = extents.map(({ opening, closing }, index) => {
		const last = closing ? closing.line - 1 : (extents[index + 1]?.opening.line ?? lines.count + 1) - 1;
		const place = {
			startLine: opening.line,
			endLine: closing?.line ?? last,
			firstLine: opening.line + 1,
			lastLine: last,
		};
		return new TextRegion({ number: index + 1, title: opening.title, ...place }, textOf(opening.line + 1, last));
	});
	const gaps = [0, ...regions.map(({ endLine }) => endLine)].map(
		(end, index) => [end + 1, (regions[index]?.startLine ?? lines.count + 1) - 1] as const,
	);
	const outside = gaps.flatMap(([first, last]) =>
		first > last ? [] : outlinePart(textOf(first, last)).statements.map((statement) => moved(statement, first - 1)),
	);
	return { regions, outside };
});

function moved({ startLine, endLine }: Statement, by: number): Statement {
	return { startLine: startLine + by, endLine: endLine + by };
}

class TextRegion implements Region {
	readonly number: number;
	readonly title: string;
	readonly startLine: number;
	readonly endLine: number;
	readonly firstLine: number;
	readonly lastLine: number;

	constructor(
		place: Omit<Region, "code" | "source">,
		readonly code: string,
	) {
		this.number = place.number;
		this.title = place.title;
		this.startLine = place.startLine;
		this.endLine = place.endLine;
		this.firstLine = place.firstLine;
		this.lastLine = place.lastLine;
	}

	/** Built on demand, because for 500 experiments, all of these texts together are many times as long as the file. */
	get source(): string {
		return `${"\n".repeat(this.firstLine - 1)}${this.code}`;
	}
}

interface Extent {
	readonly opening: Marker;
	/** `undefined` if the experiment ends before the next one or at the end of the file. */
	readonly closing: Marker | undefined;
}

/** Where the experiments begin and end. */
function findExtents(markers: readonly Marker[]): Extent[] {
	const closings = matchMarkers(markers);
	const extents: Extent[] = [];
	let end = 0;
	for (const opening of markers) {
		const closing = closings.get(opening);
		if (opening.line > end && (closing || opening.kind === "numbered")) {
			extents.push({ opening, closing });
			end = closing?.line ?? opening.line;
		}
	}
	return extents;
}

/**
 * Maps each marker that opens a region to the marker that closes it. If nothing closes a numbered region, the last
 * closing marker before the next numbered region closes it.
 */
function matchMarkers(markers: readonly Marker[]): Map<Marker, Marker> {
	const closings = new Map<Marker, Marker>();
	let open: Marker[] = [];
	let last: Marker | undefined;
	const endExperiment = () => {
		const [first] = open;
		if (first?.kind === "numbered" && last && last.line > first.line) {
			closings.set(first, last);
		}
	};
	for (const marker of markers) {
		if (marker.kind === "closing") {
			const opening = open.pop();
			if (opening) {
				closings.set(opening, marker);
			}
			last = marker;
		} else {
			if (marker.kind === "numbered") {
				endExperiment();
				open = [];
			}
			open.push(marker);
		}
	}
	endExperiment();
	return closings;
}

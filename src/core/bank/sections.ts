/** A heading of a Markdown file and the lines below it, up to the next heading of the same depth. */
export interface Section {
	readonly title: string;
	/** 1-based line of the heading. */
	readonly line: number;
	readonly lines: readonly SourceLine[];
}

export interface SourceLine {
	readonly text: string;
	/** 1-based line in the file. */
	readonly number: number;
	/** Whether the line belongs to a fenced code block, including its fences. */
	readonly fenced: boolean;
}

export interface Fence {
	/** The text after the opening backticks or tildes. */
	readonly info: string;
	/** 1-based line of the opening fence. */
	readonly line: number;
	readonly code: string;
	readonly closed: boolean;
}

const fencePattern = /^(`{3,}|~{3,})\s*(.*)$/;

/** Splits a text into lines, numbers them from `firstLine` on, and finds out which belong to fenced code blocks. */
export function readLines(text: string, firstLine = 1): SourceLine[] {
	let open: string | undefined;
	return text.split("\n").map((line, index) => {
		const fence = fencePattern.exec(line)?.[1];
		const fenced = open !== undefined || fence !== undefined;
		if (open === undefined) {
			open = fence;
		} else if (fence !== undefined && isClosing(line, open)) {
			open = undefined;
		}
		return { text: line, number: firstLine + index, fenced };
	});
}

function isClosing(line: string, open: string): boolean {
	const closing = line.trimEnd();
	return closing.length >= open.length && [...closing].every((character) => character === open[0]);
}

/** Splits lines at headings of exactly `depth`. `before` has the lines above the first heading. */
export function splitSections(
	lines: readonly SourceLine[],
	depth: 2 | 3,
): { readonly before: readonly SourceLine[]; readonly sections: readonly Section[] } {
	const heading = new RegExp(`^#{${depth}}\\s+(.*?)\\s*#*\\s*$`);
	const starts = lines.flatMap((line, index) => {
		const title = line.fenced ? undefined : heading.exec(line.text)?.[1];
		return title === undefined ? [] : [{ title, index, line: line.number }];
	});
	const sections = starts.map(({ title, index, line }, position) => ({
		title,
		line,
		lines: lines.slice(index + 1, starts[position + 1]?.index),
	}));
	return { before: lines.slice(0, starts[0]?.index), sections };
}

/** The fenced code blocks among some lines, in order. */
export function findFences(lines: readonly SourceLine[]): Fence[] {
	const fences: Fence[] = [];
	let index = 0;
	while (index < lines.length) {
		const opening = lines[index];
		const match = opening?.fenced ? fencePattern.exec(opening.text) : undefined;
		index++;
		if (!opening || !match) {
			continue;
		}
		const [, ticks = "", info = ""] = match;
		const start = index;
		while (index < lines.length && !isClosing(lines[index]?.text ?? "", ticks)) {
			index++;
		}
		const code = lines.slice(start, index).map((line) => line.text);
		fences.push({ info, line: opening.number, code: code.join("\n"), closed: index < lines.length });
		index++;
	}
	return fences;
}

/** The lines as one text, without blank lines at its ends. */
export function joinLines(lines: readonly SourceLine[]): string {
	return lines
		.map((line) => line.text)
		.join("\n")
		.trim();
}

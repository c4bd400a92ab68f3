/** The word for a statement that prints nothing. */
export const nothing = "nothing";
/** The prediction in a blank, which means Don't Know. */
export const dontKnow = "?";

/**
 * The most characters of a line that is compared by more than its text. People don't predict longer lines, and hostile
 * ones would take long.
 */
export const longestLine = 1_000;

const nothingPattern = new RegExp(
	[
		"^(?:(?:it|this|that|the statement|python)\\s+)?(?:just\\s+|simply\\s+|only\\s+)?",
		"(?:(?:will|would|should)\\s+)?(?:(?:prints?|printed|outputs?|produces?|has|shows?|displays?|gives?|writes?|there(?: is|'s| was))\\s+)?",
		"(?:absolutely\\s+)?(?:nothing|(?:no|zero|0) (?:visible )?(?:output|stdout|print(?:ing|out)?|text|lines?)|none printed|not a thing)",
		"(?:\\s+(?:at all|here|is|are|was|were|gets|will|would|be|printed|output|shown|displayed|happens|written|to (?:see|print)))*",
		// A reason may follow.
		"(?:[\\s,:;–—-]+(?:because|since|as|it'?s|it is|this is|just|only)\\b.*| \\((?!.*\\b(?:or|but|then|and|except)\\b).*)?$",
		"|^(?:it |this )?(?:does(?:n't| not)|will not|won't|wouldn't) print(?: anything)?(?: at all)?$",
		"|^(?:is |it's |an? )?empty(?: output)?$|^(?:it'?s |is )?silent$|^[-–—∅]$",
	].join(""),
);
const dontKnowPattern = new RegExp(
	[
		"^(?:\\?+|idk|dunno|unsure|no (?:idea|clue)(?: at all)?|haven't a clue|beats me|who knows|not a clue|no guess|hard to say|(?:i )?forgot|(?:i'?m )?not sure(?: at all)?",
		"|i have no (?:idea|clue)|i've no (?:idea|clue)|can'?t (?:say|tell)",
		"|(?:sorry,? )?(?:i )?(?:really |just )?(?:don'?t|do not|can'?t) (?:really )?(?:know|remember)(?: yet)?|i dunno)$",
	].join(""),
);
const emptyLinePattern = /^(?:just |only )?(?:an? |one )?(?:empty|blank)(?: line)?$|^(?:just |only )?(?:a )?newline$/;

/**
 * Whether a text says that nothing is printed. `None` doesn't say so, because it is a value, which is printed as
 * `None`.
 */
export function saysNothing(text: string): boolean {
	return text.length <= longestLine && nothingPattern.test(plain(text));
}

/** Whether a text says that the person doesn't know. */
export function saysDontKnow(text: string): boolean {
	return text.length <= longestLine && dontKnowPattern.test(plain(text));
}

/** Whether a text says that an empty line is printed, or is such a line itself. */
export function saysEmptyLine(text: string): boolean {
	return text.replace(/\s#.*$/, "").trim() === "" || emptyLinePattern.test(plain(text));
}

/**
 * Words in the form in which they are compared: in lower case, without a comment, brackets, quotes, backticks, a full
 * stop, or a leftover `?`.
 */
function plain(text: string): string {
	const words = text
		.replace(/\s#.*$/, "")
		.replaceAll("’", "'")
		.toLowerCase()
		.replace(/\s+/g, " ");
	return words.replace(/^[\s`*_([{<"']+|[\s`*_)\]}>"'.!]+$/g, "").replace(/^\?+\s*(?=\w)|(?<=\w)\s*\?+$/g, "");
}

/**
 * The ways in which a predicted line may have been meant, the line as it is first. The others lack a comment at its
 * end, or a leftover `?`, as in `True?` or `?True`.
 */
export function readingsOf(line: string): string[] {
	const cuts = [...line.matchAll(/\s#/g)].slice(0, 4).map(({ index }) => line.slice(0, index));
	const readings = [line, ...cuts.filter((text) => text.trim() !== "")];
	const withoutMark = readings.map(withoutBlank).filter((text) => text.trim() !== "");
	return [...new Set([...readings, ...withoutMark])];
}

function withoutBlank(text: string): string {
	return text.replace(/^\s*\?+\s*/, "").replace(/\s*\?+\s*$/, "");
}

/**
 * The ways in which predicted lines may have been meant, the lines as they are first. In the others, lines that were
 * typed as one, joined by ` ⏎ ` or `\n`, are split.
 */
export function unfoldingsOf(lines: readonly string[]): (readonly string[])[] {
	const split = (joint: RegExp) => lines.flatMap((line) => (line.length > longestLine ? [line] : line.split(joint)));
	const unfoldings = [split(/\s*⏎\s?/), split(/\s*⏎\s?|\\n/)].filter(({ length }) => length > lines.length);
	return [lines, ...unfoldings];
}

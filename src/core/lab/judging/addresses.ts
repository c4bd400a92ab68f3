/** What replaces every address of an object before texts are compared. */
const anyAddress = "at 0x…";
const printed = /\bat 0x(?:[0-9a-f]{4,16}\b|…)/gi;
const predicted = /\bat (?:0x[0-9a-f]*(?:…|\.{3})?|…|\.{3})/gi;
const bare = /0x[0-9a-f]{6,16}(?![\w.])/iy;
const elided = /0x[0-9a-f]*(?:…|\.{3})/iy;

/** A printed text in which all addresses of objects are the same, such as that in `<A object at 0x7f3b2c1d9e50>`. */
export function withoutAddresses(text: string): string {
	return text.replace(printed, anyAddress);
}

/**
 * A predicted text in which all addresses of objects are the same. Here, `at 0x…`, `at 0x7f...`, and `at …` count too.
 */
export function withoutPredictedAddresses(text: string): string {
	return text.replace(predicted, anyAddress);
}

/** Output in the form in which the `normalize` option of an experiment compares it with what is recorded. */
export function normalized(lines: readonly string[], options: readonly string[]): readonly string[] {
	return options.includes("addresses") ? lines.map((line) => line.replace(/0x[0-9a-f]+/gi, "0x…")) : lines;
}

/**
 * If an address is printed alone, as `hex(id(x))` is, and `0x…` is predicted for it, returns where each of them ends. A
 * predicted number doesn't match, because the printed one could be any number, such as `0xdeadbeef`.
 */
export function bareAddress(
	printedLine: string,
	at: number,
	predictedLine: string,
	predictedAt: number,
): readonly [printed: number, predicted: number] | undefined {
	const isInside = /\w/.test(printedLine.charAt(at - 1));
	bare.lastIndex = at;
	elided.lastIndex = predictedAt;
	const found = !isInside && bare.exec(printedLine) && elided.exec(predictedLine);
	return found ? [bare.lastIndex, elided.lastIndex] : undefined;
}

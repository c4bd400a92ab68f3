/** How every address of an object is compared. */
const anyAddress = "at 0x…";
const printed = /\bat 0x(?:[0-9a-f]{4,16}\b|…)/gi;
const predicted = /\bat (?:0x[0-9a-f]*(?:…|\.{3})?|…|\.{3})/gi;
const bare = /0x[0-9a-f]{6,16}(?![\w.])/iy;
const elided = /0x[0-9a-f]*(?:…|\.{3})/iy;

/** A printed text with the addresses of objects made alike, such as `<A object at 0x7f3b2c1d9e50>`. */
export function withoutAddresses(text: string): string {
	return text.replace(printed, anyAddress);
}

/** A predicted text with the same: there, `at 0x…`, `at 0x7f...` and `at …` are addresses too. */
export function withoutPredictedAddresses(text: string): string {
	return text.replace(predicted, anyAddress);
}

/** Output as the `normalize` option of an experiment has it compared with what is recorded. */
export function normalized(lines: readonly string[], options: readonly string[]): readonly string[] {
	return options.includes("addresses") ? lines.map((line) => line.replace(/0x[0-9a-f]+/gi, "0x…")) : lines;
}

/**
 * How far an address that is printed alone reaches, such as that of `hex(id(x))`, where `0x…` is predicted for it. Another
 * number is not the same, because the printed one can be any number: `0xdeadbeef`.
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

/** Compares versions by the numbers between the dots, for `sort`. Missing numbers count as zero. */
export function compareVersions(left: string, right: string): number {
	const [a, b] = [left.split(".").map(Number), right.split(".").map(Number)];
	for (let index = 0; index < Math.max(a.length, b.length); index++) {
		const difference = (a[index] ?? 0) - (b[index] ?? 0);
		if (difference !== 0) {
			return difference;
		}
	}
	return 0;
}

/** The first two numbers of a version, such as `3.13` of `3.13.0`. */
export function minorOf(version: string): string {
	return version.split(".").slice(0, 2).join(".");
}

/** `3.9–3.15`, or the minor versions one by one where some between them are missing. */
export function describeVersions(versions: readonly string[]): string {
	const minors = [...new Set(versions.map(minorOf))].sort(compareVersions);
	const numbers = minors.map((minor) => Number(minor.split(".")[1]));
	const [first = "", last = first] = [minors[0], minors.at(-1)];
	const isUnbroken = minors.length > 2 && (numbers.at(-1) ?? 0) - (numbers[0] ?? 0) === minors.length - 1;
	return isUnbroken ? `${first}–${last}` : minors.join(", ");
}

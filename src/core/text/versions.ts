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

import { pause } from "./steps";

/** Compares two rows as `Array.prototype.sort` would. */
export type CompareRows = (one: number, other: number) => number;

/** How many rows are sorted at once. */
const run = 1_024;
/** How many rows are merged until the next pause. */
const stretch = 8_192;

/** Sorts rows with pauses in between, and leaves rows that compare as equal in their order. Changes the array itself. */
export function* sortRows(rows: Uint32Array, compare: CompareRows): Generator<Uint32Array, Uint32Array, unknown> {
	for (let start = 0; start < rows.length; start += run) {
		sortRun(rows.subarray(start, start + run), compare);
		yield pause;
	}
	let from = rows;
	let to: Uint32Array = new Uint32Array(rows.length > run ? rows.length : 0);
	for (let width = run; width < rows.length; width *= 2) {
		for (let start = 0; start < rows.length; start += 2 * width) {
			const middle = Math.min(start + width, rows.length);
			yield* merge(from, to, { start, middle, end: Math.min(middle + width, rows.length) }, compare);
		}
		[from, to] = [to, from];
	}
	return from;
}

/** Most journals are in order for the greater part, and a look at that is faster than to sort them. */
function sortRun(rows: Uint32Array, compare: CompareRows): void {
	for (let index = 1; index < rows.length; index++) {
		if (compare(rows[index - 1] ?? 0, rows[index] ?? 0) > 0) {
			rows.sort(compare);
			return;
		}
	}
}

interface Halves {
	readonly start: number;
	readonly middle: number;
	readonly end: number;
}

function* merge(
	from: Uint32Array,
	to: Uint32Array,
	{ start, middle, end }: Halves,
	compare: CompareRows,
): Generator<Uint32Array, void, unknown> {
	if (middle === end || compare(from[middle - 1] ?? 0, from[middle] ?? 0) <= 0) {
		to.set(from.subarray(start, end), start);
		return;
	}
	let [left, right] = [start, middle];
	for (let place = start; place < end; place++) {
		const isLeft = left < middle && (right === end || compare(from[left] ?? 0, from[right] ?? 0) <= 0);
		to[place] = from[isLeft ? left++ : right++] ?? 0;
		if (place % stretch === 0) {
			yield pause;
		}
	}
}

/** A whole number from 0 to below the limit. */
export type Random = (limit: number) => number;

/** A small generator that gives the same numbers for the same seed. */
export function randomFrom(seed: number): Random {
	let state = seed;
	return (limit) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * limit);
	};
}

/** Returns a number from 0 up to, but not including, 1, as `Math.random` does. */
export type Random = () => number;

/** The items in a random order. Every order is equally likely. */
export function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
	const shuffled = [...items];
	for (let last = shuffled.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
	}
	return shuffled;
}

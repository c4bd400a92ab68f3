/** A number from 0 up to 1, without 1, as `Math.random` gives. */
export type Random = () => number;

/** The same in another order, each order as likely as any. */
export function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
	const shuffled = [...items];
	for (let last = shuffled.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
	}
	return shuffled;
}

/** The first items, `most` of them or fewer if there are not so many. */
export function take<Item>(items: Iterable<Item>, most: number): Item[] {
	const taken: Item[] = [];
	for (const item of items) {
		if (taken.length === most) {
			break;
		}
		taken.push(item);
	}
	return taken;
}

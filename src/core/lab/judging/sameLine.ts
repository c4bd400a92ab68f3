import { bareAddress, withoutAddresses, withoutPredictedAddresses } from "./addresses";
import { keyOf } from "./reprNode";
import { ReprReader } from "./reprReader";

/**
 * Whether one printed line is what was predicted, by the rule of `judging.ts`: the same text, or the same tokens where
 * `repr` wrote the text.
 */
export function isSameLine(predicted: string, printed: string): boolean {
	const was = printed.trimEnd();
	const said = /^\s/.test(was) ? predicted.trimEnd() : predicted.trim();
	if (said === was) {
		return true;
	}
	const plain = withoutAddresses(was);
	return new Comparison(plain === was ? said : withoutPredictedAddresses(said), plain).isSame;
}

/** Compares two lines side by side. */
class Comparison {
	readonly #said: ReprReader;
	readonly #was: ReprReader;

	constructor(
		private readonly said: string,
		private readonly was: string,
	) {
		this.#said = new ReprReader(said, "predicted");
		this.#was = new ReprReader(was, "printed");
	}

	get isSame(): boolean {
		const string = this.#was.wholeString;
		if (string) {
			const other = this.#said.wholeString;
			return other !== undefined && keyOf(string) === keyOf(other);
		}
		const closings = closingsOf(this.was);
		let [at, saidAt] = [0, 0];
		while (at < this.was.length) {
			const step = this.#step(at, saidAt, closings);
			if (!step) {
				return false;
			}
			[at, saidAt] = step;
		}
		return saidAt === this.said.length;
	}

	/** Where both lines continue if they are the same here: after a group, an address, or a character. */
	#step(at: number, saidAt: number, closings: ReadonlyMap<number, number>): readonly [number, number] | undefined {
		const group = isInsideWord(this.was, at) ? undefined : this.#was.groupAt(at);
		if (group) {
			const other = this.#said.groupAt(saidAt);
			return other && keyOf(group.node) === keyOf(other.node) ? [group.end, other.end] : undefined;
		}
		const address = bareAddress(this.was, at, this.said, saidAt);
		if (address) {
			return address;
		}
		// Brackets that `repr` can't have written contain text. If there is a double quote in them, they are JSON or the
		// like, and no part of them was written by `repr`.
		const text = this.was.slice(at, (closings.get(at) ?? at) + 1);
		const length = text.includes('"') ? text.length : 1;
		return this.said.startsWith(text.slice(0, length), saidAt) ? [at + length, saidAt + length] : undefined;
	}
}

/** Whether the character at a place continues a name that began before it. */
function isInsideWord(line: string, at: number): boolean {
	return /[\p{L}\p{N}_]/u.test(line.charAt(at)) && /[\p{L}\p{N}_.]/u.test(line.charAt(at - 1));
}

/** The place of the closing bracket for each opening one that has one. */
function closingsOf(line: string): ReadonlyMap<number, number> {
	const closings = new Map<number, number>();
	const open: number[] = [];
	for (const { 0: sign, index } of line.matchAll(/"(?:[^"\\]|\\.)*"|[([{}\])]/g)) {
		if ("([{".includes(sign)) {
			open.push(index);
		} else if (")]}".includes(sign)) {
			const opening = open.pop();
			if (opening !== undefined) {
				closings.set(opening, index);
			}
		}
	}
	return closings;
}

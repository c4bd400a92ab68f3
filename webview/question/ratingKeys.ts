const digit = /^(Digit|Numpad)[1-4]$/;

/**
 * The digits by which a person rates. VS Code turns a press into a rating by its key bindings, which anyone can change, and
 * passes it on a moment later. Another question may show by then.
 */
export class RatingKeys {
	/** The question that showed when a digit was pressed. */
	#pressedOn: string | undefined;

	/** `current` gives the question that shows. */
	constructor(private readonly current: () => string | undefined) {
		window.addEventListener("keydown", (event) => this.#onKey(event), { capture: true });
	}

	/** Whether a rating that has been passed on is meant for the question that shows. One without a key always is. */
	isMeant(): boolean {
		const pressedOn = this.#pressedOn;
		this.#pressedOn = undefined;
		return pressedOn === undefined || pressedOn === this.current();
	}

	#onKey(event: KeyboardEvent): void {
		if (!digit.test(event.code) || event.ctrlKey || event.altKey || event.metaKey) {
			return;
		}
		if (event.repeat) {
			// VS Code listens later, and a key that is held would rate one question after the other.
			event.stopImmediatePropagation();
		} else {
			this.#pressedOn = this.current();
		}
	}
}

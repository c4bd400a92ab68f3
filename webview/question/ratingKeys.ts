const digit = /^(Digit|Numpad)[1-4]$/;

/**
 * The digit keys by which a person rates. VS Code turns a press into a rating by its keyboard shortcuts, which anyone
 * can change, and sends the rating to the page a moment later. By then, another question may be shown.
 */
export class RatingKeys {
	/** The question that was shown when a digit was pressed. */
	#pressedOn: string | undefined;

	/** `current` returns the question that is shown. */
	constructor(private readonly current: () => string | undefined) {
		window.addEventListener("keydown", (event) => this.#onKey(event), { capture: true });
	}

	/**
	 * Whether a rating from VS Code is meant for the question that is shown. A rating without a key press always is.
	 */
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
			// VS Code's listener comes later. With it, a key that is held down would rate one question after the other.
			event.stopImmediatePropagation();
		} else {
			this.#pressedOn = this.current();
		}
	}
}

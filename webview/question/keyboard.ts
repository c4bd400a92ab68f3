/** What the page does when something happens to its keyboard focus, or when a key is pressed. */
interface KeyboardActions {
	/** Whether there is an answer that is not revealed yet. */
	canReveal(): boolean;
	reveal(): void;
	/** Goes to the first blank. */
	predict(): void;
	/** Called once at the beginning, and whenever the page gains or loses the keyboard focus. */
	changed(isHere: boolean): void;
}

/** Listens to the keys that belong to the page as a whole, and reports whether the page has the keyboard focus. */
export function listenToKeyboard(actions: KeyboardActions): void {
	window.addEventListener("keydown", (event) => onKey(event, actions));
	const tell = () => actions.changed(document.hasFocus());
	for (const event of ["focus", "blur"]) {
		window.addEventListener(event, tell);
	}
	tell();
}

/**
 * Space reveals the answer and Enter goes to the first blank, unless the key would press a control. A key that is held down
 * reveals only one answer.
 */
function onKey(event: KeyboardEvent, { canReveal, reveal, predict }: KeyboardActions): void {
	if (event.altKey && /^Arrow(Left|Right)$/.test(event.key)) {
		event.preventDefault(); // VS Code gets the key anyway; a browser would leave the page of VS Code.
	}
	const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && !event.repeat;
	const isOnControl = event.target instanceof Element && event.target.closest("button, a, summary");
	const act = event.key === " " ? reveal : event.key === "Enter" ? predict : undefined;
	if (act && isPlain && !isOnControl && canReveal()) {
		event.preventDefault();
		act();
	}
}

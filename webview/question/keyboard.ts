/** What the page does about its keyboard. */
interface KeyboardActions {
	/** Whether an answer waits to be revealed. */
	canReveal(): boolean;
	reveal(): void;
	/** Called at once, and whenever the page gets the keyboard or loses it. */
	changed(isHere: boolean): void;
}

/** Listens to the keys that belong to the page as a whole, and tells whether the page has the keyboard. */
export function listenToKeyboard(actions: KeyboardActions): void {
	window.addEventListener("keydown", (event) => onKey(event, actions));
	const tell = () => actions.changed(document.hasFocus());
	for (const event of ["focus", "blur"]) {
		window.addEventListener(event, tell);
	}
	tell();
}

/** Space reveals, wherever it would not press something; once, however long it is held. */
function onKey(event: KeyboardEvent, { canReveal, reveal }: KeyboardActions): void {
	if (event.altKey && /^Arrow(Left|Right)$/.test(event.key)) {
		event.preventDefault(); // VS Code hears of it all the same; a browser would leave VS Code.
	}
	const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey && !event.repeat;
	const isOnControl = event.target instanceof Element && event.target.closest("button, a, summary");
	if (event.key === " " && isPlain && !isOnControl && canReveal()) {
		event.preventDefault();
		reveal();
	}
}

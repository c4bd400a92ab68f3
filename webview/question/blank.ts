import * as l10n from "@vscode/l10n";
import { longestPrediction, type PanelJudgement } from "../../src/core/protocol/messages";
import { element, sanitize, scrollTo } from "../shared/dom";

/** What a person does in a blank by key. */
interface BlankActions {
	/** What was typed may have changed. */
	changed(): void;
	next(): void;
	run(): void;
	leave(): void;
}

const signs = { right: "✓", wrong: "✗", unknown: "=" } as const;
let count = 0;

/** An input for the prediction of one statement, and below it what the statement did. */
export class Blank {
	readonly node: HTMLElement;
	readonly #input: HTMLTextAreaElement;
	readonly #verdict: HTMLElement;

	/** `statement` is the line of code above the blank. */
	constructor(statement: string, actions: BlankActions) {
		const id = `verdict${count++}`;
		this.#verdict = element("div", { class: "verdict", id, role: "status" });
		this.#input = element("textarea", {
			rows: "1",
			maxlength: `${longestPrediction}`,
			placeholder: "?",
			autocomplete: "off",
			autocapitalize: "off",
			spellcheck: "false",
			"aria-label": l10n.t("What does {0} print?", statement.trim()),
			"aria-describedby": id,
		});
		this.#input.addEventListener("keydown", (event) => onKey(event, actions));
		this.#input.addEventListener("change", () => actions.changed());
		this.node = element("div", { class: "blank" }, [
			element("span", { class: "sign", "aria-hidden": "true" }, ["# =>"]),
			this.#input,
			this.#verdict,
		]);
	}

	get text(): string {
		return this.#input.value;
	}

	set text(text: string) {
		this.#input.value = text;
	}

	focus(): void {
		this.#input.focus({ preventScroll: true });
		scrollTo(this.node, "visible");
	}

	/** Shows what the statement did, or nothing. */
	judge(judged: PanelJudgement["blanks"][number] | undefined): void {
		this.#verdict.className = `verdict ${judged?.verdict ?? ""}`;
		this.#verdict.replaceChildren(
			...(judged
				? [element("span", { "aria-hidden": "true" }, [`${signs[judged.verdict]} `]), sanitize(judged.text)]
				: []),
		);
	}
}

/**
 * What a person types belongs to the blank. VS Code would take a plain key for one of its shortcuts, because it does not
 * know where in the page the keyboard focus is.
 */
function onKey(event: KeyboardEvent, { next, run, leave }: BlankActions): void {
	const isModified = (event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph");
	if (!isModified && !/^F\d+$/.test(event.key)) {
		event.stopPropagation();
	}
	if (event.isComposing) {
		return;
	}
	const act = event.key === "Escape" ? leave : event.key !== "Enter" ? undefined : isModified ? run : next;
	if (act && !event.shiftKey) {
		event.preventDefault();
		event.stopPropagation();
		act();
	}
}

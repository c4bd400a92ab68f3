import { keyLabel } from "../../src/core/keys";
import type { PanelCommand, PanelProgress } from "../../src/core/messages";
import { type Rating, ratings } from "../../src/core/recall/events";
import { button, element } from "./dom";

interface RatingActions {
	rate(rating: Rating): void;
	command(command: PanelCommand): void;
}

const names: Record<Rating, string> = { 1: "Again", 2: "Hard", 3: "Good", 4: "Easy" };
/** While cramming, what counts is whether it comes again. */
const cramRatings: readonly Rating[] = [1, 3];

/** The foot of the page: where the question stands, what can be done with it, and, under an answer, how well it was known. */
export class RatingBar {
	#progress: PanelProgress | undefined;
	#revealed = false;
	/** Whether the tools show where a narrow panel has them folded away. */
	#unfolded = false;

	constructor(
		private readonly footer: HTMLElement,
		private readonly isMac: boolean,
		private readonly actions: RatingActions,
	) {}

	/** The ratings that can be given now. */
	get offered(): readonly Rating[] {
		if (!this.#progress) {
			return [];
		}
		return this.#progress.intervals.length === 0 ? cramRatings : ratings;
	}

	update(progress: PanelProgress | undefined): void {
		this.#progress = progress;
		this.#draw();
	}

	setRevealed(revealed: boolean): void {
		this.#revealed = revealed;
		this.#draw();
	}

	#draw(): void {
		const progress = this.#progress;
		this.footer.hidden = progress === undefined;
		if (!progress) {
			return;
		}
		const { status, session, starred, suspended, canForget, canUndo, note } = progress;
		const tools = [
			this.#tool(starred ? "★ Starred" : "☆ Star", "star", { isOn: starred }),
			this.#tool(note === "" ? "Note" : "Edit Note", "note"),
			this.#tool("Bury", "bury"),
			this.#tool(suspended ? "Resume" : "Suspend", "suspend", { isOn: suspended }),
			this.#tool("Forget", "forget", { isPossible: canForget }),
			this.#tool("Undo", "undo", { isPossible: canUndo }),
		];
		const focused = this.footer.querySelector<HTMLButtonElement>("button:focus")?.name;
		this.footer.replaceChildren(
			...(this.#revealed
				? [
						element(
							"div",
							{ class: "ratings" },
							this.offered.map((rating) => this.#rating(rating)),
						),
					]
				: []),
			element("div", { class: "state" }, [
				element("span", { class: "status" }, [
					[status, session, this.#proposal()].filter((part) => part !== "").join(" · "),
				]),
				this.#more(),
				element("span", { class: "tools", id: "tools" }, tools),
			]),
		);
		if (focused) {
			this.footer.querySelector<HTMLButtonElement>(`[name="${focused}"]`)?.focus();
		}
	}

	#rating(rating: Rating): HTMLButtonElement {
		const { intervals = [], proposal } = this.#progress ?? {};
		const isProposed = rating === proposal;
		const made = button(
			names[rating],
			`rating secondary ${isProposed ? "proposed" : ""}`,
			() => this.actions.rate(rating),
			`${rating}`,
		);
		made.append(element("small", {}, [intervals[rating - 1] ?? ""]));
		return made;
	}

	#proposal(): string {
		const { proposal } = this.#progress ?? {};
		return proposal && this.#revealed ? `Your predictions propose ${names[proposal]}` : "";
	}

	#more(): HTMLButtonElement {
		const made = button("…", "tool more", () => {
			this.#unfolded = !this.#unfolded;
			this.#draw();
		});
		made.name = "more";
		made.ariaLabel = "More Actions";
		made.ariaExpanded = String(this.#unfolded);
		made.setAttribute("aria-controls", "tools");
		return made;
	}

	#tool(label: string, command: PanelCommand, { isOn = false, isPossible = true } = {}): HTMLButtonElement {
		const made = button(label, "tool", () => this.actions.command(command), keyLabel(command, this.isMac));
		made.name = command;
		made.ariaPressed = String(isOn);
		made.disabled = !isPossible;
		return made;
	}
}

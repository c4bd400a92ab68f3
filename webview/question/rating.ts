import * as l10n from "@vscode/l10n";
import type { QuestionKey } from "../../src/core/bank/questionKey";
import { type Rating, ratings } from "../../src/core/journal/events";
import { keyLabel } from "../../src/core/protocol/keys";
import type { PanelClosing, PanelCommand, PanelProgress } from "../../src/core/protocol/messages";
import { countWords, ratingNames } from "../../src/core/session/wording";
import { button, element, onFollow } from "../shared/dom";

interface RatingActions {
	rate(rating: Rating): void;
	command(command: PanelCommand): void;
	/** Opens a question. */
	open(key: QuestionKey): void;
}

/** The ratings while cramming, where all that counts is whether the question comes again. */
const cramRatings: readonly Rating[] = [1, 3];

/**
 * The foot of the page: the status of the question, what a person can do with it, and, if the answer is revealed, the
 * ratings.
 */
export class RatingBar {
	#progress: PanelProgress | undefined;
	#revealed = false;
	/** Whether the tools are shown even in a narrow panel, where they are folded away at first. */
	#unfolded = false;

	constructor(
		private readonly footer: HTMLElement,
		private readonly isMac: boolean,
		private readonly actions: RatingActions,
	) {}

	/** The ratings that can be given now. */
	get offered(): readonly Rating[] {
		if (!this.#progress || this.#progress.closing || !this.#revealed) {
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
		const { status, session, left, kind, starred, suspended, buried, canForget, canUndo, note, closing, hurried } =
			progress;
		const tools = [
			this.#tool(starred ? l10n.t("★ Starred") : l10n.t("☆ Star"), "star", { isOn: starred }),
			this.#tool(note === "" ? l10n.t("Note") : l10n.t("Edit Note"), "note"),
			this.#tool(buried ? l10n.t("Unbury") : l10n.t("Bury"), "bury"),
			this.#tool(suspended ? l10n.t("Resume") : l10n.t("Suspend"), "suspend"),
			this.#tool(l10n.t("Forget"), "forget", { isPossible: canForget }),
			this.#tool(l10n.t("Undo"), "undo", { isPossible: canUndo }),
		];
		const focused = this.footer.querySelector<HTMLButtonElement>("button:focus")?.name;
		this.footer.replaceChildren(
			...(closing ? [this.#closing(closing)] : []),
			...(this.offered.length > 0
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
					...(session === "" ? [viewCounts(left, kind), " · "] : []),
					[status, session, this.offered.length > 0 ? hurried : "", this.#proposal()]
						.filter((part) => part !== "")
						.join(" · "),
				]),
				this.#more(),
				element("span", { class: "tools", id: "tools" }, tools),
			]),
		);
		if (focused) {
			this.footer.querySelector<HTMLButtonElement>(`[name="${focused}"]`)?.focus({ preventScroll: true });
		}
	}

	#closing({ title, lines, missed, offers }: PanelClosing): HTMLElement {
		return element("section", { class: "closing", role: "status" }, [
			element("h2", {}, [title]),
			...lines.map((line) => element("p", {}, [line])),
			...(missed.length === 0 ? [] : [this.#missed(missed)]),
			element(
				"div",
				{ class: "prompt" },
				offers.map(({ label, command }, index) => this.#button(label, index === 0 ? "primary" : "secondary", command)),
			),
		]);
	}

	#missed(missed: PanelClosing["missed"]): HTMLElement {
		const links = missed.map(({ key, title }) => {
			const link = element("a", { href: "#" }, [title]);
			onFollow(link, () => this.actions.open(key));
			return element("li", {}, [link]);
		});
		return element("div", { class: "missed" }, [element("p", {}, [l10n.t("Missed:")]), element("ul", {}, links)]);
	}

	#rating(rating: Rating): HTMLButtonElement {
		const { intervals = [], proposal } = this.#progress ?? {};
		const isProposed = rating === proposal;
		const made = button(
			ratingNames[rating],
			`rating secondary ${isProposed ? "proposed" : ""}`,
			() => this.actions.rate(rating),
			`${rating}`,
		);
		made.name = `rate${rating}`;
		const interval = intervals[rating - 1] ?? "";
		const spoken = (text: string) => element("span", { class: "spoken" }, [text]);
		made.append(
			...(interval === "" ? [] : [spoken(", "), element("small", {}, [interval])]),
			...(isProposed ? [spoken(`, ${l10n.t("suggested by your predictions")}`)] : []),
		);
		return made;
	}

	#proposal(): string {
		const { proposal } = this.#progress ?? {};
		return proposal && this.offered.length > 0
			? l10n.t("Suggested by your predictions: {0}", ratingNames[proposal])
			: "";
	}

	#more(): HTMLButtonElement {
		const made = button("…", "tool more", () => {
			this.#unfolded = !this.#unfolded;
			this.#draw();
		});
		made.name = "fold";
		made.ariaLabel = l10n.t("More Actions");
		made.ariaExpanded = String(this.#unfolded);
		made.setAttribute("aria-controls", "tools");
		return made;
	}

	/**
	 * A button that runs a command. With `isOn`, it is a toggle button, and a screen reader reads its state. Without
	 * `isOn`, the label says what the button does next.
	 */
	#tool(
		label: string,
		command: PanelCommand,
		{ isOn, isPossible = true }: { isOn?: boolean; isPossible?: boolean } = {},
	): HTMLButtonElement {
		const made = this.#button(label, "tool", command);
		if (isOn !== undefined) {
			made.ariaPressed = String(isOn);
		}
		made.disabled = !isPossible;
		return made;
	}

	#button(label: string, className: string, command: PanelCommand): HTMLButtonElement {
		const made = button(label, className, () => this.actions.command(command), keyLabel(command, this.isMac));
		made.name = command;
		return made;
	}
}

/** What is left to study today. The number that counts the question which is open is underlined. */
function viewCounts(left: PanelProgress["left"], kind: PanelProgress["kind"]): HTMLElement {
	const words = countWords(left);
	const count = (name: keyof typeof words) =>
		element("span", { class: `count ${name}${name === kind ? " current" : ""}` }, [words[name]]);
	return element("span", { class: "counts" }, [count("new"), " · ", count("learning"), " · ", count("due")]);
}

import DOMPurify from "dompurify";
import { ariaShortcut } from "../../src/core/protocol/keys";
import { allowedAttributes, allowedTags } from "../../src/core/text/safeHtml";

const allowed = {
	ALLOWED_TAGS: [...allowedTags],
	ALLOWED_ATTR: [...allowedAttributes],
	ALLOW_DATA_ATTR: false,
	ALLOW_ARIA_ATTR: false,
	RETURN_DOM_FRAGMENT: true as const,
};

type Child = Node | string;

/** Pixels between what is scrolled to and what is above or below it. */
const margin = 8;

/** Creates an element. Strings among the children become text, never HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	attributes: Readonly<Record<string, string>> = {},
	children: readonly Child[] = [],
): HTMLElementTagNameMap[Name] {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		made.setAttribute(key, value);
	}
	made.append(...children);
	return made;
}

/** Turns HTML from a pack or a note into nodes, and removes everything but plain text structure. */
export function sanitize(html: string): DocumentFragment {
	return html.includes("<") || html.includes("&") ? DOMPurify.sanitize(html, allowed) : textFragment(html);
}

/** Turns plain text into nodes without a parser. Many titles and short notes are plain text. */
function textFragment(text: string): DocumentFragment {
	const fragment = document.createDocumentFragment();
	fragment.append(text);
	return fragment;
}

/** Creates a button. `key` is the label of the keys that do the same. */
export function button(label: string, className: string, onClick: () => void, key?: string): HTMLButtonElement {
	const made = element("button", { type: "button", class: className }, [label]);
	if (key) {
		made.append(element("kbd", { "aria-hidden": "true" }, [key]));
		const shortcut = ariaShortcut(key);
		if (shortcut === undefined) {
			made.title = key; // A screen reader reads the title after the button's name.
		} else {
			made.setAttribute("aria-keyshortcuts", shortcut);
		}
	}
	made.addEventListener("click", onClick);
	return made;
}

/**
 * Runs an action when a link is clicked. VS Code must not get the click, because it would scroll to the top for the
 * address `#`.
 */
export function onFollow(link: HTMLElement, action: () => void): void {
	link.addEventListener("click", (event) => {
		event.preventDefault();
		event.stopPropagation();
		action();
	});
}

/** Calls back after everything that is on the page now has been painted. */
export function afterPaint(callback: () => void): void {
	requestAnimationFrame(() => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = callback;
		port2.postMessage(undefined);
	});
}

/**
 * Scrolls the page so that an element is at its top, or just visible. The browser's own way to do this, and to reveal
 * what gets the keyboard focus, would move the frames of VS Code around the page too.
 */
export function scrollTo(node: HTMLElement, place: "top" | "visible"): void {
	const { top, bottom } = node.getBoundingClientRect();
	const above = top - stickyHeight("toolbar") - margin;
	const below = bottom - (window.innerHeight - stickyHeight("rating") - margin);
	if (place === "top" || above < 0) {
		window.scrollBy({ top: above, behavior: "instant" });
	} else if (below > 0) {
		window.scrollBy({ top: Math.min(below, above), behavior: "instant" });
	}
}

/** The height of a bar that stays in view, in pixels; 0 if it scrolls with the page. */
function stickyHeight(id: string): number {
	const bar = document.getElementById(id);
	return bar && getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
}

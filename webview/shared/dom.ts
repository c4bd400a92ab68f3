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

/** An element with its attributes; texts among the children are text, never HTML. */
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

/** HTML from a pack, as nodes, with everything but plain text structure removed. */
export function sanitize(html: string): DocumentFragment {
	return html.includes("<") || html.includes("&") ? DOMPurify.sanitize(html, allowed) : textFragment(html);
}

/** Titles and short notes are often plain text, and there are many: no parser is needed for them. */
function textFragment(text: string): DocumentFragment {
	const fragment = document.createDocumentFragment();
	fragment.append(text);
	return fragment;
}

/** `key` is a label of the keys that do the same. */
export function button(label: string, className: string, onClick: () => void, key?: string): HTMLButtonElement {
	const made = element("button", { type: "button", class: className }, [label]);
	if (key) {
		made.append(element("kbd", { "aria-hidden": "true" }, [key]));
		const shortcut = ariaShortcut(key);
		if (shortcut === undefined) {
			made.title = key; // Which is read out after the button's name.
		} else {
			made.setAttribute("aria-keyshortcuts", shortcut);
		}
	}
	made.addEventListener("click", onClick);
	return made;
}

/** Calls back once what is on the page now has been painted. */
export function afterPaint(callback: () => void): void {
	requestAnimationFrame(() => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = callback;
		port2.postMessage(undefined);
	});
}

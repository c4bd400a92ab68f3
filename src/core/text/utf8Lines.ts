const newline = 0x0a;

/** The lines of some bytes, with `undefined` in place of those that are not UTF-8. No bytes are one such line. */
export function utf8Lines(bytes: Uint8Array): (string | undefined)[] {
	const text = bytes.length === 0 ? undefined : decode(bytes);
	if (text !== undefined) {
		return text.replace(/\r?\n$/, "").split(/\r?\n/);
	}
	const lines: (string | undefined)[] = bytes.length === 0 ? [undefined] : [];
	for (let start = 0; start < bytes.length; ) {
		const end = bytes.indexOf(newline, start) + 1 || bytes.length;
		lines.push(decode(bytes.subarray(start, end))?.trimEnd());
		start = end;
	}
	return lines;
}

/** The text of bytes, without a byte order mark at the beginning, or `undefined` if they are not UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

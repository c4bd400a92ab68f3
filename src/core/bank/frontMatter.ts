import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Problem, ProblemCode } from "./problem";

/** A file of a pack, split into its front matter and the text below it. */
export interface FrontMatterFile {
	readonly fields: Fields;
	readonly body: string;
	/** 1-based line of the file on which `body` starts. */
	readonly bodyLine: number;
}

const longestFile = 100_000;

/**
 * Splits a file into front matter and body. Line ends may be CRLF or CR, and a byte order mark is ignored. If the file
 * has no usable front matter, returns `undefined` and adds the reason to `problems`.
 */
export function readFrontMatter(file: string, source: string, problems: Problem[]): FrontMatterFile | undefined {
	const report = (code: ProblemCode, line: number, message: string) => problems.push({ code, file, line, message });
	if (source.length > longestFile) {
		report("too-long", 1, `This file has over ${longestFile} characters. Split it into several questions.`);
		return undefined;
	}
	const text = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
	const lines = text.split("\n");
	const end = lines.indexOf("---", 1);
	if (lines[0] !== "---" || end === -1) {
		report(
			"front-matter",
			1,
			"Front matter is missing. Start the file with a block of fields between two `---` lines.",
		);
		return undefined;
	}
	const counter = new LineCounter();
	const document = parseDocument(lines.slice(1, end).join("\n"), { lineCounter: counter });
	const lineAt = (offset: number) => counter.linePos(offset).line + 1;
	const [error] = document.errors;
	if (error) {
		const reason = error.message.split(" at line ")[0];
		report(
			"front-matter",
			lineAt(error.pos[0]),
			`Front matter is not valid YAML: ${reason}. Quote texts that contain \`: \`.`,
		);
		return undefined;
	}
	if (!isMap(document.contents)) {
		report("front-matter", 2, "Front matter holds no fields. Write one `name: value` a line.");
		return undefined;
	}
	const nodes = new Map<string, { readonly line: number; readonly value: Node | undefined }>();
	for (const { key, value } of document.contents.items) {
		const node = key as Node;
		nodes.set(String(isScalar(node) ? node.value : node), {
			line: lineAt(node.range?.[0] ?? 0),
			value: (value as Node | null) ?? undefined,
		});
	}
	return { fields: new Fields(nodes, lineAt, report), body: lines.slice(end + 1).join("\n"), bodyLine: end + 2 };
}

/** The fields of a front matter. Each method checks the field that it reads, and reports a wrong value at its line. */
export class Fields {
	readonly #read = new Set<string>();

	constructor(
		private readonly nodes: ReadonlyMap<string, { readonly line: number; readonly value: Node | undefined }>,
		private readonly lineAt: (offset: number) => number,
		readonly report: (code: ProblemCode, line: number, message: string) => void,
	) {}

	line(name: string): number {
		return this.nodes.get(name)?.line ?? 1;
	}

	text(name: string, hint: string): string | undefined {
		const value = this.#value(name);
		if (isScalar(value) && typeof value.value === "string" && value.value.trim() !== "") {
			return value.value.trim();
		}
		this.report("field", this.line(name), `\`${name}\` must be a text: ${hint}.`);
		return undefined;
	}

	/** A text, or `undefined` if the field is absent. An empty text is reported as a problem. */
	optionalText(name: string, hint: string): string | undefined {
		this.#read.add(name);
		return this.nodes.has(name) ? this.text(name, hint) : undefined;
	}

	number(name: string, hint: string): number | undefined {
		const value = this.#value(name);
		if (isScalar(value) && typeof value.value === "number") {
			return value.value;
		}
		this.report("field", this.line(name), `\`${name}\` must be a number: ${hint}.`);
		return undefined;
	}

	/** A list of texts, each with its line. An absent field is read as an empty list. */
	list(name: string, hint: string): { readonly text: string; readonly line: number }[] {
		const value = this.#value(name);
		if (value === undefined) {
			return [];
		}
		if (!isSeq(value)) {
			this.report("field", this.line(name), `\`${name}\` must be a list: ${hint}.`);
			return [];
		}
		return value.items.flatMap((item) => {
			const line = this.lineAt((item as Node).range?.[0] ?? 0);
			if (isScalar(item) && typeof item.value === "string") {
				return [{ text: item.value, line }];
			}
			this.report("field", line, `An entry of \`${name}\` is not a text. Quote it.`);
			return [];
		});
	}

	/** Reports each field that has not been read. */
	reportUnread(): void {
		for (const [name, { line }] of this.nodes) {
			if (!this.#read.has(name)) {
				const known = [...this.#read].map((field) => `\`${field}\``).join(", ");
				this.report("field", line, `Unknown field \`${name}\`. Known ones are ${known}.`);
			}
		}
	}

	#value(name: string): Node | undefined {
		this.#read.add(name);
		return this.nodes.get(name)?.value;
	}
}

/** A person's note as HTML, which the panel sanitises; the renderer is loaded with the first note. */
export async function renderNote(markdown: string): Promise<string> {
	return markdown.trim() === "" ? "" : (await import("../../core/renderMarkdown")).renderMarkdown(markdown);
}

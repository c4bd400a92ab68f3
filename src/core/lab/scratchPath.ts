import { ownPack, type QuestionKey, questionKey, splitKey } from "../bank/questionKey";

/**
 * The path of a question's scratch file, relative to the scratch folder. No Python module can have the file's name, so
 * the file shadows none. The path begins with a folder for the pack unless the pack is our own. That folder's name
 * begins with `_`, which no topic's name does.
 */
export function scratchPath(key: QuestionKey): string {
	const { pack, id } = splitKey(key);
	const [topic, slug] = id.split("/");
	return `${pack === ownPack ? "" : `_${pack}/`}${topic}/${slug}/scratch-${slug}.py`;
}

/** The question whose scratch file has this path relative to the scratch folder, or `undefined`. */
export function questionOfScratch(path: string): QuestionKey | undefined {
	const match = /^(?:_([a-z0-9-]+)\/)?([a-z0-9-]+)\/([a-z0-9-]+)\/scratch-\3\.py$/.exec(path);
	return match ? questionKey(match[1] ?? ownPack, `${match[2]}/${match[3]}`) : undefined;
}

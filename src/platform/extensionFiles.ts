/** Reads a text file that comes with the extension; the path is relative to it, with `/`. */
export type ReadExtensionFile = (path: string) => Promise<string>;

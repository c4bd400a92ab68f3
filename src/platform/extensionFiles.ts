/** Reads a text file that comes with the extension. The path is relative to the extension's folder, with `/`. */
export type ReadExtensionFile = (path: string) => Promise<string>;

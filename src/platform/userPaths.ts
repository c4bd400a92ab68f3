/** Paths on the machine where the extension runs, as the person writes them. */
export interface UserPaths {
	/** The person's home folder. */
	readonly home: string;
	/** The absolute path of a folder, which may start with `~`, or `undefined` if the path is relative. */
	absolute(path: string): string | undefined;
}

/** Paths on the machine where the extension runs, as the person writes them. */
export interface UserPaths {
	/** The person's own folder. */
	readonly home: string;
	/** A folder, `~` included, as an absolute path; nothing where it is relative. */
	absolute(path: string): string | undefined;
}

import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** A working directory that every window allows: one without a folder lets a task start nowhere else. */
export const home = homedir();

/** A folder as a person writes it, `~` included, as an absolute path; nothing where it is relative. */
export function absolutePath(path: string): string | undefined {
	const expanded = /^~(?=$|[\\/])/.test(path) ? join(home, path.slice(1)) : path;
	return isAbsolute(expanded) ? expanded : undefined;
}

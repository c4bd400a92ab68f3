import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { UserPaths } from "../userPaths";

/** A working directory that every window allows. In a window without a folder, a task can start only here. */
export const home = homedir();

/** Whether this machine, which need not be the one with the keyboard, is a Mac. */
export const isMac = process.platform === "darwin";

/** Paths on this machine. */
export const userPaths: UserPaths = {
	home,
	absolute(path) {
		const expanded = /^~(?=$|[\\/])/.test(path) ? join(home, path.slice(1)) : path;
		return isAbsolute(expanded) ? expanded : undefined;
	},
};

/** Whether `npm start` has started VS Code, so that Dunder shows at once what there is. */
export function startsWithTour(): boolean {
	return process.env.DUNDER_TOUR === "1";
}

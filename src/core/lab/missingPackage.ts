import * as l10n from "@vscode/l10n";
import { inlineCode } from "../text/outputText";
import { type NamedPython, nameOfPython } from "./pythonName";
import type { RaisedError } from "./runReport";

/** The commands that the links of a remedy run. */
export const remedyCommands: readonly string[] = ["dunder.chooseInterpreter"];

/** The modules of the standard library, including those that some version removed. None of them can be installed. */
const standardModules = new Set(
	`abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb
		binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections
		colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes
		curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno
		faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext
		glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress
		itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap
		modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator
		optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath
		pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline
		reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd
		smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string
		stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios
		textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle
		turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg
		winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`.split(/\s+/),
);

/**
 * If a statement failed because a package is not installed, one sentence that says how to get it; otherwise none.
 * Markdown.
 */
export function missingPackage(
	error: RaisedError | undefined,
	python: NamedPython & { readonly executable: string },
): string[] {
	const [, name] = /^No module named '([A-Za-z]\w*)'$/.exec(error?.message ?? "") ?? [];
	if (error?.name !== "ModuleNotFoundError" || name === undefined || standardModules.has(name)) {
		return [];
	}
	const where = `${nameOfPython(python)} (${inlineCode(python.executable)})`;
	return [
		l10n.t(
			"{0} is not installed for {1}. Install it there or [choose another interpreter]({2}).",
			inlineCode(name),
			where,
			`command:${remedyCommands[0]}`,
		),
	];
}

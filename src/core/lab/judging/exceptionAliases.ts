import { compareVersions } from "../../text/versions";

/** Other names that Python has for an exception class. */
interface Alias {
	/** The class, with its module. */
	readonly of: string;
	readonly names: readonly string[];
	/** The first version in which all these names refer to the same class. */
	readonly since: string;
}

/** The names that `vars(module)` shows on CPython 3.9 to 3.13. */
const aliases: readonly Alias[] = [
	{ of: "builtins.OSError", names: ["IOError", "EnvironmentError"], since: "3.3" },
	{ of: "builtins.OSError", names: ["os.error", "socket.error", "select.error", "mmap.error"], since: "3.3" },
	{ of: "builtins.OSError", names: ["resource.error"], since: "3.3" },
	{ of: "builtins.TimeoutError", names: ["socket.timeout", "timeout"], since: "3.10" },
	{ of: "builtins.TimeoutError", names: ["asyncio.TimeoutError", "asyncio.exceptions.TimeoutError"], since: "3.11" },
	{ of: "builtins.TimeoutError", names: ["concurrent.futures.TimeoutError", "futures.TimeoutError"], since: "3.11" },
	{ of: "builtins.RuntimeError", names: ["threading.ThreadError"], since: "3.3" },
	{ of: "builtins.ValueError", names: ["calendar.error"], since: "3.0" },
	{ of: "re.PatternError", names: ["re.error", "sre_constants.error"], since: "3.13" },
	{ of: "re.error", names: ["sre_constants.error"], since: "3.0" },
	{ of: "copy.Error", names: ["copy.error"], since: "3.0" },
	{ of: "getopt.GetoptError", names: ["getopt.error"], since: "3.0" },
	{ of: "http.client.HTTPException", names: ["http.client.error"], since: "3.0" },
	{ of: "ssl.SSLCertVerificationError", names: ["ssl.CertificateError"], since: "3.7" },
	{ of: "xml.parsers.expat.ExpatError", names: ["xml.parsers.expat.error"], since: "3.0" },
	{ of: "zipfile.BadZipFile", names: ["zipfile.BadZipfile", "zipfile.error"], since: "3.2" },
];

/** The other names of a class on CPython `version`. `module` is empty if it is not known. */
export function aliasesOf(module: string, qualname: string, version: string): string[] {
	const isMeant = ({ of, names, since }: Alias) =>
		compareVersions(since, version) <= 0 &&
		(module === ""
			? of === `builtins.${qualname}` && !names.some((name) => name.includes("."))
			: of === `${module}.${qualname}`);
	return aliases.filter(isMeant).flatMap(({ names }) => names);
}

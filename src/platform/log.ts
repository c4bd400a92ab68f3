import { reasonOf } from "../core/text/reason";

type Level = "debug" | "info" | "warn" | "error";

/** Where the log is written; VS Code's `LogOutputChannel` is one. */
type LogSink = Readonly<Record<Level, (message: string) => void>>;

/** The most messages that wait for a sink. There may never be one, as in plain Node, and the log must not grow. */
const mostWaiting = 100;

/** The log of what Dunder does, and of every error that it catches on purpose. Messages wait until there is a sink. */
class Log {
	readonly #waiting: (readonly [Level, string])[] = [];
	#sink: LogSink | undefined;

	/** Writes to this sink from now on, first the messages that have waited. Without a sink, messages wait. */
	writeTo(sink: LogSink | undefined): void {
		this.#sink = sink;
		for (const [level, message] of sink ? this.#waiting.splice(0) : []) {
			sink?.[level](message);
		}
	}

	info(message: string): void {
		this.#write("info", message);
	}

	warn(message: string): void {
		this.#write("warn", message);
	}

	error(message: string): void {
		this.#write("error", message);
	}

	/**
	 * A handler for `catch` that logs an error which changes nothing for the person, such as a cache that can't be
	 * read. It returns `undefined`.
	 */
	readonly caught =
		(what: string) =>
		(error: unknown): undefined => {
			this.#write("debug", `${what}: ${reasonOf(error)}`);
		};

	#write(level: Level, message: string): void {
		if (this.#sink) {
			this.#sink[level](message);
		} else {
			this.#waiting.push([level, message]);
			this.#waiting.splice(0, this.#waiting.length - mostWaiting);
		}
	}
}

export const log = new Log();

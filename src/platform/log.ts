import { reasonOf } from "../core/text/reason";

type Level = "debug" | "info" | "warn" | "error";

/** Where the log is written; VS Code's `LogOutputChannel` is one. */
type LogSink = Readonly<Record<Level, (message: string) => void>>;

/** Messages that wait for a sink. Without one, as in plain Node, the log must not grow. */
const mostWaiting = 100;

/** What Dunder does, and every error that it catches on purpose. Messages wait until there is a place to write them. */
class Log {
	readonly #waiting: (readonly [Level, string])[] = [];
	#sink: LogSink | undefined;

	/** Writes there from now on, and what has waited first. */
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

	/** For an error that changes nothing for the person, such as a cache that cannot be read. Gives nothing, for `catch`. */
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

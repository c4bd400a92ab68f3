// Writes the logs of VS Code's server, in place of a native module for which npm has no program: without it, every output
// channel of an extension would stay empty. It has what VS Code calls, and does not begin a new file when one is large.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
	#file;
	#level = levels.indexOf("info");
	#isFormatted = false;

	constructor(_, __, file) {
		this.#file = file;
		mkdirSync(dirname(file), { recursive: true });
	}

	trace(message) {
		this.#write(0, message);
	}
	debug(message) {
		this.#write(1, message);
	}
	info(message) {
		this.#write(2, message);
	}
	warn(message) {
		this.#write(3, message);
	}
	error(message) {
		this.#write(4, message);
	}
	critical(message) {
		this.#write(5, message);
	}

	getLevel() {
		return this.#level;
	}
	setLevel(level) {
		this.#level = level;
	}
	/** VS Code has one pattern. */
	setPattern() {
		this.#isFormatted = true;
	}
	clearFormatters() {
		this.#isFormatted = false;
	}
	/** Nothing waits. */
	flush() {}
	drop() {}

	#write(level, message) {
		if (level >= this.#level) {
			const time = new Date().toISOString().replace("T", " ").replace("Z", "");
			appendFileSync(this.#file, this.#isFormatted ? `${time} [${levels[level]}] ${message}\n` : message);
		}
	}
}

const create = async (name, file) => new Logger("rotating", name, file);

// One by one, because Node finds no other names for those who import this as a module.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;

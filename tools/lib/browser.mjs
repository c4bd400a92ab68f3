import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { installOnce } from "./npm.mjs";
import { cache } from "./paths.mjs";

const fallbackVersion = "147.0.0";
const quiet = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
const softwareGraphics = [
	"--no-zygote",
	"--in-process-gpu",
	"--use-gl=angle",
	"--use-angle=swiftshader",
	"--enable-unsafe-swiftshader",
];

/** Starts Chrome or Chromium without a window: the installed one or, on Linux, else one from npm. */
export async function launchBrowser() {
	const installed = findInstalled();
	if (installed) {
		return chromium.launch({ executablePath: installed, args: quiet });
	}
	if (process.platform !== "linux") {
		throw new Error("No Chrome or Chromium was found. Install one, or set CHROME_PATH to its program.");
	}
	const folder = join(cache, "chromium");
	await installOnce(folder, [`@sparticuz/chromium@${fallbackVersion}`]);
	const entry = join(folder, "node_modules", "@sparticuz", "chromium", "build", "esm", "index.js");
	const { default: bundled } = await import(pathToFileURL(entry).href);
	return chromium.launch({ executablePath: await bundled.executablePath(), args: [...quiet, ...softwareGraphics] });
}

/** @returns {string | undefined} */
function findInstalled() {
	if (process.env.CHROME_PATH) {
		return process.env.CHROME_PATH;
	}
	if (process.platform === "darwin") {
		return ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"].find(existsSync);
	}
	if (process.platform === "win32") {
		const bases = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
		return bases
			.flatMap((base) => (base ? [join(base, "Google", "Chrome", "Application", "chrome.exe")] : []))
			.find(existsSync);
	}
	const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];
	const folders = (process.env.PATH ?? "").split(delimiter);
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

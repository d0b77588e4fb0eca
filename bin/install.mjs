// Runs before `npm start` and `npm test`, on whatever Node the machine has: installs what package-lock.json names
// when it is not there yet, so that a fresh clone needs no other step. Plain JavaScript for that reason.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stamp = path.join(root, "node_modules", ".warroom-installed");
const lock = createHash("sha256")
  .update(readFileSync(path.join(root, "package-lock.json")))
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  console.error("Installing what Warroom needs (about 20 seconds, once) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--loglevel=error"], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (result.status !== 0) {
    console.error("npm ci failed: see the message above. Next step: check the network or the registry and try again.");
    process.exit(1);
  }
  writeFileSync(stamp, lock);
  console.error("Installed.");
}

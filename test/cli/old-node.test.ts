// `warroom` on a Node that cannot run it, and without the one that npm brings.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./run.ts";

const OLD_NODE = ["/usr/local/bin/node", "/usr/bin/node"].find(
  (node) => existsSync(node) && Number(spawnSync(node, ["-p", "process.versions.napi"]).stdout) < 10,
);

test.runIf(OLD_NODE)("an old Node is told what is needed and where it comes from", () => {
  const root = temporaryFolder();
  mkdirSync(path.join(root, "bin"));
  copyFileSync("bin/warroom.mjs", path.join(root, "bin/warroom.mjs"));
  const { status, stderr } = spawnSync(OLD_NODE!, [path.join(root, "bin/warroom.mjs"), "start"], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^warroom needs Node 22\.19 or newer, best 24; this is v\d+/);
  expect(stderr).toMatch(/Next step: install Node 24 .* Linux \(x64, arm64; glibc\) and Windows \(x64\)/);
});

// What `npm run build` makes runs as it stands: everything that is no program is found from dist/ as from src/.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "./run.ts";

const BESIDE = ["bin", "src", "migrations", "runbooks", "manifest.yml", "package.json", "node_modules"];

test("the built practice workspace, bot and manifest find their files", async () => {
  const root = temporaryFolder();
  for (const name of BESIDE) symlinkSync(path.resolve(name), path.join(root, name));
  const dist = path.join(root, "dist");
  const main = path.join(dist, "cli/main.js");
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json", "--outDir", dist]);
  const cwd = path.join(root, "elsewhere");
  mkdirSync(cwd);
  const env = { PATH: process.env.PATH, PORT: "0", PRACTICE_PORT: "0" };
  expect(execFileSync(process.execPath, [main, "manifest"], { cwd, env, encoding: "utf8" })).toContain("Warroom");

  const child = spawn(process.execPath, [main, "start"], { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  for await (const text of child.stderr.setEncoding("utf8")) {
    said += text;
    if (said.includes("Nothing here is kept")) break;
  }
  const url = /Open (\S+) and/.exec(said)?.[1];
  expect(url, said).toMatch(/^http:/);
  const page = await (await fetch(url!)).text();
  expect(page).toContain("<script");
  const script = /src="([^"]+\.js)"/.exec(page)![1]!;
  expect((await fetch(new URL(script, url))).status).toBe(200);
}, 60_000);

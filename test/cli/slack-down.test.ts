// The command line while Slack is down, with the real program: what it records appears in Slack once Slack is back.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, statSync, writeFileSync, copyFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { type Practice, startPractice } from "../../src/practice/practice.ts";
import { freePort } from "../support/free-port.ts";
import { freshDatabase } from "../support/stores.ts";
import { temporaryFolder, warroom } from "./run.ts";

const APART = ["sqlite", "postgres"] as const;

/** A Slack that can be gone and come back at the same address, as empty as it was. */
async function slackOnAPort() {
  const port = await freePort();
  let practice: Practice | undefined;
  const up = async () => {
    const started = await startPractice({ clock: systemClock, random: createSeededRandom(3), port, limits: false });
    if (!started.ok) throw new Error(started.error.join("\n"));
    practice = started.value;
  };
  const down = async () => {
    await practice?.close();
    practice = undefined;
  };
  await up();
  onTestFinished(down);
  return { up, down, now: () => practice!, core: () => practice!.core };
}

async function program(engine: (typeof APART)[number]) {
  const slack = await slackOnAPort();
  const folder = temporaryFolder();
  copyFileSync("runbooks/agentic-canon.yml", path.join(folder, "ours.yml"));
  const amara = [...slack.core().state.users.values()].find(({ name }) => name === "amara.okafor")!;
  writeFileSync(path.join(folder, "people.yml"), `on-call: ${amara.id}\n`);
  const { apiUrl, tokens } = slack.now();
  const env = {
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: tokens.bot,
    SLACK_APP_TOKEN: tokens.app,
    DATABASE_URL: engine === "sqlite" ? `sqlite:${path.join(folder, "warroom.db")}` : await freshDatabase("postgres"),
    WARROOM_RUNBOOK: path.join(folder, "ours.yml"),
    PORT: "0",
    LOG_LEVEL: "info",
  };
  let bot: ChildProcess | undefined;
  const start = async () => {
    const child = spawn(process.execPath, ["bin/warroom.mjs", "start"], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    bot = child;
    onTestFinished(() => void child.kill("SIGKILL"));
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
    });
    await until(
      () => said.includes("Warroom is running ("),
      () => said,
    );
  };
  const stop = async () => {
    const ended = new Promise((resolve) => bot!.once("exit", resolve));
    bot!.kill("SIGTERM");
    await ended;
  };
  /** Whom it knows, it has from Slack; a moment after the start. */
  const hasMet = () =>
    until(async () => {
      const { err } = await cli("note", "INC-99", "x");
      return err.includes("there is no incident INC-99");
    });
  const cli = (...args: string[]) => warroom(["incident", ...args], env);
  return { slack, env, folder, start, stop, hasMet, cli };
}

const rooms = ({ state }: Practice["core"]) =>
  [...state.channels.values()].filter(({ name }) => name.startsWith("inc-"));
const texts = (core: Practice["core"], room: string) =>
  [...[...core.state.channels.values()].find(({ id }) => id === room)!.messages.values()].map(({ text }) => text);

describe.each(APART)("on %s", (engine) => {
  test("while the program runs and Slack is down, an incident is declared and noted, and once Slack is back there is one room, with the words", async () => {
    const { slack, env, start, stop, hasMet, cli } = await program(engine);
    await start();
    await hasMet();
    await slack.down();

    const declared = await cli("declare", "sev1", "Checkout", "is", "down");
    expect(declared).toMatchObject({ code: 0, out: "INC-1 is declared: SEV1 Checkout is down\n" });
    expect(declared.err).toContain("Its room is made and people are told as soon as Slack answers");
    expect(declared.err).toContain("Call now: Amara Okafor.");
    if (engine === "sqlite") expect(statSync(`${env.DATABASE_URL.slice(7)}.control`).mode & 0o777).toBe(0o600);

    const again = await cli("declare", "sev1", "Checkout", "is", "down");
    expect(again).toMatchObject({ code: 1, out: "" });
    expect(again.err).toMatch(
      /declared INC-1 \(Checkout is down\).*`warroom incident note INC-1 …` adds to it; --anyway/s,
    );
    expect(await cli("note", "inc-1", "Failed", "over")).toMatchObject({
      code: 0,
      out: "Noted on INC-1 as entry 1.\n",
    });
    expect((await cli("note", "INC-1", "Failed over")).err).toContain(
      "you noted the same a moment ago: entry 1 of INC-1",
    );

    await slack.up();
    const core = slack.core();
    await until(
      () => rooms(core).length === 1 && texts(core, rooms(core)[0]!.id).some((text) => text.includes("Failed over")),
    );
    expect(rooms(core).map(({ name }) => name)).toEqual(["inc-1-checkout-is-down"]);
    expect(texts(core, rooms(core)[0]!.id).filter((text) => text.includes("Failed over"))).toHaveLength(1);
    expect((await cli("resolve", "INC-1", "Failed", "over")).err).toContain("INC-1 may not be called resolved yet");
    expect(await cli("resolve", "INC-1", "Failed", "over", "--why", "nobody looks")).toMatchObject({
      code: 0,
      out: "INC-1 is resolved.\n",
    });
    const resolvedAt = systemClock.now();
    await until(() => texts(core, rooms(core)[0]!.id).some((text) => text.includes("INC-1 is resolved")));
    expect(systemClock.now() - resolvedAt, "the resolution is said within 5 s").toBeLessThan(5_000);
    expect((await cli("resolve", "INC-1", "once more")).err).toContain("INC-1 was resolved by operator:");
    expect(rooms(core)).toHaveLength(1);
    await stop();
    if (engine === "sqlite") expect(existsSync(`${env.DATABASE_URL.slice(7)}.control`)).toBe(false);
  }, 120_000);

  test("while the program is stopped, what is recorded waits for its start", async () => {
    const { slack, start, stop, hasMet, cli } = await program(engine);
    expect((await cli("declare", "SEV1", "Too early")).err).toMatch(
      /there is no database|the database is at version 0/,
    );
    await start();
    await hasMet();
    await stop();
    await slack.down();
    const declared = await cli("declare", "SEV1", "Search is down");
    expect(declared).toMatchObject({ code: 0, out: "INC-1 is declared: SEV1 Search is down\n" });
    if (engine === "sqlite") expect(declared.err).toContain("Warroom is not running here: start it");
    await slack.up();
    await start();
    const core = slack.core();
    await until(() => rooms(core).length === 1);
    expect(rooms(core)[0]!.name).toBe("inc-1-search-is-down");
  }, 120_000);
});

test("whoever declared it a moment ago in Slack is named, not numbered", async () => {
  const { slack, start, hasMet, cli } = await program("sqlite");
  await start();
  await hasMet();
  const core = slack.core();
  const amara = [...core.state.users.values()].find(({ name }) => name === "amara.okafor")!.id;
  const channel = [...core.state.channels.values()].find(({ name }) => name === "general")!.id;
  core.act({ act: "command", as: amara, channel, command: "/incident", text: "declare SEV1 Checkout is down" });
  await until(() => rooms(core).length === 1);
  expect((await cli("declare", "SEV1", "Checkout is down")).err).toMatch(/^warroom: Amara Okafor declared INC-1 /);
});

test("a severity that the runbook does not have is answered with those it has", async () => {
  const { start, hasMet, cli } = await program("sqlite");
  await start();
  await hasMet();
  const { code, err } = await cli("declare", "SEV9", "Search is down");
  expect(code).toBe(1);
  expect(err).toMatch(/SEV9.*SEV1/s);
}, 60_000);

test("nobody without the token is let in", async () => {
  const { env, start, hasMet } = await program("sqlite");
  await start();
  await hasMet();
  const { readFileSync } = await import("node:fs");
  const { port } = JSON.parse(readFileSync(`${env.DATABASE_URL.slice(7)}.control`, "utf8")) as { port: number };
  const { request } = await import("node:http");
  const statusOf = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      request({ host: "127.0.0.1", port, path: "/operate", method: "POST", headers }, ({ statusCode }) =>
        resolve(statusCode),
      ).end("{}");
    });
  expect(await statusOf({})).toBe(401);
  expect(await statusOf({ Authorization: `Bearer ${"0".repeat(64)}` })).toBe(401);
}, 60_000);

async function until(holds: () => boolean | Promise<boolean>, or: () => string = () => ""): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return;
    await new Promise<void>((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`it did not come to pass ${or()}`);
}

// Processes that a measurement starts: each ends with it, whatever happens.
import { type ChildProcess, type ForkOptions, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { now, pause, until } from "./bench.ts";

const running = new Set<ChildProcess>();
const folders: string[] = [];

export function endAll(): void {
  for (const child of running) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** A folder that goes away with the measurement. */
export function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "warroom-bench-"));
  folders.push(folder);
  return folder;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" ? address!.port : 0;
}

/** A module of ours in a process of its own, with messages to and fro. */
export function startModule(url: URL, options: ForkOptions & { args?: string[] } = {}): ChildProcess {
  const child = fork(url, options.args ?? [], { stdio: ["ignore", "inherit", "inherit", "ipc"], ...options });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** The next message of a child; rejects when it ends instead. */
export function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("a process of the measurement ended early"));
    child.once("exit", onExit);
    child.once("message", (given) => {
      child.off("exit", onExit);
      resolve(given as T);
    });
  });
}

export interface Bot {
  port: number;
  url: string;
  /** From its start until it said that it was ready. */
  readyMs: number;
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

const WARROOM = new URL("../../bin/warroom.mjs", import.meta.url);

/** `warroom start` as operators run it, with nothing of this shell's own configuration. */
export async function startBot(settings: Record<string, string>, profile?: string): Promise<Bot> {
  const port = await freePort();
  const { PATH = "", HOME = "" } = process.env;
  const startedAt = now();
  const child = startModule(WARROOM, {
    args: ["start"],
    // An empty folder, so that no .env is read.
    cwd: freshFolder(),
    env: { PATH, HOME, LOG_LEVEL: "warn", ...settings, PORT: String(port), HOST: "127.0.0.1" },
    execArgv: profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${path.resolve(profile)}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2_000);
  });
  // Readiness is asked for over HTTP, as an orchestrator would; the channel would only keep the process alive.
  child.disconnect();
  const url = `http://127.0.0.1:${port}`;
  await until("the bot is ready", () => {
    if (child.exitCode !== null) throw new Error(`the bot ended by itself:\n${said}`);
    return isReady(url);
  });
  const readyMs = now() - startedAt;
  return {
    port,
    url,
    readyMs,
    async end(signal) {
      if (child.exitCode !== null) return;
      child.kill(signal);
      await once(child, "exit");
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1_000) });
    await answer.text();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Waits until nothing has happened for a while, as `count` tells. */
export async function quiet(count: () => number, span_ms: number, within_ms = 60_000): Promise<void> {
  const end = now() + within_ms;
  for (let before = -1; count() !== before && now() < end; ) {
    before = count();
    await pause(span_ms);
  }
}

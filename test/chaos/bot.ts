// The started program: `warroom start` in a process of its own, and everything that can be done to it from outside.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { systemClock } from "../../src/lib/clock.ts";
import { pause } from "./wait.ts";

export interface BotSettings {
  /** Its working directory: no .env of this project is read. */
  folder: string;
  port: number;
  environment: Record<string, string>;
}

export interface Bot {
  /** Resolves when /readyz answers 200; throws when the process ends by itself, or after a minute. */
  ready(): Promise<void>;
  isReady(): Promise<boolean>;
  /** SIGKILL: nothing of it runs any more when this resolves. */
  kill(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** SIGSTOP and, after `span_ms`, SIGCONT. */
  suspend(span_ms: number): Promise<void>;
  /** What it wrote to stderr as errors, also when it has ended. */
  errors(): string[];
}

const BIN = path.resolve("bin/warroom.mjs");
const READY_WITHIN_MS = 60_000;

const running = new Set<ChildProcess>();

/** Whatever happens to this process, none of its bots outlives it. */
export function killAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

export function startBot({ folder, port, environment }: BotSettings): Bot {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, LOG_LEVEL: "warn", ...environment, PORT: String(port), HOST: "127.0.0.1" };
  const child = spawn(process.execPath, [BIN, "start"], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  running.add(child);
  const ended = once(child, "exit").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const isReady = async () => {
    try {
      return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(1_000) })).ok;
    } catch {
      return false;
    }
  };
  return {
    isReady,
    async ready() {
      const until = systemClock.now() + READY_WITHIN_MS;
      while (!(await isReady())) {
        if (child.exitCode !== null) throw new Error(`the bot ended by itself with ${child.exitCode}:\n${said}`);
        if (systemClock.now() > until) throw new Error(`the bot is not ready after a minute:\n${said.slice(-2_000)}`);
        await pause(20);
      }
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
    async suspend(span_ms) {
      child.kill("SIGSTOP");
      await pause(span_ms);
      child.kill("SIGCONT");
    },
    errors: () => said.split("\n").filter((line) => /"level":(50|60)/.test(line)),
  };
}

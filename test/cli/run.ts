// Runs `warroom …` as a person would, in a process and a folder of its own.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

const BIN = path.resolve("bin/warroom.mjs");

/** Resolves when it ends; `env` is all it has besides PATH. */
export function warroom(args: readonly string[], env: Record<string, string> = {}, cwd = process.cwd()): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const ran: Ran = { code: null, out: "", err: "" };
    child.stdout.on("data", (data) => {
      ran.out += data;
    });
    child.stderr.on("data", (data) => {
      ran.err += data;
    });
    child.on("close", (code) => resolve({ ...ran, code }));
  });
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "warroom-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

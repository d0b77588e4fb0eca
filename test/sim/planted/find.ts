// Starts the search for a planted bug.
import { spawn } from "node:child_process";
import path from "node:path";
import { systemClock } from "../../../src/lib/clock.ts";
import type { Bug } from "./bugs.ts";
import type { Searched } from "./search.ts";

/** A run takes a second at most: one that takes this long never ends, and is broken too. */
const RUN_MAX_MS = 60_000;

export function find({ name }: Bug, seeds_max: number): Promise<Searched> {
  const file = (one: string) => path.join(import.meta.dirname, one);
  const child = spawn(process.execPath, ["--import", file("plant.ts"), file("search.ts"), String(seeds_max)], {
    env: { ...process.env, PLANTED: name },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => void child.kill("SIGKILL");
  let said = "";
  let errors = "";
  let timer = systemClock.after(RUN_MAX_MS, kill);
  child.stdout.on("data", (data) => {
    said += data;
    timer.cancel();
    timer = systemClock.after(RUN_MAX_MS, kill);
  });
  child.stderr.on("data", (data) => {
    errors += data;
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code, signal) => {
      timer.cancel();
      const runs = /^\.*/.exec(said)![0].length;
      if (signal === "SIGKILL") return resolve({ seeds: runs + 1, told: "the run never ended" });
      if (code === 0) return resolve(JSON.parse(said.slice(runs)) as Searched);
      reject(new Error(`the search for "${name}" broke off: ${errors.slice(0, 2_000)}`));
    });
  });
}

// The search for a planted bug.
import { spawn } from "node:child_process";
import path from "node:path";
import { systemClock } from "../../../src/lib/clock.ts";
import { wholeCase } from "../case.ts";
import { runCase } from "../run.ts";
import type { Bug } from "./bugs.ts";
import type { Searched } from "./search.ts";

/** A run takes a second or two, far more where the machine is busy: one that takes this long never ends, and is broken too. */
const RUN_MAX_MS = 60_000;

export interface Found {
  /** How many seeds it took; null where none told. */
  seeds: number | null;
  told: string;
}

/** Looks until a seed is broken that is whole without the bug. */
export async function find(bug: Bug, seeds_max: number): Promise<Found> {
  for (let from = 1; from <= seeds_max; ) {
    const { seed, told } = await search(bug, from, seeds_max);
    if (seed === null) break;
    const { violations } = await runCase(wholeCase(seed, bug.profile));
    if (violations.length === 0) return { seeds: seed, told };
    from = seed + 1;
  }
  return { seeds: null, told: "" };
}

function search({ name }: Bug, from: number, last: number): Promise<Searched> {
  const file = (one: string) => path.join(import.meta.dirname, one);
  const child = spawn(process.execPath, ["--import", file("plant.ts"), file("search.ts"), String(from), String(last)], {
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
      if (signal === "SIGKILL") return resolve({ seed: from + runs, told: "the run never ended" });
      if (code === 0) return resolve(JSON.parse(said.slice(runs)) as Searched);
      reject(new Error(`the search for "${name}" broke off: ${errors.slice(0, 2_000)}`));
    });
  });
}

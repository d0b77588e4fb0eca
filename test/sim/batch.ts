// Many seeds, shared out among worker threads: each takes every n-th seed, so that what a seed does never depends on how
// many there are.
import { stopwatch } from "../../src/lib/clock.ts";
import { type Case, wholeCase } from "./case.ts";
import type { Options } from "./options.ts";
import { profileOfSeed } from "./named-profiles.ts";
import { runCase } from "./run.ts";
import { runThread, withDropped } from "./worker-threads.ts";

export type Wanted = Pick<Options, "from" | "count" | "seconds" | "profile">;

export interface Share {
  wanted: Wanted;
  /** Which of how many shares. */
  index: number;
  of: number;
}

/** What one run tells its batch. */
export interface Report {
  case: Case;
  incidents: number;
  crashes: number;
  reached: ReadonlyMap<string, number>;
  violations: readonly string[];
}

/** Calls `each` with every run as it ends. */
export async function runBatch(wanted: Wanted, workers: number, each: (report: Report) => void): Promise<void> {
  // In this thread a profiler and a debugger see it.
  if (workers === 1) return runShare({ wanted, index: 0, of: 1 }, each);
  await Promise.all(Array.from({ length: workers }, (_, index) => inThread({ wanted, index, of: workers }, each)));
}

export async function runShare({ wanted, index, of }: Share, each: (report: Report) => void): Promise<void> {
  const { from, count, seconds, profile } = wanted;
  const passed_ms = stopwatch();
  for (let done = index; count === null || done < count; done += of) {
    if (seconds !== null && passed_ms() >= seconds * 1_000) return;
    const seed = from + done;
    each(await reportOf(wholeCase(seed, profile === "all" ? profileOfSeed(seed) : profile)));
  }
}

async function reportOf(one: Case): Promise<Report> {
  const { run, dropped } = await withDropped(() => runCase(one));
  const { incidents, crashes, reached, violations } = run;
  return { case: one, incidents, crashes, reached, violations: [...violations, ...dropped] };
}

const inThread = (share: Share, each: (report: Report) => void): Promise<void> =>
  runThread(new URL("./batch-worker.ts", import.meta.url), share, each);

// Runs beside each other, in threads; and what a run dropped without a word.
import { Worker } from "node:worker_threads";
import { systemClock } from "../../src/lib/clock.ts";

/** Calls `each` with whatever the thread posts, until it ends. */
export const runThread = <Report>(entry: URL, workerData: unknown, each: (report: Report) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData });
    worker.on("message", each);
    worker.on("error", reject);
    worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });

/** A run, and one sentence for each promise that it dropped with an error. */
export async function withDropped<Run>(start: () => Promise<Run>): Promise<{ run: Run; dropped: string[] }> {
  const dropped: string[] = [];
  const notice = (error: unknown) => {
    const why = error instanceof Error ? error.stack : String(error);
    dropped.push(`a promise was dropped with an error nobody took: ${why}`);
  };
  process.on("unhandledRejection", notice);
  try {
    const run = await start();
    // Node tells of dropped promises at the end of a turn.
    await new Promise<void>((resolve) => systemClock.soon(resolve));
    return { run, dropped };
  } finally {
    process.off("unhandledRejection", notice);
  }
}

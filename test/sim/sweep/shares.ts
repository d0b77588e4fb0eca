// Placements shared out among worker threads: each takes every n-th.
import { runThread } from "../worker-threads.ts";
import { scenarioNamed } from "./scenarios.ts";
import { type Placed, type Placement, runPlaced } from "./sweep.ts";

export interface Share {
  placements: readonly Placement[];
}

/** Calls `each` with every placement as its run ends. */
export async function runPlacements(
  placements: readonly Placement[],
  workers: number,
  each: (placed: Placed) => void,
): Promise<void> {
  if (workers === 1) return runShare({ placements }, each);
  const shares = Array.from({ length: workers }, (_, share) => placements.filter((_, at) => at % workers === share));
  const entry = new URL("./sweep-worker.ts", import.meta.url);
  await Promise.all(shares.map((share) => runThread<Placed>(entry, { placements: share }, each)));
}

export async function runShare({ placements }: Share, each: (placed: Placed) => void): Promise<void> {
  for (const { scenario, points } of placements) each(await runPlaced(scenarioNamed(scenario), points));
}

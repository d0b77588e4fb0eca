// One crash at each point of a declaration: before and after every commit, and around every call, one run a point.
import { SECOND_MS } from "../../src/lib/pure/duration.ts";
import { calm } from "./profile.ts";
import { type RunResult, runWorld } from "./run.ts";
import type { Workload } from "./workload.ts";
import { userOf, type World, type WorldOptions } from "./world.ts";

/** In this time a room without faults is complete: card, invitations, announcement, topic, bookmarks. */
const DECLARED_WITHIN_MS = 20 * SECOND_MS;

export interface Placement {
  point: number;
  label: string;
  result: RunResult;
}

/** Calls `each` with every placement in order; resolves to how many there were. */
export async function sweepDeclare(each: (placement: Placement) => void): Promise<number> {
  let points = 0;
  const options = (crashAt: number): WorldOptions => ({
    seed: 1,
    profile: calm,
    crashAt,
  });
  const whole = await runWorld(options(0), (world) => {
    // A run without a crash tells where there is something to crash.
    world.kernel.clock.after(DECLARED_WITHIN_MS, () => {
      points = world.points.length;
    });
    return declareOnce(world);
  });
  each({ point: 0, label: "no crash", result: whole });
  for (let point = 1; point <= points; point++) {
    const result = await runWorld(options(point), declareOnce);
    each({ point, label: whole.points[point - 1]!, result });
  }
  return points;
}

/** Somebody declares; when the command met a crash, Slack said so, and it is typed again as a person would. */
function declareOnce(world: World): Workload {
  const { core, kernel } = world;
  const user = userOf(core, "mei");
  const channel = [...core.state.channels.values()].find(({ name }) => name === "general")!.id;
  const declare = () =>
    core.act({ as: user, act: "command", channel, command: "/incident", text: "declare SEV1 Mail" });
  kernel.clock.after(SECOND_MS, declare);
  kernel.clock.after(45 * SECOND_MS, () => {
    if (world.core.state.notices.some((notice) => notice.user === user)) declare();
  });
  return { deleted: [], planned: 1 };
}

export const replaySweep = (point: number): Promise<RunResult> =>
  runWorld({ seed: 1, profile: calm, crashAt: point }, declareOnce);

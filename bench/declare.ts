// How long somebody who declares waits for the room, in time and in round trips to Slack, where each call takes 200 ms.
import path from "node:path";
import { type Bench, type BenchOptions, median, now, type Result, rounded, say, until } from "./support/bench.ts";
import { freshFolder, quiet, startBot } from "./support/processes.ts";
import { openWorkspace, socketSettings } from "./support/workspace.ts";

export const declareBench: Bench = {
  name: "declare",
  about: "from the slash command until its sender is in the room and the card is there, at 200 ms a call",
  rounds: 3,
  run,
};

const LATENCY_MS = 200;
/** Longer than changes are gathered before they are shown, and than the pause between two messages. */
const QUIET_MS = 2_500;

export interface Call {
  method: string;
  startedAt: number;
  endedAt: number;
}

interface Declared {
  roundTrips: number;
  msToRoom: number;
  calls: Call[];
}

async function run({ rounds, profile }: BenchOptions): Promise<Result> {
  const all: Declared[] = [];
  for (let round = 1; round <= rounds; round++) {
    const declared = await declareOnce(profile);
    all.push(declared);
    const { roundTrips, msToRoom, calls } = declared;
    say(`round ${round}: ${roundTrips} round trips, ${rounded(msToRoom)} ms to the room, ${calls.length} calls`);
  }
  const line = {
    roundTripsToRoom: Math.max(...all.map(({ roundTrips }) => roundTrips)),
    msToRoom: rounded(median(all.map(({ msToRoom }) => msToRoom))),
    callsTotal: Math.max(...all.map(({ calls }) => calls.length)),
  };
  const text = [
    `${rounds} declarations, each the first in its workspace, ${LATENCY_MS} ms a call`,
    `  ${line.roundTripsToRoom} round trips one after another until the room is open, its declarer in it and the card posted (target 2)`,
    `  ${line.msToRoom} ms, of which ${line.roundTripsToRoom * LATENCY_MS} ms are Slack's`,
    `  ${line.callsTotal} calls until all is quiet: ${all[0]!.calls.map(({ method }) => method).join(", ")}`,
  ];
  return { line, text };
}

async function declareOnce(profile: string | undefined): Promise<Declared> {
  const calls: Call[] = [];
  const workspace = await openWorkspace({
    latency_ms: LATENCY_MS,
    faults: {
      // Asked when the answer is ready: the call came in just that much earlier.
      beforeCall(method) {
        calls.push({ method, startedAt: now() - LATENCY_MS, endedAt: now() });
        return undefined;
      },
    },
  });
  const { core } = workspace;
  const database = { DATABASE_URL: `sqlite:${path.join(freshFolder(), "warroom.db")}` };
  const bot = await startBot({ ...socketSettings(workspace), ...database }, profile);
  // Both connections are up, and what a start itself asks of Slack is behind it.
  await until("two connections", () => workspace.server.socketCount() === 2);
  await quiet(() => calls.length, QUIET_MS);
  calls.length = 0;
  const mei = workspace.user("mei");
  let reachedAt: number | undefined;
  core.onChange(() => {
    const room = workspace.channel("inc-1");
    const channel = room === undefined ? undefined : core.state.channels.get(room);
    if (!channel?.members.includes(mei)) return;
    const hasCard = [...channel.messages.values()].some(
      ({ user, blocks }) => user === core.state.app.botUser && blocks.length > 0,
    );
    if (hasCard) reachedAt ??= now();
  });
  const declaredAt = now();
  workspace.act({
    as: mei,
    act: "command",
    channel: workspace.channel("engineering")!,
    command: "/incident",
    text: "declare SEV1 Checkout is down",
  });
  const roomAt = await until("the room is open", () => reachedAt);
  await quiet(() => calls.length, QUIET_MS);
  await bot.end("SIGTERM");
  await workspace.close();
  const before = calls.filter(({ endedAt }) => endedAt <= roomAt);
  return { roundTrips: longestChain(before), msToRoom: roomAt - declaredAt, calls };
}

/** The most calls of which each began only when the one before it had been answered. */
export function longestChain(calls: readonly Call[]): number {
  const lengths: number[] = [];
  const inOrder = calls.toSorted((a, b) => a.endedAt - b.endedAt);
  for (const [index, call] of inOrder.entries()) {
    const behind = inOrder.slice(0, index).map((earlier, at) => (earlier.endedAt <= call.startedAt ? lengths[at]! : 0));
    lengths.push(1 + Math.max(0, ...behind));
  }
  return Math.max(0, ...lengths);
}

// How fast messages of a busy incident come in: stored before they are acknowledged, and then in the record; against
// an app on Bolt's own receiver that throws them away.
import Database from "better-sqlite3";
import path from "node:path";
import { systemClock } from "../../src/lib/clock.ts";
import { createHttpDelivery } from "../../src/practice/server/http-delivery.ts";
import { type Bench, type BenchOptions, median, now, type Result, rounded, say, until } from "../support/bench.ts";
import { freePort, freshFolder, message, quiet, startBot, startModule } from "../support/processes.ts";
import { type BenchWorkspace, openWorkspace } from "../support/workspace.ts";
import type { Fired, Order } from "./load.ts";
import { inRoom, type Round } from "./messages.ts";

export const ingestBench: Bench = {
  name: "ingest",
  about: "signed HTTP events of one room, until they are in the record, against an empty Bolt app",
  rounds: 7,
  run,
};

interface Side {
  eventsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  drainedMs: number;
}

async function run({ rounds, events, inFlight, profile }: BenchOptions): Promise<Result> {
  const workspace = await openWorkspace();
  const { signingSecret } = workspace.tokens;
  const file = path.join(freshFolder(), "warroom.db");
  const bot = await startBot(
    {
      SLACK_BOT_TOKEN: workspace.tokens.bot,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: workspace.apiUrl,
      DATABASE_URL: `sqlite:${file}`,
    },
    profile,
  );
  const channels = await openRoom(workspace, `${bot.url}/slack/events`, signingSecret);
  const floorPort = await freePort();
  const floor = startModule(new URL("./floor.ts", import.meta.url), { args: [String(floorPort), signingSecret] });
  const load = startModule(new URL("./load.ts", import.meta.url));
  await Promise.all([message(floor), message(load)]);
  const record = openRecord(file, channels.room);
  const ask = async <T>(order: Order) => {
    load.send(order);
    return message<T>(load);
  };
  const ofFloor: Side[] = [];
  const ofBot: Side[] = [];
  const fireFloor = async () => {
    const fired = await ask<Fired>({ fire: { port: floorPort, inFlight } });
    ofFloor.push(sideOf(fired, fired.lastAnswerAt, "the floor"));
  };
  const fireBot = async () => {
    const before = record.messages();
    const fired = await ask<Fired>({ fire: { port: bot.port, inFlight } });
    const drainedAt = await until("the inbox is drained", () => (record.undone() === 0 ? now() : undefined));
    ofBot.push(sideOf(fired, drainedAt, "the bot"));
    const expected = Array.from({ length: events }, (_, index) => index).filter(inRoom).length;
    const recorded = record.messages() - before;
    if (recorded !== expected) throw new Error(`${recorded} messages are in the record instead of ${expected}`);
  };
  // The first round only warms up. After it the sides take turns at going first, so that drift favours neither.
  for (let number = 0; number <= rounds; number++) {
    const round: Round = { number, events, ...channels, signingSecret };
    await ask({ prepare: round });
    for (const fire of number % 2 === 0 ? [fireFloor, fireBot] : [fireBot, fireFloor]) await fire();
    if (number === 0) {
      ofFloor.length = 0;
      ofBot.length = 0;
    } else {
      const [mine, theirs] = [ofBot.at(-1)!, ofFloor.at(-1)!];
      say(`round ${number}: bot ${words(mine)}, drained ${rounded(mine.drainedMs)} ms; floor ${words(theirs)}`);
    }
  }
  record.close();
  await bot.end("SIGTERM");
  await workspace.close();
  return resultOf(ofBot, ofFloor, { events, inFlight, rounds });
}

const words = ({ eventsPerSecond, p99Ms }: Side): string =>
  `${rounded(eventsPerSecond)} events/s, p99 ${rounded(p99Ms, 1)} ms`;

function sideOf({ ok, refused, startedAt, lastAnswerAt, p50Ms, p99Ms }: Fired, doneAt: number, who: string): Side {
  if (refused > 0) throw new Error(`${who} did not answer ${refused} of ${ok + refused} events with 200`);
  const eventsPerSecond = (ok / (doneAt - startedAt)) * 1_000;
  return { eventsPerSecond, p50Ms, p99Ms, drainedMs: doneAt - lastAnswerAt };
}

function resultOf(ofBot: Side[], ofFloor: Side[], set: { events: number; inFlight: number; rounds: number }): Result {
  const of = (sides: Side[], key: keyof Side) => median(sides.map((side) => side[key]));
  const line = {
    eventsPerSecond: rounded(of(ofBot, "eventsPerSecond")),
    floorEventsPerSecond: rounded(of(ofFloor, "eventsPerSecond")),
    // Of each round's own two sides: what else the machine did in that round hit both.
    ratio: rounded(median(ofBot.map((side, round) => side.eventsPerSecond / ofFloor[round]!.eventsPerSecond)), 3),
    p99Ms: rounded(of(ofBot, "p99Ms"), 1),
    floorP99Ms: rounded(of(ofFloor, "p99Ms"), 1),
    drainedMs: rounded(of(ofBot, "drainedMs")),
  };
  const text = [
    `${set.rounds} rounds of ${set.events} events, ${set.inFlight} in flight; four in five are messages of an incident's room, the rest of channels that are none`,
    `  bot    ${line.eventsPerSecond} events/s stored, answered and drained; p99 ${line.p99Ms} ms; drained ${line.drainedMs} ms after the last answer`,
    `  floor  ${line.floorEventsPerSecond} events/s answered by an empty Bolt app; p99 ${line.floorP99Ms} ms`,
    `  ratio  ${line.ratio} (target 0.7); p99 ${rounded(line.p99Ms / line.floorP99Ms, 2)} times the floor's (target 3); drained within 2000 ms (target)`,
  ];
  return { line, text };
}

/** An incident declared over the real road, so that everything about its room is as it would be. */
async function openRoom(workspace: BenchWorkspace, url: string, signingSecret: string) {
  const { core, team, channel } = workspace;
  const disconnect = core.connectApp(
    createHttpDelivery({ url, signingSecret, clock: systemClock, wireClock: systemClock }),
  );
  workspace.act({
    as: workspace.user("mei"),
    act: "command",
    channel: channel("engineering")!,
    command: "/incident",
    text: "declare SEV1 Checkout is down",
  });
  const room = await until("the room is open", () => channel("inc-1"));
  // What the room itself still says would be counted among the messages of the load.
  await quiet(() => core.state.revision, 2_500);
  disconnect();
  const others = ["general", "support", "leadership", "incidents"].map((name) => channel(name)!);
  return { team, room, others };
}

function openRecord(file: string, room: string) {
  const database = new Database(file, { readonly: true });
  const undone = database.prepare("SELECT count(*) FROM inbox WHERE done_at IS NULL").pluck();
  const messages = database.prepare("SELECT count(*) FROM messages WHERE channel = ?").pluck();
  return {
    undone: () => undone.get() as number,
    messages: () => messages.get(room) as number,
    close: () => database.close(),
  };
}

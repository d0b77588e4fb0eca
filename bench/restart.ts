// How long a killed Warroom needs until it is ready again, with many incidents open.
import path from "node:path";
import { createDispatch } from "../src/commands/dispatch.ts";
import { recordRoom } from "../src/commands/room/record-room.ts";
import { createRunbookLibrary } from "../src/commands/runbook-library.ts";
import { WARROOM } from "../src/domain/actor.ts";
import type { Command, DeclareIncident } from "../src/domain/command.ts";
import { messageSighting } from "../src/domain/record/sighting.ts";
import { systemClock } from "../src/lib/clock.ts";
import { createLog } from "../src/lib/log.ts";
import { MINUTE_MS } from "../src/lib/pure/duration.ts";
import { systemRandom } from "../src/lib/random.ts";
import { openRunbook } from "../src/runbook/find.ts";
import { openStore } from "../src/store/open.ts";
import { type Bench, type BenchOptions, median, type Result, rounded, say } from "./support/bench.ts";
import { freshFolder, startBot } from "./support/processes.ts";
import { type BenchWorkspace, openWorkspace, socketSettings } from "./support/workspace.ts";

export const restartBench: Bench = {
  name: "restart",
  about: "from the start after a SIGKILL until /readyz answers 200, with 50 incidents open",
  rounds: 5,
  run,
};

const INCIDENTS = 50;
const MESSAGES = 300;

async function run({ rounds, profile }: BenchOptions): Promise<Result> {
  const workspace = await openWorkspace();
  const databaseUrl = `sqlite:${path.join(freshFolder(), "warroom.db")}`;
  const pending = await fill(databaseUrl, workspace);
  const settings = { ...socketSettings(workspace), DATABASE_URL: databaseUrl };
  // The first life is killed in the middle of comparing its rooms with Slack, and leaves leases behind.
  await (await startBot(settings)).end("SIGKILL");
  const took: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const bot = await startBot(settings, profile);
    took.push(bot.readyMs);
    say(`round ${round}: ready after ${rounded(bot.readyMs)} ms`);
    // A profile is written only by a process that may end by itself.
    await bot.end(profile === undefined ? "SIGKILL" : "SIGTERM");
  }
  await workspace.close();
  const line = { readyMs: rounded(median(took)) };
  const text = [
    `${rounds} starts after a SIGKILL, ${INCIDENTS} open incidents, ${MESSAGES} messages in each room, ${pending} jobs pending`,
    `  ready after ${line.readyMs} ms, at worst ${rounded(Math.max(...took))} ms (target 2000)`,
  ];
  return { line, text };
}

/** Incidents as the program itself would have stored them, an hour ago: their reminders are overdue. */
async function fill(databaseUrl: string, workspace: BenchWorkspace): Promise<number> {
  const { team, core, tokens } = workspace;
  const declaredAt = systemClock.now() - 60 * MINUTE_MS;
  const clock = { ...systemClock, now: () => declaredAt };
  const log = createLog("silent");
  const { store } = await openStore(databaseUrl, { clock, log });
  const opened = await openRunbook("agentic-canon");
  if (!opened.ok) throw new Error("the bundled runbook cannot be read");
  const base = { store, clock, random: systemRandom, log };
  const runbooks = await createRunbookLibrary(base, opened.value, opened.value.people);
  const dispatch = createDispatch({ ...base, runbooks });
  const user = workspace.user("mei");
  const person = { kind: "person", team, user, standing: "member" } as const;
  const order = async (command: DeclareIncident | Command, incident?: string) => {
    const actor = incident === undefined ? person : WARROOM;
    const applied = await dispatch({
      team,
      actor,
      cause: "bench",
      command,
      ...(incident === undefined ? {} : { incident }),
    });
    if (!applied.ok) throw new Error(`${command.type}: ${applied.error.type}`);
    return applied.value.incident;
  };
  const call = (method: string, args: Record<string, unknown>) => {
    const answer = core.call(tokens.bot, method, args);
    if (answer.status !== 200 || !answer.body.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return answer.body as Record<string, unknown>;
  };
  for (let number = 1; number <= INCIDENTS; number++) {
    const title = `Incident ${number} of a bad day`;
    const { id } = await order({ type: "DeclareIncident", title, severity: "SEV1", anyway: true });
    const name = `inc-${number}-incident-${number}-of-a-bad-day`;
    const channel = (call("conversations.create", { name }).channel as { id: string }).id;
    call("conversations.invite", { channel, users: user });
    await order({ type: "RecordRoomOpened", channel, name }, id);
    for (let index = 0; index < MESSAGES; index++)
      workspace.act({ as: user, act: "post", channel, text: `Step ${index}` });
    const history = call("conversations.history", { channel, limit: 999 }).messages as Record<string, unknown>[];
    const sightings = history.map(messageSighting).filter((sighting) => sighting !== null);
    await recordRoom(base, { team, channel, source: "history", sightings });
  }
  const pending = await store.read(
    store.build.selectFrom("jobs").select("id").where("status", "=", "pending").compile(),
  );
  await store.close();
  return pending.length;
}

// Every event and interaction that Slack is known to send, as published samples with blanked values: none of them may
// break the way in, blank or filled, and those about a room are in its record.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../../src/blocks/words/en.ts";
import { createDispatch } from "../../../src/commands/dispatch.ts";
import { storeEnvelope } from "../../../src/commands/inbox.ts";
import { createReadinessDispatch } from "../../../src/commands/readiness.ts";
import { createRunbookLibrary } from "../../../src/commands/runbook-library.ts";
import { createDrain } from "../../../src/in/slack/events/drain.ts";
import { HANDLED, handle } from "../../../src/in/slack/routes.ts";
import { takeEvent } from "../../../src/in/slack/receive/intake.ts";
import {
  actionRequest,
  commandRequest,
  formRequest,
  type Request,
  shortcutRequest,
} from "../../../src/in/slack/request.ts";
import type { InDeps } from "../../../src/in/slack/steps.ts";
import { SUBCOMMANDS } from "../../../src/in/slack/subcommands.ts";
import { createActivity } from "../../../src/lib/activity.ts";
import { createFrozenClock, createMovableClock, type MovableClock } from "../../../src/lib/clock.ts";
import { createSeededRandom } from "../../../src/lib/random.ts";
import { openStore } from "../../../src/store/open.ts";
import { undone } from "../../../src/store/read/inbox.ts";
import { listMessages, listVersions } from "../../../src/store/read/messages.ts";
import { createTestLog } from "../../support/receiving.ts";
import { testRunbook } from "../../support/runbook.ts";
import { noSlack } from "../../support/no-slack.ts";
import { quiet } from "../../support/quiet.ts";

const SAMPLES = fileURLToPath(new URL("../../../../shared/data/slack", import.meta.url));
const present = existsSync(SAMPLES);
if (!present) console.warn(`skipped: no samples at ${SAMPLES}`);

type Json = Record<string, unknown>;

function read(folder: string): { name: string; body: Json }[] {
  if (!present) return [];
  const files = readdirSync(path.join(SAMPLES, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({
      name: path.basename(file, ".json"),
      body: JSON.parse(readFileSync(path.join(SAMPLES, folder, file), "utf8")) as Json,
    }));
}

const TEAM = "T0SAMPLES";
const ROOM = "C0ROOM";
const USER = "U0PERSON";
const events = read("event-samples");
const interactions = read("interaction-samples");

describe.skipIf(!present)("a sample of what Slack sends", () => {
  let bot: Awaited<ReturnType<typeof startIn>>;
  beforeAll(async () => {
    bot = await startIn();
  });
  afterAll(() => bot.store.close());

  test("comes from a folder that has them", () => {
    expect(events.length).toBeGreaterThan(80);
    expect(interactions.length).toBeGreaterThan(7);
  });

  test.each(events)("$name is taken in blank", async ({ body }) => {
    await bot.take(body);
    expect(bot.errors()).toEqual([]);
    expect(await undone(bot.store, 10, 99)).toEqual([]);
  });

  test.each(events)("$name is taken in with a room's values", async ({ name, body }) => {
    const before = (await bot.versions()).length;
    const filled = inRoom(name, body);
    await bot.take(filled);
    expect(bot.errors()).toEqual([]);
    expect(await undone(bot.store, 10, 99)).toEqual([]);
    const added = (await bot.versions()).slice(before);
    expect(added.length).toBe(isOfRoom(filled) ? 1 : 0);
    if (added.length === 0) return;
    const [row] = (await bot.messages()).filter(({ ts }) => ts === added[0]!.ts);
    expect(row?.version, "the message as it stands now").toBeGreaterThan(0);
    expect(JSON.parse(added[0]!.body!)).not.toEqual({});
  });

  test.each(interactions)("$name is answered, blank and filled", async ({ body }) => {
    for (const given of [body, filled(body, "interaction") as Json]) {
      for (const read of [commandRequest, actionRequest, formRequest, shortcutRequest]) {
        const request: Request = read(given);
        const answer = await handle(request, bot.deps);
        expect(["reply", "form", "errors", "nothing"]).toContain(answer.type);
        expect(JSON.stringify(answer)).not.toContain("Something in Warroom broke");
      }
    }
    expect(bot.errors()).toEqual([]);
  });
});

describe.skipIf(!present)("a sample under one of our own names", () => {
  const one = (name: string) => interactions.find((sample) => sample.name === name)!.body;
  const kinds = [
    ["BlockActionPayload", HANDLED.actions],
    ["ViewSubmissionPayload", HANDLED.forms],
    ["MessageShortcutPayload", HANDLED.shortcuts],
    ["SlashCommandPayload", SUBCOMMANDS.map(({ name }) => name)],
  ] as const;

  test.each(kinds.flatMap(([sample, names]) => names.map((name) => ({ sample, name }))))(
    "$sample as $name is answered, of a room and of none",
    async ({ sample, name }) => {
      const bot = await startIn();
      for (const body of [one(sample), filled(one(sample), "named") as Json]) {
        const answer = await handle(named(sample, body, name, bot.incident), bot.deps);
        expect(JSON.stringify(answer)).not.toContain("Something in Warroom broke");
      }
      expect(bot.errors()).toEqual([]);
      await bot.store.close();
    },
  );
});

function named(sample: string, body: Json, name: string, incident: string): Request {
  switch (sample) {
    case "BlockActionPayload":
      return { ...actionRequest(body), action: name, value: JSON.stringify({ incident, role: "commander" }) };
    case "ViewSubmissionPayload":
      return { ...formRequest(body), form: name, metadata: { incident, asks: "resolve" as const } };
    case "MessageShortcutPayload":
      return { ...shortcutRequest(body), shortcut: name };
    default:
      return { ...commandRequest(body), text: `${name} something` };
  }
}

/** The parts from intake to store, as main.ts puts them together, and one room. */
async function startIn() {
  const clock: MovableClock = createMovableClock(createFrozenClock(Date.UTC(2026, 10, 2, 9)));
  const { log, ...testLog } = createTestLog();
  const activity = createActivity();
  const { store } = await openStore("sqlite::memory:", { clock, log: quiet });
  const base = { store, clock, log, activity, random: createSeededRandom(3), words: en };
  const runbooks = await createRunbookLibrary(base, testRunbook(), {});
  const deps: InDeps = {
    ...base,
    runbooks,
    dispatch: createDispatch({ ...base, runbooks }),
    dispatchReadiness: createReadinessDispatch({ ...base, runbooks }),
    call: noSlack,
    standingOf: async () => "member",
    connected: [],
    hasChecker: false,
  };
  const drain = createDrain({ ...base, ...deps });
  const intake = {
    async storeEvent({ key, body }: { key: string; body: object }) {
      await storeEnvelope(base, key, body);
      drain.wake();
    },
  };
  return {
    incident: await openRoom(deps),
    store,
    clock,
    deps,
    async take(body: Json) {
      await takeEvent(body, null, { intake, log, activity });
      await clock.advance(50, () => activity.idle());
    },
    errors: () => JSON.parse(testLog.text()).filter(({ level }: { level: number }) => level >= 50),
    versions: () => listVersions(store, TEAM, ROOM),
    messages: () => listMessages(store, TEAM, ROOM),
  };
}

async function openRoom({ dispatch }: InDeps): Promise<string> {
  const actor = { kind: "person", team: TEAM, user: USER, standing: "member" } as const;
  const command = { type: "DeclareIncident", title: "Samples", severity: "SEV3" } as const;
  const declared = await dispatch({ team: TEAM, actor, cause: "test", command });
  if (!declared.ok) throw new Error(declared.error.type);
  const { incident } = declared.value;
  const opened = { type: "RecordRoomOpened", channel: ROOM, name: "inc-1-samples" } as const;
  await dispatch({ team: TEAM, actor: { kind: "warroom" }, cause: "test", incident: incident.id, command: opened });
  return incident.id;
}

let counted = 0;

/** A sample about the room, with an id and times of its own: the way in knows repeats by them. */
function inRoom(name: string, body: Json): Json {
  counted += 1;
  const ts = `17936100${String(counted).padStart(2, "0")}.000100`;
  const whole = body.event ? body : { type: "event_callback", event: body };
  return { ...(filled(whole, name, ts) as Json), team_id: TEAM, event_id: `Ev${counted}`, api_app_id: "A0WARROOM" };
}

const TIMES = new Set(["ts", "event_ts", "deleted_ts", "message_ts", "latest"]);
const CHANNELS = new Set(["channel", "channel_id"]);
const USERS = new Set(["user", "user_id", "actor_id", "item_user", "inviter", "created_by", "pinned_by"]);

/** Blanks under the names that Slack always fills get plausible values. */
function filled(value: unknown, name: string, ts = "1793610000.000100", key = "", parent = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, name, ts, key, parent));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, filled(one, name, ts, inner, key)]));
  }
  if (typeof value !== "string" || (value !== "" && !/^0+(\.0+)?$|^U0+$/.test(value))) return value;
  if (TIMES.has(key)) return ts;
  if (CHANNELS.has(key) || (key === "id" && parent === "channel")) return ROOM;
  if (USERS.has(key) || (key === "id" && parent === "user")) return USER;
  if (key === "team" || key === "team_id") return TEAM;
  if (key === "text") return `${name} says`;
  if (key === "trigger_id") return `trigger-${name}`;
  if (key === "reaction" || key === "name") return "eyes";
  return value;
}

/** What Warroom is told of a channel by its id, but for the second telling of a mention. */
function isOfRoom({ event }: Json): boolean {
  const { type, channel, channel_id, item } = event as Record<string, Json | string | undefined>;
  // The home tab stands in no room, whatever channel the event names.
  if (type === "app_mention" || type === "app_home_opened") return false;
  const inItem = typeof item === "object" && item.channel === ROOM;
  const named = typeof channel === "object" ? channel.id === ROOM : channel === ROOM;
  return (named || inItem || channel_id === ROOM) && hasTime(event as Json);
}

const hasTime = (event: Json): boolean =>
  typeof event.event_ts === "string" || (event.type === "message" && typeof event.ts === "string");

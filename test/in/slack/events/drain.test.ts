// The drain on a real database: one bad event stands in nobody's way, and what says that Warroom is no longer in a room
// does not go by unnoticed.
import { describe, expect, test } from "vitest";
import { storeEnvelope } from "../../../../src/commands/inbox.ts";
import { createDrain } from "../../../../src/in/slack/events/drain.ts";
import { createActivity } from "../../../../src/lib/activity.ts";
import { FOREVER } from "../../../../src/lib/pure/time.ts";
import { insertEnvelope } from "../../../../src/store/inbox.ts";
import { listGaps } from "../../../../src/store/read/gaps.ts";
import { loadIncident } from "../../../../src/store/read/incidents.ts";
import { listMessages } from "../../../../src/store/read/messages.ts";
import { type Store, StoreError } from "../../../../src/store/store.ts";
import type { InboxRow, JobRow } from "../../../../src/store/tables.ts";
import { WARROOM } from "../../../../src/domain/actor.ts";
import { createOrders, ordersOn, rows, START, TEAM } from "../../../support/orders.ts";
import { quiet } from "../../../support/quiet.ts";

const ROOM = "C0ROOM";
const BOT = "U0WARROOM";
const TS = `${START / 1_000}.000100`;

async function startIn(change: (store: Store) => Store = (store) => store) {
  const orders = await createOrders("sqlite");
  const { store, clock } = orders;
  const incident = await orders.declare();
  const opened = { type: "RecordRoomOpened", channel: ROOM, name: "inc-1" } as const;
  await orders.dispatch({ team: TEAM, actor: WARROOM, cause: "test", incident: incident.id, command: opened });
  await orders.order(incident, { type: "ClaimRole", role: "commander" }, "ULEAD");
  const activity = createActivity();
  const changed = await ordersOn(change(store), clock, 2);
  const drain = createDrain({ ...changed, log: quiet, activity, standingOf: async () => "member" });
  const pass = (span_ms: number) => clock.advance(span_ms, () => activity.idle());
  let count = 0;
  return {
    store,
    drain,
    pass,
    incident: async () => (await loadIncident(store, incident.id))!.incident,
    messages: async (channel = ROOM) => (await listMessages(store, TEAM, channel)).map(({ text }) => text),
    inbox: async () => (await rows<InboxRow>(store, "inbox")).filter(({ source }) => source === "event"),
    notices: async () =>
      (await rows<JobRow>(store, "jobs")).filter(({ kind }) => kind === "notice").map(({ body }) => JSON.parse(body)),
    async take(event: object, more: object = {}) {
      count += 1;
      const body = { type: "event_callback", team_id: TEAM, api_app_id: "A0WARROOM", event, ...more };
      await storeEnvelope(orders, `Ev${count}`, body);
      drain.wake();
      await pass(50);
    },
  };
}

const said = (text: string, more: object = {}) => ({
  type: "message",
  channel: ROOM,
  user: "UANA",
  ts: TS,
  text,
  ...more,
});

describe("one bad event", () => {
  test("that cannot even be read holds up nothing, and is tried three times with nobody waking the drain", async () => {
    const bot = await startIn();
    await bot.store.commit({ writes: [insertEnvelope(bot.store, "Ev0", "{not JSON", START)] });
    await bot.take(said("I see it too"));
    expect(await bot.messages()).toEqual(["I see it too"]);
    await bot.pass(5_000);
    expect(await bot.inbox()).toContainEqual(expect.objectContaining({ key: "Ev0", attempts: 3, done_at: null }));
  });

  test("is tried again after a second, though nothing else arrives", async () => {
    let failures = 1;
    const bot = await startIn((store) => ({
      ...store,
      async commit(commit) {
        const writesVersion = commit.writes.some(({ sql }) => sql.includes("message_versions"));
        if (writesVersion && failures-- > -1) throw new TypeError("something foreseen by nobody");
        return store.commit(commit);
      },
    }));
    await bot.take(said("I see it too"));
    expect(await bot.messages()).toEqual([]);
    await bot.pass(1_200);
    expect(await bot.messages()).toEqual(["I see it too"]);
  });
});

test("what was stored and told to nobody, as by a program that died, is taken within half a minute", async () => {
  const bot = await startIn();
  await bot.take(said("first"));
  const event = {
    type: "event_callback",
    team_id: TEAM,
    api_app_id: "A0WARROOM",
    event: said("second", { ts: "2.1" }),
  };
  await bot.store.commit({ writes: [insertEnvelope(bot.store, "EvOther", JSON.stringify(event), START)] });
  await bot.pass(31_000);
  expect(await bot.messages()).toContain("second");
});

test("a drain that was stopped does not touch the database, which is closed by then", async () => {
  let reads = 0;
  const bot = await startIn((store) => ({
    ...store,
    async read(query) {
      reads += 1;
      return store.read(query);
    },
  }));
  bot.drain.wake();
  bot.drain.stop();
  await bot.pass(1_000);
  expect(reads).toBe(0);
});

test("what happens in a channel shared with another organisation is recorded, whoever's workspace it came from", async () => {
  const bot = await startIn();
  await bot.take(said("Greetings from Northwind"), { team_id: "T0NORTHWIND", context_team_id: TEAM });
  expect(await bot.messages()).toEqual(["Greetings from Northwind"]);
});

test("what Warroom wrote itself is done with as its own", async () => {
  const bot = await startIn();
  await bot.take(said("The card", { app_id: "A0WARROOM" }));
  expect(await bot.inbox()).toEqual([expect.objectContaining({ outcome: "our own", envelope: null })]);
  expect(await bot.messages()).toEqual([]);
});

describe("a key moment", () => {
  const reaction = (more: object = {}) => ({
    type: "reaction_added",
    user: "UBEN",
    reaction: "bulb",
    item: { type: "message", channel: ROOM, ts: TS },
    item_user: "UANA",
    event_ts: `${START / 1_000 + 1}.000100`,
    ...more,
  });

  test.each(["before", "after"])("is one entry, though the program dies right %s it is stored", async (when) => {
    let deaths = 1;
    let armed = false;
    const bot = await startIn((store) => ({
      ...store,
      async commit(commit) {
        const isMark = commit.writes.some(({ parameters }) => parameters.includes("MomentMarked"));
        const isDone = commit.writes.some(({ sql }) => sql.includes("done_at")) && !isMark;
        if ((when === "before" ? isMark : isDone) && armed && deaths > 0) {
          deaths -= 1;
          throw new StoreError("killed");
        }
        return store.commit(commit);
      },
    }));
    await bot.take(said("the pool is full"));
    armed = true;
    await bot.take(reaction());
    await bot.pass(2_000);
    expect(deaths).toBe(0);
    expect((await bot.incident()).entries).toEqual([
      expect.objectContaining({ number: 1, kind: "hypothesis", text: "the pool is full", by: "UANA" }),
    ]);
    expect((await bot.inbox()).filter(({ done_at }) => done_at === null)).toEqual([]);
  });

  test("that Slack tells of twice, under two names, is one entry", async () => {
    const bot = await startIn();
    await bot.take(said("the pool is full"));
    await bot.take(reaction());
    await bot.take(reaction());
    expect((await bot.incident()).entries).toHaveLength(1);
  });

  test("is taken in whatever colour of skin the emoji has", async () => {
    const bot = await startIn();
    await bot.take(said("the pool is full"));
    await bot.take(reaction({ reaction: "bulb::skin-tone-3" }));
    expect((await bot.incident()).entries).toHaveLength(1);
  });

  test("that Warroom shows on a message is its own, and no part of the record", async () => {
    const bot = await startIn();
    await bot.take(reaction({ user: "UWARROOM" }), { authorizations: [{ is_bot: true, user_id: "UWARROOM" }] });
    expect(await bot.inbox()).toEqual([expect.objectContaining({ outcome: "our own" })]);
    expect((await bot.incident()).entries).toEqual([]);
  });
});

describe("Warroom and its room", () => {
  const at = `${START / 1_000 - 1}.000200`;

  test.each(["channel_left", "group_left"])(
    "by %s the record has a gap from then on, and the lead is told",
    async (type) => {
      const bot = await startIn();
      await bot.take({ type, channel: ROOM, actor_id: "UANA", event_ts: at });
      expect(await listGaps(bot.store, TEAM, ROOM)).toEqual([
        expect.objectContaining({ from_at: START - 1_000, to_at: FOREVER, recovered_at: null }),
      ]);
      expect(await bot.notices()).toEqual([
        expect.objectContaining({
          user: "ULEAD",
          notice: expect.objectContaining({ type: "room-left", how: "removed" }),
        }),
      ]);
      expect((await bot.inbox()).every(({ done_at }) => done_at !== null)).toBe(true);
    },
  );

  test("invited again, it asks Slack at once how the room stands: the news may be late", async () => {
    const bot = await startIn();
    await bot.take({ type: "channel_left", channel: ROOM, event_ts: at });
    const authorizations = [{ is_bot: true, user_id: BOT }];
    const joined = { type: "member_joined_channel", channel: ROOM };
    await bot.take({ ...joined, user: "UANA", event_ts: "1.000001" }, { authorizations });
    expect(await listGaps(bot.store, TEAM, ROOM)).toEqual([expect.objectContaining({ to_at: FOREVER })]);
    await bot.take({ ...joined, user: BOT, event_ts: "1.000002" }, { authorizations });
    expect(await listGaps(bot.store, TEAM, ROOM)).toEqual([expect.objectContaining({ to_at: FOREVER })]);
    const looks = (await rows<JobRow>(bot.store, "jobs")).filter(({ kind }) => kind === "return-to-room");
    expect(looks).toEqual([expect.objectContaining({ status: "pending", due_at: START + 120 })]);
  });

  test("a new id of the channel is the room's from then on, and the lead is told", async () => {
    const bot = await startIn();
    await bot.take(said("Before"));
    await bot.take({ type: "channel_id_changed", old_channel_id: ROOM, new_channel_id: "C0NEW", event_ts: at });
    expect((await bot.incident()).room?.channel).toBe("C0NEW");
    await bot.take(said("After", { channel: "C0NEW" }));
    expect(await bot.messages("C0NEW")).toEqual(["After"]);
    expect(await bot.messages()).toEqual(["Before"]);
    expect(await bot.notices()).toEqual([expect.objectContaining({ user: "ULEAD", notice: { type: "room-moved" } })]);
    expect((await rows<JobRow>(bot.store, "jobs")).map(({ id }) => id)).toContain(`reconcile:${TEAM}:C0NEW:deep`);
  });
});

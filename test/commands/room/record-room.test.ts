import { describe, expect, test } from "vitest";
import { recordRoom } from "../../../src/commands/room/record-room.ts";
import { storeEnvelope } from "../../../src/commands/inbox.ts";
import { reconcileRooms, recover } from "../../../src/commands/life/recover.ts";
import { messageSighting, type Sighting } from "../../../src/domain/record/sighting.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { FOREVER } from "../../../src/lib/pure/time.ts";
import { noteGap, recoverGaps } from "../../../src/store/gaps.ts";
import { insertInstance, noteAlive } from "../../../src/store/instances.ts";
import { listGaps } from "../../../src/store/read/gaps.ts";
import { lastAlive } from "../../../src/store/read/instances.ts";
import { listMessages, listThreads, listVersions } from "../../../src/store/read/messages.ts";
import { findRoom } from "../../../src/store/read/rooms.ts";
import { findRunbook } from "../../../src/store/read/runbooks.ts";
import { expectNewRoom } from "../../../src/store/rooms.ts";
import { insertRunbook } from "../../../src/store/runbooks.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import { verifyIncident, verifyWorkspaces } from "../../../src/store/verify.ts";
import type { InboxRow, IncidentRow, JobRow } from "../../../src/store/tables.ts";
import { createOrders, type Orders, rows, START, TEAM } from "../../support/orders.ts";
import { ENGINES } from "../../support/stores.ts";

const ROOM = "C1";

const message = (ts: string, text: string, more: object = {}): Sighting =>
  messageSighting({ type: "message", ts, user: "UANA", text, ...more })!;

const edited = (ts: string, text: string, at: string): Sighting =>
  message(ts, text, { edited: { user: "UANA", ts: at } });

const record = (orders: Orders, sightings: Sighting[], more: object = {}) =>
  recordRoom(orders, { team: TEAM, channel: ROOM, source: "event", sightings, ...more });

async function withRoom(engine: "sqlite" | "postgres"): Promise<Orders & { incident: Incident }> {
  const orders = await createOrders(engine);
  const incident = await orders.declare();
  const room = { team: TEAM, channel: ROOM, incident: incident.id };
  await orders.store.commit({ expect: [expectNewRoom(orders.store, room, START)], writes: [] });
  return { ...orders, incident };
}

const texts = async ({ store }: Orders) => (await listMessages(store, TEAM, ROOM)).map(({ text }) => text);

const verify = async ({ store }: Orders): Promise<string[]> => {
  const [row] = await rows<IncidentRow>(store, "incidents");
  return [...(await verifyIncident(store, row!)).findings, ...(await verifyWorkspaces(store))];
};

describe.each(ENGINES)("the record of a room on %s", (engine) => {
  test("holds every version, chained in the order it came, and verifies", async () => {
    const orders = await withRoom(engine);
    expect(await record(orders, [message("1.000001", "one"), message("1.000002", "two")])).toBe(2);
    expect(await record(orders, [edited("1.000001", "one, better", "1.000009")])).toBe(1);
    expect(await texts(orders)).toEqual(["one, better", "two"]);
    const versions = await listVersions(orders.store, TEAM, ROOM);
    expect(versions.map(({ room_seq, ts, version }) => [room_seq, ts, version])).toEqual([
      [1, "1.000001", 1],
      [2, "1.000002", 1],
      [3, "1.000001", 2],
    ]);
    expect(await findRoom(orders.store, TEAM, ROOM)).toMatchObject({
      seq: 3,
      hash: versions.at(-1)!.hash,
      // An event says nothing of those before it: only a comparison with Slack moves this.
      watermark: "",
    });
    expect(await verify(orders)).toEqual([]);
  });

  test("holds nothing twice, however often and by whichever road it is told", async () => {
    const orders = await withRoom(engine);
    const sightings = [message("1.000001", "one"), edited("1.000001", "uno", "1.000005"), message("1.000002", "two")];
    expect(await record(orders, [...sightings, ...sightings])).toBe(3);
    expect(await record(orders, sightings.toReversed(), { source: "history" })).toBe(0);
    expect(await texts(orders)).toEqual(["uno", "two"]);
    expect(await verify(orders)).toEqual([]);
  });

  test("gives two recorders at once one chain without a fork", async () => {
    const orders = await withRoom(engine);
    const batches = Array.from({ length: 6 }, (_, batch) =>
      Array.from({ length: 5 }, (_, index) => message(`1.0000${batch}${index}`, `${batch}/${index}`)),
    );
    const counts = await Promise.all(batches.map((sightings) => record(orders, sightings)));
    expect(counts).toEqual([5, 5, 5, 5, 5, 5]);
    const versions = await listVersions(orders.store, TEAM, ROOM);
    expect(versions.map(({ room_seq }) => room_seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(await verify(orders)).toEqual([]);
  });

  test("marks inbox rows done in the commit that records them, new or not", async () => {
    const orders = await withRoom(engine);
    await storeEnvelope(orders, "Ev1", {});
    await storeEnvelope(orders, "Ev2", {});
    await record(orders, [message("1.000001", "one")], { inboxKeys: ["Ev1"] });
    await record(orders, [message("1.000001", "one")], { inboxKeys: ["Ev2"] });
    const inbox = (await rows<InboxRow>(orders.store, "inbox")).filter(({ source }) => source === "event");
    expect(inbox.every(({ done_at, envelope }) => done_at !== null && envelope === null)).toBe(true);
  });

  test("drops what was said outside rooms, and is done with it", async () => {
    const orders = await withRoom(engine);
    await storeEnvelope(orders, "Ev1", { text: "private" });
    const outside = { channel: "C9", inboxKeys: ["Ev1"] };
    expect(await record(orders, [message("1.000001", "private")], outside)).toBeNull();
    expect(await rows(orders.store, "messages")).toEqual([]);
    expect(await rows(orders.store, "message_versions")).toEqual([]);
    expect(JSON.stringify(await rows(orders.store, "inbox"))).not.toContain("private");
  });

  test("keeps a deleted message's words and says when it went", async () => {
    const orders = await withRoom(engine);
    await record(orders, [message("1.000001", "oops")]);
    await orders.later(5);
    await record(orders, [{ ...message("1.000001", "oops"), deleted: true, raw: { gone: true } }]);
    const [row] = await listMessages(orders.store, TEAM, ROOM);
    expect(row).toMatchObject({ text: "oops", deleted_at: START + 5, version: 2 });
    expect(await verify(orders)).toEqual([]);
  });

  test("lists threads by their newest parent, and messages between two times", async () => {
    const orders = await withRoom(engine);
    await record(orders, [
      message("1.000001", "parent"),
      message("1.000002", "reply", { thread_ts: "1.000001" }),
      message("2.000001", "later", { thread_ts: "2.000001" }),
      { ...message("3.000001", ""), ts: "3.000001#reaction_added:UANA", kind: "reaction_added", threadTs: "1.000001" },
    ]);
    expect(await listThreads(orders.store, TEAM, ROOM, 10)).toEqual(["2.000001", "1.000001"]);
    expect(await listThreads(orders.store, TEAM, ROOM, 1)).toEqual(["2.000001"]);
    const between = await listMessages(orders.store, TEAM, ROOM, { from: "1.000002", to: "2.000001" });
    expect(between.map(({ ts }) => ts)).toEqual(["1.000002", "2.000001"]);
  });

  // Each is one change that somebody with the file in hand could make.
  test.each([
    ["a message's words", `UPDATE message_versions SET body = replace(body, 'one', 'two') WHERE room_seq = 1`],
    ["when a message came", `UPDATE message_versions SET at = at + 1 WHERE room_seq = 1`],
    [
      "a message's words with their hash",
      `UPDATE message_versions SET body_hash = 'x', salt = NULL, body = NULL WHERE room_seq = 1`,
    ],
    ["a version that is gone", `DELETE FROM message_versions WHERE room_seq = 2`],
    ["the newest version that is gone", `DELETE FROM message_versions WHERE room_seq = 3`],
    ["the words that stand now", `UPDATE messages SET text = 'never said' WHERE ts = '1.000002'`],
    ["a message that stands no more", `DELETE FROM messages WHERE ts = '1.000002'`],
    ["an event's body", `UPDATE events SET body = replace(body, 'scribe', 'commander') WHERE type = 'RoleAssigned'`],
    ["who did it", `UPDATE events SET actor = 'slack:UEVIL' WHERE type = 'RoleAssigned'`],
    ["when it was done", `UPDATE events SET at = at - 60000 WHERE type = 'RoleAssigned'`],
    ["the last event that is gone", `DELETE FROM events WHERE type = 'NoteAdded'`],
    ["the state", `UPDATE incidents SET state = replace(state, 'SEV1', 'SEV4')`],
    ["an incident that is gone from its workspace", `DELETE FROM events WHERE type = 'IncidentNumbered'`],
  ])("finds out about %s", async (_what, sql) => {
    const orders = await withRoom(engine);
    await record(orders, [
      message("1.000001", "one"),
      message("1.000002", "two"),
      edited("1.000001", "uno", "1.000005"),
    ]);
    await orders.order(orders.incident, { type: "ClaimRole", role: "scribe" });
    await orders.order(orders.incident, { type: "AddNote", text: "seen" });
    expect(await verify(orders)).toEqual([]);
    await orders.store.commit({ writes: [{ sql, parameters: [] } as never] });
    expect(await verify(orders)).not.toEqual([]);
  });

  test("still verifies when a body and its salt are taken out", async () => {
    const orders = await withRoom(engine);
    await record(orders, [message("1.000001", "a phone number"), message("1.000002", "two")]);
    const redact = "UPDATE message_versions SET body = NULL, salt = NULL WHERE ts = '1.000001'";
    await orders.store.commit({ writes: [{ sql: redact, parameters: [] } as never] });
    expect(await verify(orders)).toEqual([]);
  });
});

describe.each(ENGINES)("what the record lacks, on %s", (engine) => {
  test("is written down once, and closed by a reconciliation that began after it", async () => {
    const { store } = await createOrders(engine);
    const gap = { team: TEAM, channel: ROOM, from_at: START, to_at: START + 100, why: "Warroom was not running" };
    await store.commit({ writes: [noteGap(store, gap), noteGap(store, { ...gap, to_at: START + 5 })] });
    await store.commit({ writes: [recoverGaps(store, TEAM, ROOM, START + 99, START + 200)] });
    expect(await listGaps(store, TEAM, ROOM)).toEqual([{ ...gap, recovered_at: null }]);
    await store.commit({ writes: [recoverGaps(store, TEAM, ROOM, START + 100, START + 300)] });
    await store.commit({ writes: [recoverGaps(store, TEAM, ROOM, START + 100, START + 400)] });
    expect(await listGaps(store, TEAM, ROOM)).toEqual([{ ...gap, recovered_at: START + 300 }]);
    expect(await listGaps(store, TEAM, "C2")).toEqual([]);
  });

  test("is closed too where the clock was set back since, and not while it goes on", async () => {
    const { store } = await createOrders(engine);
    const gap = { team: TEAM, channel: ROOM, from_at: START + 500, to_at: START + 900, why: "Warroom was not running" };
    const going = { ...gap, from_at: START, to_at: FOREVER };
    await store.commit({ writes: [noteGap(store, gap), noteGap(store, going)] });
    await store.commit({ writes: [recoverGaps(store, TEAM, ROOM, START + 100, START + 200)] });
    expect(await listGaps(store, TEAM, ROOM)).toEqual([
      { ...going, recovered_at: null },
      { ...gap, recovered_at: START + 200 },
    ]);
  });

  test("after a time away, is each recorded room's from the last sign of life on", async () => {
    const orders = await withRoom(engine);
    const { store } = orders;
    await store.commit({ writes: [insertInstance(store, "before", START)] });
    await orders.later(MINUTE_MS);
    await store.commit({ writes: [noteAlive(store, "before", orders.clock.now())] });
    await orders.later(10 * MINUTE_MS);
    await recover(orders);
    expect(await listGaps(store, TEAM, ROOM)).toEqual([
      expect.objectContaining({ from_at: START + MINUTE_MS, to_at: START + 11 * MINUTE_MS, recovered_at: null }),
    ]);
    const jobs = (await rows<JobRow>(store, "jobs")).filter(({ kind }) => kind === "reconcile");
    expect(jobs).toEqual([expect.objectContaining({ id: `reconcile:${TEAM}:${ROOM}:deep`, status: "pending" })]);
    expect(await lastAlive(store)).toBe(START + 11 * MINUTE_MS);
  });

  test("after a time away in which the clock was set back, goes as far as the clock did", async () => {
    const orders = await withRoom(engine);
    const { store } = orders;
    const now = orders.clock.now();
    await store.commit({ writes: [insertInstance(store, "before", now + 30 * MINUTE_MS)] });
    await recover(orders);
    // Replicas on one database are told apart from their own past by nothing but the time.
    const isToldByTime = engine === "postgres";
    const gaps = await listGaps(store, TEAM, ROOM);
    expect(gaps.map(({ from_at, to_at }) => [from_at - now, to_at - now])).toEqual(
      isToldByTime ? [] : [[0, 30 * MINUTE_MS]],
    );
    expect(await lastAlive(store)).toBe(isToldByTime ? now + 30 * MINUTE_MS : now);
  });

  test("after a time away in which the clock was set back, no lane rests for longer by it", async () => {
    const orders = await withRoom(engine);
    const { store } = orders;
    const now = orders.clock.now();
    const resting = { lane: "post:C1", free_at: now + 40 * MINUTE_MS, lease_until: 0, holder: "" };
    const rests = store.build.insertInto("lanes").values(resting).compile();
    await store.commit({ writes: [insertInstance(store, "before", now + 30 * MINUTE_MS), rests] });
    await recover(orders);
    const [lane] = await rows<typeof resting>(store, "lanes");
    expect(lane!.free_at - now).toBe((engine === "postgres" ? 40 : 10) * MINUTE_MS);
  });

  test("is looked for at once, however long an earlier look found Slack away", async () => {
    const orders = await withRoom(engine);
    const { store } = orders;
    const lane = `reconcile:${TEAM}`;
    const resting = { lane, free_at: START + MINUTE_MS, lease_until: 0, holder: "" };
    await store.commit({ writes: [store.build.insertInto("lanes").values(resting).compile()] });
    await reconcileRooms(orders, "deep");
    expect(await rows(store, "lanes")).toEqual([{ ...resting, free_at: START }]);
  });

  test("is nothing at the first start", async () => {
    const orders = await withRoom(engine);
    expect(await lastAlive(orders.store)).toBeNull();
    await recover(orders);
    expect(await rows(orders.store, "gaps")).toEqual([]);
  });
});

test.each(ENGINES)("a runbook on %s is stored once under its hash, for ever as it was", async (engine) => {
  const { store, runbooks } = await createOrders(engine);
  const { hash } = runbooks.current;
  const first = await findRunbook(store, hash);
  expect(first?.name).toBe("agentic-canon");
  await store.commit({ writes: [insertRunbook(store, { hash, name: "other", body: "changed" }, START)] });
  expect(await findRunbook(store, hash)).toEqual(first);
  expect(await findRunbook(store, "unknown")).toBeNull();
  await store.commit({
    writes: [insertRunbook(store, { hash: "stamped-before", name: first!.name, body: first!.body }, START)],
  });
  expect(await runbooks.byHash("stamped-before")).toEqual(runbooks.current.runbook);
});

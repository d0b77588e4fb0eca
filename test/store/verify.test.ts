// The proof itself: what it finds, that it reads one moment, and that damage is told instead of failing on it.
import { describe, expect, test } from "vitest";
import { recordRoom } from "../../src/commands/room/record-room.ts";
import { WARROOM } from "../../src/domain/actor.ts";
import { messageSighting } from "../../src/domain/record/sighting.ts";
import { incidentRows } from "../../src/store/read/incidents.ts";
import { listVersions } from "../../src/store/read/messages.ts";
import type { Reader } from "../../src/store/store.ts";
import { verifyIncident, verifyWorkspaces } from "../../src/store/verify.ts";
import { createOrders, type Orders, TEAM } from "../support/orders.ts";
import { ENGINES, type Engine } from "../support/stores.ts";

const ROOM = "C1";

const say = (orders: Orders, n: number) =>
  recordRoom(orders, {
    team: TEAM,
    channel: ROOM,
    source: "event",
    sightings: [messageSighting({ type: "message", ts: `${n}.000001`, user: "UANA", text: `line ${n}` })!],
  });

/** An incident with its room open and two lines said in it. */
async function recorded(engine: Engine): Promise<Orders> {
  const orders = await createOrders(engine);
  const incident = await orders.declare();
  const command = { type: "RecordRoomOpened" as const, channel: ROOM, name: "inc-1" };
  const opened = await orders.dispatch({ team: TEAM, actor: WARROOM, cause: "test", command, incident: incident.id });
  expect(opened.ok).toBe(true);
  await say(orders, 1);
  await say(orders, 2);
  return orders;
}

async function findingsOf(reader: Reader): Promise<string[]> {
  const findings = await verifyWorkspaces(reader);
  for (const row of await incidentRows(reader)) findings.push(...(await verifyIncident(reader, row)).findings);
  return findings;
}

/** What is found after somebody's own SQL. */
async function foundAfter(sql: string): Promise<string[]> {
  const orders = await recorded("sqlite");
  await orders.store.commit({ writes: sql.split(";").map((one) => ({ sql: one, parameters: [] }) as never) });
  return orders.store.snapshot(findingsOf);
}

describe.each(ENGINES)("verifying on %s", (engine) => {
  test("finds nothing though the bot commits between any two of its reads", async () => {
    const orders = await recorded(engine);
    let lines = 2;
    const found = await orders.store.snapshot(({ build, read }) =>
      findingsOf({
        build,
        async read(query) {
          const rows = await read(query);
          await say(orders, ++lines);
          return rows;
        },
      }),
    );
    expect(found).toEqual([]);
    expect(await listVersions(orders.store, TEAM, ROOM)).toHaveLength(lines);
  });

  test("finds nothing wrong with what was deleted while nobody listened, nor when history shows it again", async () => {
    const orders = await recorded(engine);
    const shown = messageSighting({ type: "message", ts: "1.000001", user: "UANA", text: "line 1" })!;
    const absent = { ...shown, deleted: true, raw: { absent_from_history: true, ts: shown.ts } };
    const room = { team: TEAM, channel: ROOM, source: "history" as const };
    expect(await recordRoom(orders, { ...room, sightings: [absent] })).toBe(1);
    expect(await orders.store.snapshot(findingsOf)).toEqual([]);
    expect(await recordRoom(orders, { ...room, sightings: [shown] })).toBe(1);
    expect(await orders.store.snapshot(findingsOf)).toEqual([]);
  });

  test("hands on what the reader throws, and the database stays usable", async () => {
    const { store } = await recorded(engine);
    await expect(store.snapshot(() => Promise.reject(new Error("stop here")))).rejects.toThrow("stop here");
    expect(await store.snapshot(findingsOf)).toEqual([]);
  });
});

// Each row: what somebody did to the file, and what must be said of it.
test.each([
  [
    `DELETE FROM rooms;DELETE FROM messages;DELETE FROM message_versions`,
    "INC-1 room C1: it was opened, and nothing of it is stored",
  ],
  ["UPDATE incidents SET stage = 'resolved'", "INC-1: its stage is stored as resolved, and its events say open"],
  ["UPDATE incidents SET severity = 'SEV3'", "INC-1: its severity is stored as SEV3, and its events say SEV1"],
  ["UPDATE incidents SET declared_at = 5", "INC-1: its declared_at is stored as 5, and its events say "],
  ["UPDATE incidents SET ended_at = 5", "INC-1: its ended_at is stored as 5, and its events say null"],
  ["UPDATE incidents SET number = 2", "INC-1: its number is stored as 2, and its events say 1"],
  ["UPDATE incidents SET team = 'T2'", "INC-1: its team is stored as T2, and its events say T1"],
  ["UPDATE incidents SET team = 'T2'", "workspace T2: it has incidents and no list of them"],
  ["UPDATE incidents SET state = '{'", "its stored state cannot be read"],
  [
    "UPDATE messages SET contents = contents || ' 0123456789abcdef'",
    "its list of contents does not fit its 1 versions",
  ],
  ["UPDATE messages SET contents = ''", "its list of contents does not fit its 1 versions"],
  ["UPDATE messages SET files = '{'", "what stands now is not what its versions say"],
  ["UPDATE message_versions SET body = '{'", "INC-1 room C1 version 1: its text was changed after it was stored"],
  ["UPDATE message_versions SET salt = NULL, body = 'null'", "INC-1 room C1 version 1: its text was changed"],
  ["UPDATE events SET body = '{' WHERE seq = 2", "INC-1: its events cannot be read"],
  ["UPDATE events SET body = '{' WHERE stream = 'workspace:T1'", "workspace T1 event 1: it cannot be read"],
  ["DELETE FROM incidents", "which is neither an incident nor a workspace"],
  ["DELETE FROM incidents", "room C1 belongs to"],
  ["DELETE FROM workspaces", "workspace T1: it has incidents and no list of them"],
])("%s is found: %s", async (sql, expected) => {
  const found = await foundAfter(sql);
  expect(found.join("\n")).toContain(expected);
});

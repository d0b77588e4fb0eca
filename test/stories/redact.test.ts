// A password stands in the record. It is taken out for good: no copy is left in the database, the proof still holds,
// and nothing that Slack tells later brings it back.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { timelineOf } from "../../src/domain/timeline/timeline.ts";
import { fold } from "../../src/domain/incident.ts";
import { readEvents, readNumberedEvents } from "../../src/store/read/events.ts";
import { incidentRows, loadIncident } from "../../src/store/read/incidents.ts";
import { listMessages } from "../../src/store/read/messages.ts";
import { verifyIncident } from "../../src/store/verify.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-login-is-down";
const CANARY = "kanarienvogel-in-the-mine";
const INSTEAD = /^\[redacted by Tomasz.* at 2026-11-02 09:\d\d UTC: a password\]$/;

test("a message, marked and quoted, is redacted with every copy, and stays so", async () => {
  const world = await inRoom();
  await world.say("mei", ROOM, `the login is ${CANARY} & so on`);
  const { ts } = world.messages(ROOM, "mei").findLast(({ text }) => text.includes(CANARY))!;
  const channel = world.channel(ROOM, "mei").id;
  const shortcut = { act: "shortcut" as const, channel, ts };
  await world.act("mei", { ...shortcut, callbackId: "add_to_timeline" });
  await world.act("mei", { act: "pin", channel, ts });
  await world.command("mei", ROOM, `update We rotate the login is ${CANARY} & so on`);
  await world.command("mei", ROOM, "resolve rotated");
  await world.advance("1m");
  expect(await databaseHolds(world, CANARY), "the test would see it").toBe(true);

  await world.act("tomasz", { ...shortcut, callbackId: "redact_from_record" });
  await world.submit("tomasz", { text: "" });
  await world.submit("tomasz", { text: "a password" });
  expect(said(world, "tomasz")).toMatch(/^The words are gone from the record of INC-1;.*whoever wrote it deletes it/);
  await world.advance("1m");
  expect(await databaseHolds(world, CANARY)).toBe(false);
  expect(await verified(world)).toMatchObject({ findings: [], redacted: expect.any(Number) });
  expect((await verified(world)).redacted).toBeGreaterThan(3);
  // What Warroom itself had posted of it is edited; the message of whoever wrote it is theirs.
  const own = world.practice.core.state.app.botUser;
  expect(world.messages(ROOM).filter(({ user, text }) => user === own && text.includes(CANARY))).toEqual([]);
  const [entry] = await timeline(world);
  expect(entry).toMatchObject({ type: "entry", text: expect.stringMatching(INSTEAD) });

  // Slack still has it: neither an edit, nor the room read again, nor the shortcut brings it back.
  await world.act("mei", { act: "edit", channel, ts, text: `it was ${CANARY}` });
  await world.act("amara", { ...shortcut, callbackId: "make_work" });
  expect(JSON.stringify(world.form("amara")?.blocks)).not.toContain(CANARY);
  await world.stop();
  await world.start();
  await world.command("mei", ROOM, "postmortem");
  await world.advance("2m");
  // What arrives is stored for a moment before it is known to be of no use; a stop leaves no trace of that.
  await world.stop();
  await world.start();
  expect(await databaseHolds(world, CANARY)).toBe(false);
  const room = await listMessages(world.store, world.practice.core.state.team.id, channel);
  expect(room.find((one) => one.ts === ts)).toMatchObject({ kind: "redacted", text: expect.stringMatching(INSTEAD) });
  expect((await verified(world)).findings).toEqual([]);
});

test("a note is redacted by its number, and its corrections with it", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "note the pool is full");
  await world.command("mei", ROOM, `decision do we keep ${CANARY}?`);
  await world.command("mei", ROOM, `correct 2 do we change ${CANARY}2?`);
  await world.command("tomasz", ROOM, "redact 2 a password");
  expect(said(world, "tomasz"), "a note has no message in Slack to delete").not.toContain("whoever wrote it");
  await world.advance("10s");
  expect(await databaseHolds(world, CANARY)).toBe(false);
  expect((await verified(world)).findings).toEqual([]);
  expect(await timeline(world)).toMatchObject([
    { type: "entry", number: 1, text: "the pool is full" },
    { type: "entry", number: 2, kind: "decision", text: expect.stringMatching(INSTEAD), corrected: {} },
    { type: "milestone", event: { type: "Redacted", target: { entry: 2 }, reason: "a password" } },
  ]);
  // What is folded again says the same as what is stored.
  const { id } = (await incidentRows(world.store))[0]!;
  const stored = await loadIncident(world.store, id);
  expect(fold(id, await readEvents(world.store, id))).toEqual(stored!.incident);
  await world.command("mei", ROOM, "note after it");
  expect(said(world, "mei")).toContain("#3");
});

test("what cannot be redacted is said, with the next step", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "redact 7 a password");
  expect(said(world, "mei")).toContain("The timeline has no entry yet");
  await world.command("mei", ROOM, "redact 7");
  expect(said(world, "mei")).toMatch(/^Say what to redact and why:.*\n> 7$/s);
  await world.command("mei", ROOM, "redact https://acme.slack.com/archives/C0AAAAAAA/p1730533500123456 a password");
  expect(said(world, "mei")).toMatch(/The record has no such words/);
  await world.command("mei", ROOM, "note it is over");
  await world.command("mei", ROOM, "redact 1 a name");
  await world.command("mei", ROOM, "redact 1 a name");
  expect((await verified(world)).redacted).toBe(1);
});

async function inRoom(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Login is down");
  await world.advance("2s");
  const { id, members } = world.channel(ROOM, "mei");
  for (const name of ["tomasz", "amara"]) {
    if (!members.includes(world.user(name))) await world.act(name, { act: "join", channel: id });
  }
  return world;
}

const said = (world: World, name: string): string =>
  world.messages(ROOM, name).findLast(({ ephemeral }) => ephemeral)!.text;

async function timeline(world: World) {
  const { id } = (await incidentRows(world.store))[0]!;
  const items = timelineOf(await readNumberedEvents(world.store, id));
  return items.filter((item) => item.type === "entry" || (item.type === "milestone" && item.event.type === "Redacted"));
}

async function verified(world: World) {
  const [row] = await incidentRows(world.store);
  return world.store.snapshot((reader) => verifyIncident(reader, row!));
}

/** In any table; and on SQLite in any byte of its files. */
async function databaseHolds(world: World, words: string): Promise<boolean> {
  const { store } = world;
  const tables = ["inbox", "incidents", "events", "messages", "message_versions", "jobs"] as const;
  for (const table of tables) {
    const rows = await store.read(store.build.selectFrom(table).selectAll().compile() as never);
    if (JSON.stringify(rows).includes(words)) return true;
  }
  if (world.databaseFile === null) return false;
  const folder = path.dirname(world.databaseFile);
  const files = readdirSync(folder).filter((name) => name.startsWith(path.basename(world.databaseFile!)));
  expect(files.length).toBeGreaterThan(0);
  return files.some((name) => readFileSync(path.join(folder, name)).includes(words));
}

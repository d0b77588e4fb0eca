// A backup of an hour ago is put back. Slack still has all that was said since: nothing of it is said again.
import { describe, expect, test } from "vitest";
import { acceptLosses } from "../../src/store/losses.ts";
import { openLosses } from "../../src/store/read/losses.ts";
import { type Copy, copyOf, putBack } from "../support/older-database.ts";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";
const LATER_ROOM = "inc-2-mail-is-late";

/** Two hours of an incident, and what the database held after its first minutes. */
async function twoHours(): Promise<{ world: World; older: Copy }> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  await world.press("amara", ROOM, "Take Commander");
  await world.advance("1m");
  const older = await copyOf(world.store);
  await world.advance("29m");
  await world.command("amara", ROOM, "update The index is being rebuilt");
  await world.command("amara", ROOM, "role scribe @tomasz.wolski");
  await world.leap(90 * 60_000);
  await world.command("mei", "engineering", "declare SEV2 Mail is late");
  await world.advance("1m");
  return { world, older };
}

async function putBackAndStart(world: World, older: Copy): Promise<void> {
  await world.stop();
  await putBack(world.databaseUrl, older, world.clock);
  await world.start();
}

async function accept(world: World): Promise<void> {
  await world.store.commit({ writes: [acceptLosses(world.store, world.now())] });
  await world.advance("10s");
}

const saidIn = (world: World, room: string) =>
  world
    .messages(room)
    .filter(({ subtype, user }) => user === world.practice.core.state.app.botUser && !/^channel_/.test(subtype ?? ""))
    .map(({ text }) => text)
    // An answer to somebody alone.
    .filter((text) => !text.startsWith("Nothing was changed"));

describe("an older database is put back", () => {
  test("nothing is said again, nothing can be ordered, and what people say is recorded", async () => {
    const { world, older } = await twoHours();
    const before = [ROOM, LATER_ROOM, "incidents"].map((room) => saidIn(world, room));
    await putBackAndStart(world, older);
    await world.leap(3 * 3_600_000);
    await world.advance("30s");

    expect([ROOM, LATER_ROOM, "incidents"].map((room) => saidIn(world, room))).toEqual(before);
    const losses = await openLosses(world.store);
    expect(losses.map(({ stored_seq }) => stored_seq > 0).sort(), "INC-1, and INC-2, which is not stored").toEqual([
      false,
      true,
    ]);
    await world.command("amara", ROOM, "resolve It is over");
    expect(world.messages(ROOM, "amara").at(-1)?.text).toMatch(/safe mode.*warroom reconcile/);
    const ready = await fetch(`http://127.0.0.1:${world.bot.port}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining("safe-mode")]);

    await world.say("tomasz", ROOM, "is anybody there?");
    await world.advance("1s");
    const [row] = await world.store.read<{ text: string }>(
      world.store.build.selectFrom("messages").select("text").where("text", "like", "is anybody%").compile(),
    );
    expect(row?.text).toBe("is anybody there?");

    await world.stop();
    await world.start();
    expect((await openLosses(world.store)).length, "a start does not forget it").toBe(losses.length);
    await world.leap(3_600_000);
    expect(saidIn(world, ROOM)).toEqual(before[0]);
  });

  test("accepted, the room is told once what is missing, and the incident goes on from there", async () => {
    const { world, older } = await twoHours();
    await putBackAndStart(world, older);
    const before = saidIn(world, ROOM);
    await accept(world);
    await world.advance("1m");

    expect(saidIn(world, ROOM).slice(before.length)).toEqual([
      expect.stringMatching(/^\*The record of INC-1 is incomplete\.\*.* it lacks at least \d+ actions between /),
    ]);
    await world.command("amara", ROOM, "role scribe @tomasz.wolski");
    await world.advance("1m");
    const told = saidIn(world, ROOM);
    expect(told.at(-1)).toContain("is now *Scribe*");

    await world.stop();
    await world.start();
    await world.advance("9m");
    expect(await openLosses(world.store), "what was accepted is no news at the next start").toEqual([]);
    expect(saidIn(world, ROOM)).toEqual(told);
    await world.advance("2m");
    expect(saidIn(world, ROOM), "reminders begin anew with the loss").toHaveLength(told.length + 1);
    const { rows } = await verified(world);
    expect(rows).toEqual([]);
  });

  test("a private incident that is not stored at all is noticed by its room", async () => {
    const { world, older } = await twoHours();
    await world.command("mei", "engineering", "declare --private SEV2 Stolen laptop");
    await world.advance("1m");
    const room = world.channel("inc-3-private", "mei").id;
    await putBackAndStart(world, older);
    expect(await openLosses(world.store)).toContainEqual(expect.objectContaining({ channel: room, stored_seq: 0 }));
  });

  test("where only the card knew of more, the room is told a time that can be, and the topic is what is known again", async () => {
    const world = await createWorld();
    await world.command("mei", "engineering", "declare SEV1 Search is slow");
    await world.advance("30s");
    await world.press("amara", ROOM, "Take Commander");
    await world.advance("1m");
    const older = await copyOf(world.store);
    await world.command("amara", ROOM, "severity SEV2 It is slow, and it works");
    await world.advance("1m");
    await world.command("amara", ROOM, "note decision: Shall we roll back?");
    await world.advance("10s");
    expect(world.channel(ROOM).topic).toContain("SEV2");
    await putBackAndStart(world, older);
    const [loss] = await openLosses(world.store);
    expect(loss!.seen_at).toBeGreaterThan(loss!.stored_at);
    await accept(world);
    await world.advance("10s");
    expect(world.channel(ROOM).topic).toContain("SEV1");
  });

  test("what is lost a second time is noticed again", async () => {
    const { world, older } = await twoHours();
    await putBackAndStart(world, older);
    await accept(world);
    const second = await copyOf(world.store);
    await world.command("amara", ROOM, "role scribe @tomasz.wolski");
    await world.advance("1m");
    await putBackAndStart(world, second);
    expect(await openLosses(world.store)).toMatchObject([{ era: 1, channel: world.channel(ROOM).id }]);
  });
});

async function verified(world: World) {
  const { verifyIncident } = await import("../../src/store/verify.ts");
  const { incidentRows } = await import("../../src/store/read/incidents.ts");
  const rows = await world.store.snapshot(async (reader) => {
    const all = await incidentRows(reader);
    const found = await Promise.all(all.map((row) => verifyIncident(reader, row)));
    return found.flatMap(({ findings }) => findings);
  });
  return { rows };
}

// What stands on the timeline is set right, struck, and given its outcome: the original, who and why stay.
import { expect, test } from "vitest";
import { timelineOf, type TimelineEntry } from "../../src/domain/timeline/timeline.ts";
import { readNumberedEvents } from "../../src/store/read/events.ts";
import { findByNumber } from "../../src/store/read/incidents.ts";
import { createWorld, START, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-slow";
const MINUTE = 60_000;

test("an entry's text, time and kind are corrected by command; what it said first stays", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "note pool is ful");
  await world.advance("1m");
  await world.command("tomasz", ROOM, "correct 1 the pool is full");
  expect(said(world, "tomasz")).toMatch(/^\*#1\* is now an observation at <!date.*:\n> the pool is full$/);
  await world.command("amara", ROOM, "correct #1 kind impact");
  // 09:01 UTC is 10:01 in Warsaw.
  await world.command("tomasz", ROOM, "correct 1 at 9:30");
  expect(said(world, "tomasz")).toMatch(
    /is now an impact at .*2026-11-02 08:30 UTC.*\n.*\n<@U\w+> had corrected it at /,
  );
  expect(await entries(world)).toMatchObject([
    {
      text: "the pool is full",
      kind: "impact",
      at: START - 30 * MINUTE,
      by: world.user("mei"),
      original: { text: "pool is ful", kind: "observation" },
      corrected: { by: world.user("tomasz"), reason: null },
    },
  ]);
});

test("the form shows all of a long text, and says why beside it", async () => {
  const world = await inRoom();
  const long = `It began ${"very ".repeat(100)}slowly`;
  await world.command("mei", ROOM, `note 14 minutes ago hypothesis: ${long}`);
  await world.command("tomasz", ROOM, "correct 1");
  await world.submit("tomasz", { reason: "" });
  expect(world.form("tomasz")).toBeDefined();
  await world.submit("tomasz", { reason: "typo", text: `${long}!`, when: "when?" });
  expect(world.form("tomasz")?.errors).toEqual({ when: expect.stringContaining("no time that can be read") });
  await world.submit("tomasz", { reason: "typo", text: `${long}!` });
  expect(world.form("tomasz")).toBeUndefined();
  const [entry] = await entries(world);
  expect(entry).toMatchObject({ text: `${long}!`, kind: "hypothesis", corrected: { reason: "typo" } });
  // The form's time is to the minute: left as it was, it changes nothing.
  expect(entry!.at).toBe(entry!.original!.at);
});

test("of two who correct at the same time, the second is told what the first did, and keeps what they typed", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "note p99 is 4 s");
  await world.command("tomasz", ROOM, "correct 1");
  await world.command("amara", ROOM, "correct 1");
  await world.submit("tomasz", { text: "p99 is 6 s", reason: "read it again" });
  await world.submit("amara", { text: "p99 is 5 s", reason: "by the graph" });
  const form = JSON.stringify(world.form("amara")?.blocks);
  expect(form).toContain(`<@${world.user("tomasz")}> corrected #1`);
  expect(form).toContain("p99 is 6 s");
  expect(form).toContain('"initial_value":"p99 is 5 s"');
  expect((await entries(world))[0]).toMatchObject({ text: "p99 is 6 s" });
  await world.submit("amara", {});
  expect((await entries(world))[0]).toMatchObject({ text: "p99 is 5 s", corrected: { reason: "by the graph" } });
});

test("a struck entry stays struck: who struck it is told to whoever comes second", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "note wrong room");
  await world.command("amara", ROOM, "correct 1");
  await world.command("tomasz", ROOM, "strike 1");
  await world.submit("tomasz", { text: "this was INC-2" });
  expect(said(world, "tomasz")).toBe("#1 is struck. `/incident timeline all` still shows it.");
  await world.submit("amara", { text: "right room", reason: "typo" });
  expect(JSON.stringify(world.form("amara")?.blocks)).toMatch(/<@U\w+> struck #1 at .*right room/);
  await world.command("amara", ROOM, "strike 1 again");
  expect(said(world, "amara")).toMatch(/<@U\w+> struck #1 at .*note it anew/s);
  expect(await entries(world)).toMatchObject([{ struck: { by: world.user("tomasz"), reason: "this was INC-2" } }]);
});

test("a question is decided when its outcome is noted, also after the incident is over", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "decision fail over to EU?");
  expect(said(world, "mei")).toBe(
    "#1 is noted as a decision. It counts as pending until `/incident outcome 1` says what was decided.",
  );
  await world.command("mei", ROOM, "note nothing else");
  await world.command("tomasz", ROOM, "outcome 2 we do");
  expect(said(world, "tomasz")).toContain("#2 is an observation; an outcome belongs to");
  await world.command("mei", ROOM, "resolve It is quick");
  await world.command("tomasz", ROOM, "outcome 1 We did, at 9:00");
  expect(await entries(world)).toMatchObject([{ outcome: { by: world.user("tomasz"), text: "We did, at 9:00" } }, {}]);
});

test("what cannot be done is said with the next step, and nothing typed is lost", async () => {
  const world = await inRoom();
  await world.command("mei", ROOM, "correct 1 something");
  expect(said(world, "mei")).toMatch(/^The timeline has no entry yet\..*\n> something$/s);
  await world.command("mei", ROOM, "note one");
  await world.command("mei", ROOM, "strike 7 typed it");
  expect(said(world, "mei")).toMatch(/^There is no entry #7; the last one is #1\..*\n> typed it$/s);
  await world.command("mei", ROOM, "correct 1 kind desicion");
  expect(said(world, "mei")).toMatch(/There is no kind of entry “desicion”\. Did you mean `decision`\?/);
  await world.command("mei", ROOM, "correct");
  expect(said(world, "mei")).toMatch(/^Say which entry and what is right/);
  await world.command("mei", ROOM, "correct 1 at 23:59 UTC");
  expect((await entries(world))[0]!.at).toBe(START - 1 * MINUTE - 9 * 60 * MINUTE);
});

test("by shortcut the very message is marked, its kind is chosen under the answer, and it is struck from there", async () => {
  const world = await inRoom();
  const parent = await post(world, "mei", "p99 is at 4 s");
  const reply = await post(world, "tomasz", "since the deploy", parent);
  const shortcut = { act: "shortcut" as const, callbackId: "add_to_timeline", channel: world.channel(ROOM, "mei").id };
  await world.act("amara", { ...shortcut, ts: reply });
  expect(said(world, "amara")).toBe("*#1* on the timeline of INC-1, as an observation:\n> since the deploy");
  await world.choose("amara", ROOM, "Hypothesis");
  expect(said(world, "amara")).toBe("*#1* on the timeline of INC-1, as a hypothesis:\n> since the deploy");
  await world.choose("amara", ROOM, "Action");
  expect(said(world, "amara")).toContain("as an action");
  await world.act("jonas", { ...shortcut, ts: reply });
  expect(said(world, "jonas")).toContain("*#1* on the timeline of INC-1, as an action:");
  await world.act("amara", { ...shortcut, ts: reply });
  expect(said(world, "amara")).toContain("*#1* on the timeline of INC-1, as an action:");
  await world.press("jonas", ROOM, "Strike…");
  await world.submit("jonas", { text: "not so" });
  await world.choose("amara", ROOM, "Impact");
  expect(said(world, "amara")).toContain(`<@${world.user("jonas")}> struck #1`);
  expect(await entries(world)).toMatchObject([
    { number: 1, ts: reply, threadTs: parent, kind: "action", by: world.user("tomasz"), struck: { reason: "not so" } },
  ]);
  const card = world.messages(ROOM).find(({ blocks }) => blocks.length > 0)!;
  await world.act("amara", { ...shortcut, ts: card.ts });
  expect(said(world, "amara")).toContain("What Warroom says is on the timeline by itself.");
});

async function inRoom(): Promise<World> {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV4 Search is slow");
  await world.advance("2s");
  const { id, members } = world.channel(ROOM, "mei");
  for (const name of ["jonas", "tomasz", "amara"]) {
    if (!members.includes(world.user(name))) await world.act(name, { act: "join", channel: id });
  }
  return world;
}

/** What Warroom said to them last, to them alone. */
const said = (world: World, name: string): string =>
  world.messages(ROOM, name).findLast(({ ephemeral }) => ephemeral)!.text;

async function post(world: World, name: string, text: string, threadTs?: string): Promise<string> {
  await world.say(name, ROOM, text, threadTs);
  await world.advance(50);
  const written = world.messages(ROOM, "mei").filter((one) => one.text === text);
  return written.at(-1)!.ts;
}

async function entries(world: World): Promise<TimelineEntry[]> {
  const stored = await findByNumber(world.store, world.practice.core.state.team.id, 1);
  const items = timelineOf(await readNumberedEvents(world.store, stored!.incident.id));
  return items.filter((item) => item.type === "entry").sort((a, b) => a.number - b.number);
}

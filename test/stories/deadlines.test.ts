// What a runbook wants done after the end, each by its time, under two runbooks; and the meeting in which people look back.
import { expect, test } from "vitest";
import { readEvents } from "../../src/store/read/events.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

const bare = (text: string) => text.replace(/^recovery:.*\n(?:[ ].*\n)+/m, "");

async function resolved(runbook: string, severity: string): Promise<{ world: World; room: string }> {
  const world = await createWorld({ runbook: testRunbook(runbook, bare) });
  await world.command("mei", "engineering", `declare ${severity} Checkout is down`);
  await world.advance("10s");
  const room = world.channels().find((name) => name !== "incidents" && /^inc|checkout-is-down/.test(name))!;
  return { world, room };
}

const direct = (world: World, name: string) =>
  world.practice.core
    .view(world.user(name))!
    .channels.filter(({ directWith }) => directWith)
    .flatMap(({ messages }) => messages.map(({ text }) => text));

const remindersIn = (texts: readonly string[]) => texts.filter((text) => text.includes("this is left to do"));

test("novacron: three things within two hours are reminded of together, across a restart; an archived room's by direct message", async () => {
  const { world, room } = await resolved("novacron", "SEV-2");
  await world.command("amara", room, "role incident-commander");
  await world.command("amara", room, "resolve Rolled back.");
  await world.advance("30s");
  const said = world.messages(room).map(({ text }) => text);
  expect(said.find((text) => text.includes("What is left"))).toMatch(
    /By .*: Document the timeline; Collect the evidence; Preserve the metrics\n• By .*: Write the postmortem/,
  );
  world.fresh(room);
  await world.advance("97m");
  const [soon, ...none] = remindersIn(world.fresh(room));
  expect(none).toEqual([]);
  expect(soon).toContain(`<@${world.user("amara")}> *2026`);
  expect(soon?.match(/due <!date/g)).toHaveLength(4);
  expect(soon).toContain(
    "• Nobody has said that this is done: tell *Customers* on the status page that it is over; tell *Stakeholders* by direct message",
  );

  await world.press("amara", room, "After the end");
  await world.pressIn("amara", "form", "It is done");
  expect(JSON.stringify(world.form("amara")!.blocks)).toContain(`*Done*`);
  await world.command("tomasz", room, "deadlines 2");
  await world.advance("5s");
  world.fresh(room);

  await world.stop();
  await world.advance("30m");
  await world.start();
  await world.advance("10s");
  const due = remindersIn(world.fresh(room));
  expect(due).toHaveLength(1);
  expect(due[0]).toContain("Preserve the metrics: was due <!date");
  expect(due[0]).not.toContain("Document the timeline");
  await world.command("amara", room, "deadlines 3");
  await world.leap(4 * 3_600_000);
  await world.advance("1m");
  expect(remindersIn(world.fresh(room))).toEqual([]);

  await world.command("amara", room, "archive");
  await world.advance("30s");
  world.fresh(room);
  // At 80 % of its 48 h it is night: people are reminded in the afternoon before.
  await world.leap(Date.UTC(2026, 10, 3, 15, 58) - world.now());
  await world.advance("1m");
  expect(remindersIn(direct(world, "amara"))).toEqual([]);
  await world.advance("90s");
  expect(remindersIn(direct(world, "amara"))).toEqual([
    expect.stringMatching(
      /^\*<https?:.*\|\d+>\* \(Checkout is down\) is over, and this is left to do:\n• Write the postmortem: due/,
    ),
  ]);
  await world.command("amara", "engineering", `deadlines ${room.replace("incident-", "")} 4`);
  await world.leap(48 * 3_600_000);
  await world.advance("1m");
  expect(remindersIn(direct(world, "amara"))).toHaveLength(1);
});

test("sarvanom: the meeting is set by form and moved; its calendar file is in the room, and ends what waited for it", async () => {
  const { world, room } = await resolved("sarvanom", "P2");
  await world.command("amara", room, "resolve Rolled back.");
  await world.advance("30s");
  await world.command("tomasz", room, "contribute lessons learned: Measure the pool");
  await world.press("mei", room, "Root Cause");
  await world.submit("mei", { text: "The pool was too small" });
  await world.command("mei", room, "meeting");
  expect(JSON.stringify(world.form("mei")!.blocks)).toContain("The runbook wants it by");
  const startsAt = Math.floor(world.now() / 1_000) + 24 * 3_600;
  await world.submit("mei", { when: String(startsAt) });
  await world.advance("10s");
  await world.command("mei", room, "meeting tomorrow 15:00");
  await world.advance("10s");
  const files = world.messages(room).flatMap(({ files: shared }) => shared ?? []);
  const names = files.map(({ name }) => name).filter((name) => name.endsWith(".ics"));
  expect(names).toEqual([expect.stringMatching(/-1\.ics$/), expect.stringMatching(/-2\.ics$/)]);
  await world.command("mei", room, "deadlines");
  expect(JSON.stringify(world.form("mei")!.blocks)).toMatch(
    /Hold the postmortem meeting \(detailed analysis\)\\n\*Done\*/,
  );
  await world.command("mei", room, "meeting yesterday or so");
  expect(world.messages(room, "mei").at(-1)!.text).toContain("No time was read in");

  await world.command("amara", room, "postmortem");
  await world.advance("10s");
  const [incident] = await listIncidents(world.store, { openOnly: false, limit: 1 });
  const events = await readEvents(world.store, incident!.id);
  const draft = events.findLast((event) => event.type === "PostmortemDrafted")!.markdown;
  expect(draft).toMatch(/## Root Cause[\s\S]*Why 1: The pool was too small[\s\S]*## Impact/);
  expect(draft).toMatch(/## Lessons Learned[\s\S]*Measure the pool[\s\S]*## Action Items/);
});

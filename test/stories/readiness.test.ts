// Between incidents: what the runbook wants practised is asked for by its calendar, once a period; people say what came of
// it; a drill counts; a time away makes no flood; a changed runbook plans anew.
import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/lib/pure/duration.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

/** The runbook's own exercises, said where every practice workspace has a channel. */
const loaded = (name: string, edit = (text: string) => text) =>
  testRunbook(name, (text) => edit(text.replace(/^announce: .*\n/gm, "")));

const shown = (message: { blocks: readonly object[] }) => JSON.stringify(message.blocks);
const lastIn = (world: World, channel: string, as = "amara") => world.messages(channel, as).at(-1)!;

test("magnus: what is due this week is said once, answered by button, and missing until somebody says something", async () => {
  const world = await createWorld({ runbook: loaded("magnus") });
  // The week in which Warroom was set up asks for nothing.
  await world.advance("1h");
  expect(world.fresh("incidents")).toEqual([]);
  await world.leap(7 * DAY_MS - HOUR_MS);
  const [said, ...others] = world.fresh("incidents");
  expect(others).toEqual([]);
  expect(said).toContain("Due now, as the runbook’s calendar has it");
  expect(said).toContain("Restore of a backup");
  expect(said).not.toContain("Full failover");

  await world.press("mei", "incidents", "Done");
  await world.submit("mei", { text: "It held 3,000 requests a second." });
  await world.advance("5s");
  const reminder = lastIn(world, "incidents");
  expect(shown(reminder)).toContain(`*Done*, says <@${world.user("mei")}>`);
  expect(shown(reminder)).toContain("It held 3,000 requests a second.");
  expect(world.fresh("incidents")).toEqual([]);

  await world.command("amara", "engineering", "readiness not-done 2 The scanner is out of order.");
  await world.command("amara", "engineering", "readiness move 3 no disk, friday");
  await world.advance("5s");
  expect(shown(lastIn(world, "incidents"))).toContain("*Not done*");
  expect(shown(lastIn(world, "incidents"))).toContain("*Moved* to");
  expect(shown(lastIn(world, "incidents"))).toContain("no disk");

  // On Friday the moved one is asked for again, alone.
  await world.leap(4 * DAY_MS);
  const again = world.fresh("incidents");
  expect(again).toHaveLength(1);
  expect(again[0]).toContain("Restore of a backup");
  expect(again[0]).not.toContain("Load test");
  // Nobody says what came of it.
  await world.leap(3 * DAY_MS);
  expect(world.fresh("incidents")).toHaveLength(1);
  expect(shown(lastIn(world, "incidents"))).toContain("Nothing is recorded");
  await world.command("mei", "engineering", "readiness");
  const list = shown(lastIn(world, "engineering", "mei"));
  expect(list).toContain("*Nothing is recorded* for the week from");
  expect(list).toContain("Done last in the week from");
});

test("magnus: after weeks in which nobody could be told there is one message, and it says what is missing", async () => {
  const world = await createWorld({ runbook: loaded("magnus") });
  await world.stop();
  await world.leap(24 * DAY_MS + HOUR_MS);
  await world.start();
  await world.advance("5m");
  const said = world.fresh("incidents");
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("Due now, as the runbook’s calendar has it");
  expect(
    shown(lastIn(world, "incidents"))
      .match(/Nothing is recorded\* for[^"]*/)![0]
      .match(/the week from/g),
  ).toHaveLength(2);
  // A restart says nothing again.
  await world.stop();
  await world.start();
  await world.advance("10m");
  expect(world.fresh("incidents")).toEqual([]);
});

test("magnus: while Slack is away for weeks reminders wait, and of each exercise only the present one is said", async () => {
  const world = await createWorld({ runbook: loaded("magnus") });
  await world.leap(6 * DAY_MS);
  world.practice.core.setFaults({ beforeCall: () => ({ kind: "http", status: 503, applied: false }) });
  for (const span_ms of [DAY_MS, HOUR_MS, 7 * DAY_MS, HOUR_MS]) await world.leap(span_ms);
  expect(world.fresh("incidents")).toEqual([]);
  world.practice.core.setFaults({});
  await world.advance("5m");
  expect(world.fresh("incidents")).toHaveLength(1);
  expect(shown(lastIn(world, "incidents"))).toContain("2026-11-20 17:00 UTC");
  expect(shown(lastIn(world, "incidents"))).toContain("Nothing is recorded* for the week from");
});

test("novacron: the review of the runbook names the file and when it was last changed", async () => {
  const file = { name: "novacron.yml", changedAt: Date.UTC(2026, 8, 3, 12) };
  const world = await createWorld({ runbook: { ...loaded("novacron"), file } });
  await world.leap(29 * DAY_MS);
  const [said] = world.fresh("incidents");
  expect(said).toContain("Review of this runbook");
  expect(shown(lastIn(world, "incidents"))).toContain("The file is `novacron.yml`, last changed");
  expect(shown(lastIn(world, "incidents"))).toContain("2026-09-03 12:00 UTC");
});

test("novacron: whom people.yml binds is written to; where nobody can be, the channel is told why", async () => {
  const to = (name: string) => (text: string) =>
    text.replace("kind: runbook-review }", `kind: runbook-review, to: [${name}] }`);
  const bound = await createWorld({ runbook: loaded("novacron", to("sre-lead")), people: { "sre-lead": ["mei"] } });
  await bound.leap(29 * DAY_MS);
  expect(bound.fresh("incidents")).toEqual([]);
  expect(lastIn(bound, "warroom", "mei").text).toContain("Review of this runbook");

  const gone = await createWorld({ runbook: loaded("novacron", to("sre-lead")), people: { "sre-lead": ["mei"] } });
  gone.practice.core.admin.changeUser(gone.user("mei"), { deleted: true });
  await gone.leap(29 * DAY_MS);
  expect(gone.fresh("incidents")).toHaveLength(1);
  expect(shown(lastIn(gone, "incidents"))).toContain("cannot be written to: so it is said here");

  const unbound = await createWorld({ runbook: loaded("novacron", to("sre-lead")), people: {} });
  await unbound.leap(29 * DAY_MS);
  expect(unbound.fresh("incidents")).toHaveLength(1);
  expect(shown(lastIn(unbound, "incidents"))).toContain("The runbook names `sre-lead` to be reminded");
});

test("mgmtvibe: a drill that is held counts as the quarter's", async () => {
  const world = await createWorld({
    runbook: loaded("mgmtvibe", (text) => text.replace(/^recovery:.*\n(?:[ ].*\n)+/m, "")),
  });
  await world.command("mei", "engineering", "drill SEV-1 The database is gone");
  await world.advance("30s");
  const room = world.channels().find((name) => name.includes("drill"))!;
  await world.command("mei", room, "resolve We practised it.");
  await world.advance("30s");
  await world.command("mei", "engineering", "readiness");
  const list = shown(lastIn(world, "engineering", "mei"));
  expect(list).toContain("*Done:* the drill INC-1");
  expect(list).not.toContain("Overdue");
});

test("the example under the list can be typed as it stands; where nothing is practised the answer says so", async () => {
  const world = await createWorld({ runbook: loaded("novacron") });
  await world.command("mei", "engineering", "readiness");
  const [, example = ""] = /\/incident (readiness done \d+)/.exec(shown(lastIn(world, "engineering", "mei"))) ?? [];
  await world.command("mei", "engineering", example);
  expect(lastIn(world, "engineering", "mei").text).toBe("Recorded as done: Review of this runbook");

  const idle = loaded("novacron", (text) => text.replace(/^readiness:\n(?: .*\n)+/m, ""));
  await world.bot.runbooks.renew(idle, {});
  await world.settle();
  await world.command("mei", "engineering", "readiness done it held for an hour");
  const answer = lastIn(world, "engineering", "mei").text;
  expect(answer).toContain("This runbook names nothing that is to be practised between incidents.");
  expect(answer).toContain("it held for an hour");
});

test("a changed runbook plans anew, and what is no longer in it is asked for no more", async () => {
  const world = await createWorld({ runbook: loaded("magnus") });
  const fewer = loaded("magnus", (text) => text.replace(/^.*(Load test|Vulnerability scan).*\n/gm, ""));
  await world.bot.runbooks.renew(fewer, {});
  await world.leap(7 * DAY_MS);
  const said = world.fresh("incidents");
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("Restore of a backup");
  expect(said[0]).not.toContain("Load test");
  // What somebody said of it is kept.
  await world.press("mei", "incidents", "Not done");
  await world.submit("mei", { text: "No room for it." });
  await world.bot.runbooks.renew(loaded("magnus"), {});
  await world.command("mei", "engineering", "readiness");
  expect(shown(lastIn(world, "engineering", "mei"))).toContain("No room for it.");
});

test("what is due stands on the Home tab; a guest sees none of it and may say nothing", async () => {
  const world = await createWorld({ runbook: loaded("magnus") });
  await world.leap(7 * DAY_MS);
  world.fresh("incidents");
  await world.act("amara", { act: "open-home" });
  await world.advance("2s");
  expect(JSON.stringify(world.home("amara")!.blocks)).toContain("Vulnerability scan");
  const guest = [...world.practice.core.state.users.values()].find(({ kind }) => kind === "guest")!;
  await world.act(guest.name, { act: "open-home" });
  await world.advance("2s");
  expect(JSON.stringify(world.home(guest.name)!.blocks)).not.toContain("Vulnerability scan");
});

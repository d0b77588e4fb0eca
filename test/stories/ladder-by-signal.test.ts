import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-reports-are-slow";
const PEOPLE = { "engineering-manager": ["jonas"], "vp-of-engineering": ["rafael"] };
const ABOUT_LADDER = /Escalated|called again|called already|must hear|Blocked|complain/i;

/** What whoever is called sees to stands below it. */
const withoutDuties = (text: string) => text.replace(/\n• Sees to .*$/, "");

async function declared(severity: string) {
  const world = await createWorld({ runbook: testRunbook("mgmtvibe"), people: PEOPLE });
  await world.command("mei", "engineering", `declare ${severity} Reports are slow`);
  await world.advance("5s");
  world.fresh(ROOM);
  const said = () =>
    world
      .fresh(ROOM)
      .filter((text) => ABOUT_LADDER.test(text))
      .map(withoutDuties)
      .sort();
  return { world, said, jonas: world.user("jonas"), rafael: world.user("rafael"), mei: world.user("mei") };
}

test("nobody acknowledges: the manager and, where it is bad enough, the VP are called", async () => {
  const { world, said, jonas, rafael } = await declared("SEV-1");
  await world.advance("31m");
  expect(said()).toEqual([
    `*Escalated to Engineering manager:* not acknowledged after 30 min. <@${jonas}>`,
    `*Escalated to VP of engineering:* not acknowledged after 30 min. <@${rafael}>`,
  ]);
});

test("acknowledged in time nobody is called; raised, each is called once", async () => {
  const { world, said, jonas, rafael, mei } = await declared("SEV-2");
  await world.command("mei", ROOM, "ack");
  await world.advance("5h");
  expect(said()).toEqual([]);
  await world.command("mei", ROOM, "blocked the payment provider");
  await world.advance("5s");
  expect(said()).toEqual([
    `*Blocked*, says <@${mei}>. Others must act first:\n> the payment provider`,
    `*Escalated to Engineering manager:* the work is blocked by “the payment provider”. <@${jonas}>`,
  ]);
  await world.command("mei", ROOM, "severity SEV-1 it spreads");
  await world.advance("5s");
  expect(said(), "only whom the severity means is called; who was called before hears of it").toEqual([
    `*Escalated to VP of engineering:* the severity was raised from SEV-2 to SEV-1. <@${rafael}>`,
    `*The severity was raised from SEV-2 to SEV-1.* <@${jonas}> (Engineering manager), you were called already.`,
  ]);
  await world.command("mei", ROOM, "complaints 12");
  await world.advance("5s");
  expect(said()).toEqual([`*Customers complain:* 12 so far, says <@${mei}>.`]);
  await world.command("mei", ROOM, "complaints several");
  expect(world.fresh(ROOM, "mei").at(-1)).toContain("“several” is no number of complaints");
  await world.command("mei", ROOM, "contacts");
  expect(world.fresh(ROOM, "mei").at(-1)).toContain("ontacts");
});

test("complaints that rise call whom the runbook names, once; more of them are only said", async () => {
  const { world, said, jonas, rafael, mei } = await declared("SEV-1");
  await world.command("mei", ROOM, "ack");
  await world.command("mei", ROOM, "complaints 12");
  await world.advance("5s");
  expect(said()).toEqual([
    `*Customers complain:* 12 so far, says <@${mei}>.`,
    `*Escalated to Engineering manager:* customers complain, 12 so far. <@${jonas}>`,
    `*Escalated to VP of engineering:* customers complain, 12 so far. <@${rafael}>`,
  ]);
  await world.command("mei", ROOM, "complaints 20");
  await world.advance("5s");
  expect(said()).toEqual([`*Customers complain:* 20 by now, 12 before, says <@${mei}>.`]);
});

test("a severity that was raised calls each once, also raised again after a restart", async () => {
  const { world, said, jonas, rafael } = await declared("SEV-2");
  await world.command("mei", ROOM, "ack");
  await world.command("mei", ROOM, "severity SEV-1 it spreads");
  await world.advance("5s");
  expect(said()).toEqual([
    `*Escalated to Engineering manager:* the severity was raised from SEV-2 to SEV-1. <@${jonas}>`,
    `*Escalated to VP of engineering:* the severity was raised from SEV-2 to SEV-1. <@${rafael}>`,
  ]);
  await world.command("mei", ROOM, "severity SEV-2 it was less than that");
  await world.stop();
  await world.start();
  await world.command("mei", ROOM, "severity SEV-0 all of it");
  await world.advance("30m");
  expect(said()).toEqual([
    `*The severity was raised from SEV-2 to SEV-0.* <@${jonas}> <@${rafael}> (Engineering manager, VP of engineering), you were called already.`,
  ]);
});

test("no update past its last reminder calls whom the runbook names, once", async () => {
  const world = await createWorld({
    runbook: testRunbook("mgmtvibe", (text) =>
      text.replaceAll("when: [raised, blocked, complaints]", "when: [no-update]"),
    ),
    people: PEOPLE,
  });
  const said = () =>
    world
      .fresh(ROOM)
      .filter((text) => ABOUT_LADDER.test(text))
      .map(withoutDuties)
      .sort();
  await world.command("mei", "engineering", "declare SEV-0 Reports are slow");
  await world.command("mei", ROOM, "ack");
  // Every 30 minutes; the last reminder comes at 45.
  await world.advance("44m");
  expect(said()).toEqual([]);
  await world.advance("2m");
  expect(said()).toEqual([
    `*Escalated to Engineering manager:* no update came, though one was due. <@${world.user("jonas")}>`,
    `*Escalated to VP of engineering:* no update came, though one was due. <@${world.user("rafael")}>`,
  ]);
  await world.command("mei", ROOM, "update We look at the queries");
  await world.advance("1h");
  expect(said()).toEqual([]);
});

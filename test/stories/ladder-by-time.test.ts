import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { createWorld } from "../support/world.ts";

const ROOM = "inc-1-checkout-is-down";
const PEOPLE = { "on-call": ["amara"], "devops-lead": ["tomasz"], "engineering-director": ["jonas"], cto: ["rafael"] };
const ABOUT_LADDER = /Escalated|called again|must hear|target has passed|paged/i;

test("rungs are reached on time, also over a restart, each once; the last is climbed by hand", async () => {
  const world = await createWorld({ runbook: testRunbook("magnus"), people: PEOPLE, pager: null });
  const said = () =>
    world
      .fresh(ROOM)
      .filter((text) => ABOUT_LADDER.test(text))
      .sort();
  const [amara, tomasz, jonas, rafael] = ["amara", "tomasz", "jonas", "rafael"].map((name) => world.user(name));
  await world.command("mei", "engineering", "declare Critical Checkout is down");
  await world.advance("5s");
  expect(said()).toEqual([
    `*Not paged, told in Slack alone:* <@${amara}> (on-call). No pager is connected: whoever does not answer must be called by hand.`,
  ]);
  expect(world.messages("warroom", "amara").at(-1)!.text).toContain("No pager is connected, so this is all");

  await world.advance("5m");
  expect(said()).toEqual([
    expect.stringMatching(
      new RegExp(
        `^\\*A target has passed:\\* the response was due by .*: 5 min\\)\\. Whoever .*\\. <@${amara}> <@${tomasz}>$`,
      ),
    ),
    `*On-call engineer, called again:* still open after 5 min. <@${amara}>`,
  ]);
  const card = JSON.stringify(world.messages(ROOM).find(({ blocks }) => blocks[0]?.type === "header"));
  expect(card).toMatch(/\*response was due at [^*]*\* \(5 min\); resolution due by/);

  await world.stop();
  await world.advance("11m");
  await world.start();
  await world.advance("5s");
  expect(said(), "the one that came due meanwhile").toEqual([
    `*Escalated to DevOps lead:* still open after 15 min. <@${tomasz}>`,
  ]);
  await world.command("tomasz", ROOM, "ack");
  await world.advance("14m");
  expect(said(), "whatever stops it is not stated: acknowledging does not").toEqual([
    `*Escalated to Engineering director:* still open after 30 min. <@${jonas}>`,
  ]);
  await world.stop();
  await world.start();
  await world.advance("30m");
  expect(said()).toEqual([
    expect.stringMatching(/^\*A target has passed:\* the resolution was due by/),
    `*Escalated to CTO:* still open after 1 h. <@${rafael}>`,
  ]);
  expect(world.channel(ROOM, "rafael").name, "they were invited").toBe(ROOM);

  await world.command("mei", ROOM, "escalate ceo the press is calling");
  expect(world.fresh(ROOM, "mei").join("\n")).toContain("No further rung is left.");
  await world.advance("5s");
  expect(said()).toEqual([
    expect.stringMatching(
      /^\*CEO must hear of this now:\* by <@.*>, “the press is calling”\. Warroom cannot call them/,
    ),
  ]);
  expect(world.messages("warroom", "mei").at(-1)!.text).toContain("nobody is bound to ceo. Call them yourself");
  await world.command("mei", ROOM, "escalate");
  expect(world.fresh(ROOM, "mei").at(-1)).toContain("No rung is left");
  await world.command("mei", ROOM, "timeline");
  const timeline = JSON.stringify(world.messages(ROOM, "mei").at(-1));
  expect(timeline).toContain("Escalated to DevOps lead");
  expect(timeline).toContain("Target passed: the response was due by");
  await world.command("mei", ROOM, "resolve rolled back");
  await world.advance("30m");
  expect(said(), "it is over").toEqual([]);
  world.fresh(ROOM, "mei");
});

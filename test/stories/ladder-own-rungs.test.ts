import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { createWorld } from "../support/world.ts";

const PEOPLE = {
  "on-call": ["amara"],
  "vp-engineering": ["rafael"],
  "l2-engineer": ["tomasz"],
  "team-lead": ["jonas"],
};
/** Its rooms by number, which a story can name. */
const RUNBOOK = testRunbook("novacron", (text) => text.replace(/^(id|room): .*$/gm, ""));
const ABOUT_LADDER = /Escalated|must hear/i;
/** Saturday, 7 November 2026. */
const SATURDAY = Date.UTC(2026, 10, 7, 12);

test("a severity's own rungs beat the ladder's times: at once, and then nobody by time", async () => {
  const world = await createWorld({ runbook: RUNBOOK, people: PEOPLE });
  await world.command("mei", "engineering", "declare SEV-1 Everything is down");
  await world.advance("5s");
  const said = () => world.fresh("inc-1-everything-is-down", "rafael").filter((text) => ABOUT_LADDER.test(text));
  expect(said().sort()).toEqual([
    expect.stringMatching(/^\*Engineering manager must hear of this now:\* at once, as the runbook says\./),
    `*Escalated to CTO and VP Engineering:* at once, as the runbook says. <@${world.user("rafael")}> Named here in Slack alone; the runbook says Phone first: \`/incident contacts\`.`,
  ]);
  expect(world.messages("warroom", "mei").map(({ text }) => text)).toContainEqual(
    expect.stringContaining("nobody is bound to cto. Call them yourself"),
  );
  await world.advance("5h");
  expect(said()).toEqual([]);
  await world.command("mei", "inc-1-everything-is-down", "escalate");
  await world.advance("5s");
  expect(said(), "by hand one climbs the ladder of everybody").toEqual([
    expect.stringContaining(`*Escalated to L2 engineer:* by <@${world.user("mei")}>. <@${world.user("tomasz")}>`),
  ]);
});

test("the next business day begins on Monday morning", async () => {
  const world = await createWorld({ runbook: RUNBOOK, people: PEOPLE, startAt: SATURDAY });
  await world.command("mei", "engineering", "declare SEV-4 A glitch");
  await world.advance("5s");
  const said = () => world.fresh("inc-1-a-glitch", "mei").filter((text) => ABOUT_LADDER.test(text));
  // 08:59 UTC on Monday.
  await world.leap(Date.UTC(2026, 10, 9, 8, 59) - world.now());
  expect(said()).toEqual([]);
  await world.advance("2m");
  expect(said()).toEqual([
    expect.stringContaining("*Escalated to L2 engineer:* still open by the next business day. "),
  ]);
});

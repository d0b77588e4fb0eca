// A drill under four runbooks: marked wherever it is seen, heard of by nobody outside its people, and scored at the end.
import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { createWorld } from "../support/world.ts";

const bare = (text: string) => text.replace(/^recovery:.*\n(?:[ ].*\n)+/m, "").replace(/^(id|announce): .*\n/gm, "");

test.each([
  {
    runbook: "novacron",
    severity: "SEV-1",
    role: "incident-commander",
    room: "incident-inc-1-drill",
    told: /put the first notice for \*Customers\* on the status page.*Nobody is told\./,
  },
  {
    runbook: "sarvanom",
    severity: "P1",
    role: "incident-commander",
    room: "inc-1-drill-checkout-is-down",
    told: /mail \*Stakeholders\*.*Nobody is told\./,
  },
  {
    runbook: "magnus",
    severity: "Critical",
    role: "commander",
    room: "inc-1-drill-checkout-is-down",
    told: /Nobody is told\./,
  },
  {
    runbook: "mgmtvibe",
    severity: "SEV-0",
    role: "commander",
    room: "inc-1-drill-checkout-is-down",
    told: /tell \*Stakeholders\* in #incidents.*Nobody is told\./,
  },
])("$runbook: pages nobody, is marked, and ends with a score", async ({ runbook, severity, role, room, told }) => {
  const loaded = testRunbook(runbook, bare);
  const keys = loaded.runbook.severities.flatMap(({ page, invite }) => [...page, ...invite]);
  const people = Object.fromEntries(keys.map((key) => [key, ["tomasz"]]));
  const world = await createWorld({ runbook: loaded, people });
  await world.command("mei", "engineering", "drill");
  expect(world.messages("engineering", "mei").at(-1)!.text).toContain(`\`${severity}\``);
  await world.command("mei", "engineering", `drill ${severity} Checkout is down`);
  await world.advance("30s");
  expect(world.channels()).toContain(room);
  const card = world.messages(room).find(({ blocks }) => blocks[0]?.type === "header")!;
  expect(JSON.stringify(card.blocks)).toContain("Drill: Checkout is down");
  expect(JSON.stringify(card.blocks)).toContain("*This is a drill.*");
  expect(JSON.stringify(world.messages("incidents").at(-1)!.blocks)).toContain("Drill: Checkout is down");
  expect(world.pages).toEqual([]);
  const wouldBeTold = world.messages(room).filter(({ text }) => text.startsWith("*Drill:* in earnest this would be"));
  expect(wouldBeTold[0]?.text).toMatch(told);
  await world.command("mei", room, "duties");
  expect(JSON.stringify(world.form("mei")!.blocks)).toContain("_Drill: in earnest they would be told_");
  expect(JSON.stringify(world.form("mei")!.blocks)).not.toContain("Draft");
  expect(
    world
      .messages(room)
      .map(({ text }) => text)
      .join(),
  ).not.toContain(world.user("tomasz"));
  await world.command("mei", "engineering", "list");
  expect(JSON.stringify(world.messages("engineering", "mei").at(-1)!.blocks)).toContain("Drill: Checkout is down");
  // Somebody who declares the same in earnest is not sent to the drill.
  await world.command("amara", "engineering", `declare ${severity} Drill: Checkout is down`);
  await world.advance("5s");
  expect(world.messages("engineering", "amara").at(-1)!.text).toContain("INC-2");

  await world.command("mei", room, `role ${role}`);
  await world.command("mei", room, "ack");
  await world.advance("1m");
  world.fresh(room);
  await world.command("mei", room, "resolve We practised it.");
  await world.advance("30s");
  const score = world.fresh(room).find((text) => text.includes("Score of the drill"));
  expect(score).toContain("• Lead taken: after 3");
  expect(score).toMatch(/• (Acknowledged|Responded to): after \d+ s, target .*: \*met\*/);
  if (loaded.runbook.severities[0]!.cadence_ms !== null) expect(score).toContain("none was late");
});

test("a drill that is cancelled says that it has no score, and why", async () => {
  const world = await createWorld({ runbook: testRunbook("mgmtvibe", bare) });
  await world.command("mei", "engineering", "drill SEV-0 Checkout is down");
  await world.advance("10s");
  const room = world.channels().find((name) => name.startsWith("inc-1"))!;
  await world.command("mei", room, "cancel Another time");
  await world.advance("10s");
  const ends = world.messages(room).filter(({ text }) => text.includes("score"));
  expect(ends.map(({ text }) => text)).toEqual([expect.stringContaining("has no score:* it was cancelled")]);
});

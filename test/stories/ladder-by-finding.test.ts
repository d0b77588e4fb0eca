// A ladder that is climbed by what is found and by what people say, and a runbook without any.
import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const ROOM = "inc-1-search-is-down";
const PEOPLE = {
  cto: ["amara"],
  "senior-operations-engineer": ["jonas"],
  "engineering-manager": ["rafael"],
  "operations-engineer": ["tomasz"],
};
const ABOUT_LADDER = /Escalated|must hear/i;

async function declared(runbook: string, severity: string) {
  const world = await createWorld({ runbook, people: PEOPLE });
  await world.command("mei", "engineering", `declare ${severity} Search is down`);
  await world.advance("5s");
  const said = () =>
    world
      .fresh(ROOM)
      .filter((text) => ABOUT_LADDER.test(text))
      .map((text) => text.split("\n")[0])
      .sort();
  return { world, said };
}

async function measure(world: World, field: string, value: string): Promise<void> {
  await world.command("mei", ROOM, "impact");
  await world.fill("mei", { [`measure:${field}`]: value });
  await world.submit("mei", {});
  await world.advance("5s");
}

test("sarvanom: the CTO at once; what is still down after a quarter of an hour calls level 2", async () => {
  const { world, said } = await declared("sarvanom", "P1");
  expect(said()).toEqual([`*Escalated to CTO:* at once, as the runbook says. <@${world.user("amara")}>`]);
  expect(
    world
      .messages(ROOM)
      .find(({ text }) => text.includes("Escalated to CTO"))!
      .text.split("\n")
      .slice(1),
  ).toEqual([
    "• Answers within 1 h",
    "• Takes executive decisions",
    "• Manages the crisis",
    "• Leads external communication",
    "• Sees to the review afterwards",
  ]);
  await measure(world, "down", "yes");
  await world.command("mei", ROOM, "ack");
  await world.advance("14m");
  expect(said()).toEqual([]);
  await world.advance("1m");
  expect(said(), "acknowledging does not stop it").toEqual([
    `*Escalated to Senior operations engineer:* not mitigated after 15 min. <@${world.user("jonas")}>`,
  ]);
});

test("sarvanom: what is up again within a quarter of an hour calls nobody more", async () => {
  const { world, said } = await declared("sarvanom", "P1");
  await measure(world, "down", "yes");
  await world.command("mei", ROOM, "times mitigated now it answers again");
  said();
  await world.advance("2h");
  expect(said()).toEqual([]);
});

test("sarvanom: errors, slowness and a breach call whom the rules name; a reason leads to its level", async () => {
  const { world, said } = await declared("sarvanom", "P4");
  await world.advance("5h");
  expect(said(), "the usual support").toEqual([]);
  await measure(world, "error_percent", "20");
  expect(said(), "a fifth is not more than a fifth").toEqual([]);
  await measure(world, "error_percent", "21");
  const many = "because “What percentage of the requests fails?” is answered with 21 %";
  expect(said()).toEqual([`*Escalated to Senior operations engineer:* ${many}. <@${world.user("jonas")}>`]);
  await measure(world, "breached", "yes");
  expect(said()).toEqual([
    `*Escalated to Engineering manager:* because “Is security breached?” is answered with yes. <@${world.user("rafael")}>`,
  ]);

  await world.command("mei", ROOM, "escalate a security incident: tokens were read");
  await world.advance("5s");
  expect(said()).toEqual([
    `*Escalated to CTO:* by <@${world.user("mei")}>, “a security incident: tokens were read”. <@${world.user("amara")}>`,
  ]);
  expect(world.fresh(ROOM, "mei").join("\n")).toContain("Still there: Operations engineer.");
  await world.command("mei", ROOM, "escalate");
  await world.advance("5s");
  expect(said(), "those who heard of it are left out").toEqual([
    `*Escalated to Operations engineer:* by <@${world.user("mei")}>. <@${world.user("tomasz")}>`,
  ]);
  world.fresh(ROOM, "mei");
});

test("sarvanom: whoever climbs by hand reads for what the runbook has each level climbed", async () => {
  const { world, said } = await declared("sarvanom", "P3");
  await world.command("mei", ROOM, "escalate");
  await world.advance("5s");
  expect(world.fresh(ROOM, "mei").join("\n")).toContain(
    "Still there: Operations engineer, Senior operations engineer (a complex issue), Engineering manager (business impact), CTO (a security incident).",
  );
  said();
});

test("agentic-canon names nobody to climb to: nobody is called by time, and whoever escalates is told so", async () => {
  const { world, said } = await declared("agentic-canon", "SEV1");
  await world.advance("6h");
  expect(said()).toEqual([]);
  await world.command("mei", ROOM, "escalate it gets worse");
  expect(world.fresh(ROOM, "mei").at(-1)).toContain("No rung is left");
});

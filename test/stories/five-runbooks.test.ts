// What a responder meets under each of the five runbooks, where no story of the topic is told under that one.
import { expect, test } from "vitest";
import { testRunbook, without } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

/** Friday, 6 November 2026, 12:00 UTC. */
const FRIDAY = Date.UTC(2026, 10, 6, 12);

/** Its rooms by a name that a story can give, and nothing that holds up the end. */
const plain = (name: string) =>
  testRunbook(name, (text) => without(text, "recovery").replace(/^(id|room|announce): .*\n/gm, ""));

const ROOM = "inc-1-search-fails";

async function declared(runbook: string, severity: string, startAt?: number): Promise<World> {
  const world = await createWorld({ runbook: plain(runbook), people: {}, ...(startAt !== undefined && { startAt }) });
  await world.command("mei", "engineering", `declare ${severity} Search fails`);
  await world.advance("5s");
  return world;
}

const card = (world: World) => JSON.stringify(world.messages(ROOM).find(({ blocks }) => blocks[0]?.type === "header"));
const shown = (world: World, name: string) => JSON.stringify(world.form(name)!.blocks);

/** The inputs of the form that lies open, by a part of them. */
const inputs = (world: World, name: string, part: "label" | "block_id"): string[] =>
  world
    .form(name)!
    .blocks.filter(({ type }) => type === "input")
    .map((block) => (part === "label" ? (block.label as { text: string }).text : String(block.block_id)));

test.each([
  {
    runbook: "agentic-canon",
    severity: "SEV2",
    questions: [
      "How many users are hit?",
      "Which features and services are hit?",
      "What does it cost the business?",
      "Could data be wrong or lost?",
      "Is security involved?",
    ],
    users: 0,
  },
  {
    runbook: "magnus",
    severity: "High",
    questions: [
      "Does the system answer?",
      "What is the error rate?",
      "How many users are hit?",
      "Could a new deployment be the cause?",
    ],
    users: 2,
  },
  {
    runbook: "mgmtvibe",
    severity: "SEV-1",
    questions: [
      "What is the symptom?",
      "When did it start?",
      "How far does it reach?",
      "Which components are hit?",
      "What was deployed or changed lately?",
    ],
    users: 2,
  },
])("$runbook: its first questions stand in a form, and who is hit comes onto the card", async (row) => {
  const world = await declared(row.runbook, row.severity);
  await world.press("mei", ROOM, "Answer");
  expect(inputs(world, "mei", "label")).toEqual(row.questions);
  await world.submit("mei", { [`answer:${row.users}`]: "A third of them" });
  await world.advance("5s");
  expect(card(world)).toContain("Users: A third of them");
});

test.each([
  { runbook: "agentic-canon", severity: "SEV2", word: "deployment", command: "kubectl rollout undo deployment/my-app" },
  { runbook: "magnus", severity: "High", word: "slow", command: "kubectl scale deployment magnus-production" },
  { runbook: "mgmtvibe", severity: "SEV-1", word: "infrastructure", command: "kubectl get nodes" },
  { runbook: "novacron", severity: "SEV-2", word: "lost", command: "kubectl cordon -n production" },
  { runbook: "sarvanom", severity: "P2", word: "slow", command: "kubectl scale deployment gateway --replicas=5" },
])("$runbook: the playbook for “$word” has its commands", async ({ runbook, severity, word, command }) => {
  const world = await declared(runbook, severity);
  await world.command("mei", ROOM, `playbook ${word}`);
  if (!world.form("mei")) await world.press("mei", ROOM, "Open");
  expect(shown(world, "mei")).toContain(command);
});

test.each([
  { runbook: "agentic-canon", severity: "SEV3", role: "commander" },
  { runbook: "sarvanom", severity: "P3", role: "incident-commander" },
])("$runbook: whoever leads is enough, and nobody is asked for another role", async ({ runbook, severity, role }) => {
  const world = await declared(runbook, severity);
  await world.command("mei", ROOM, "ack");
  await world.command("mei", ROOM, `role ${role}`);
  world.fresh(ROOM);
  await world.advance("3h");
  expect(world.fresh(ROOM).filter((text) => /nobody has been|vacant/i.test(text))).toEqual([]);
  await world.command("mei", ROOM, "update We look at the index");
  await world.command("mei", ROOM, "resolve The index is built anew.");
  await world.advance("10s");
  expect(world.fresh(ROOM).join("\n")).toContain("*INC-1 is resolved*");
});

test.each([
  { runbook: "agentic-canon", severity: "SEV2", parts: ["next", "eta"] },
  { runbook: "magnus", severity: "High", parts: ["impact", "eta", "workaround"] },
  { runbook: "sarvanom", severity: "P2", parts: ["next", "eta"] },
])("$runbook: the form of an update asks for what its template has", async ({ runbook, severity, parts }) => {
  const world = await declared(runbook, severity);
  await world.command("mei", ROOM, "update");
  const asked = inputs(world, "mei", "block_id");
  expect(["impact", "next", "eta", "workaround"].filter((part) => asked.includes(part))).toEqual(parts);
});

test.each([
  { runbook: "agentic-canon", severity: "SEV2", asked: ["Root Cause", "What Went Well", "What Could Be Improved"] },
  { runbook: "magnus", severity: "High", asked: ["Root cause analysis"] },
  {
    runbook: "mgmtvibe",
    severity: "SEV-1",
    asked: ["Root Cause", "Contributing Factors", "Prevention Measures", "Lessons Learned"],
  },
  {
    runbook: "novacron",
    severity: "SEV-2",
    asked: ["Root Cause", "Contributing Factors", "What Went Well", "What Could Be Improved", "Lessons Learned"],
  },
  { runbook: "sarvanom", severity: "P2", asked: ["Root Cause", "Lessons Learned"] },
])("$runbook: after the end people are asked for its sections alone", async ({ runbook, severity, asked }) => {
  const world = await declared(runbook, severity);
  await world.command("mei", ROOM, "resolve The index is built anew.");
  await world.advance("30s");
  const blocks = world.messages(ROOM).find(({ text }) => text.includes("is over. What is left"))!.blocks;
  const buttons = blocks.flatMap(({ type, elements }) =>
    type === "actions" ? (elements as { text: { text: string } }[]).map(({ text }) => text.text) : [],
  );
  expect(buttons.filter((words) => words !== "After the end")).toEqual(asked);
});

test.each([
  { runbook: "agentic-canon", severity: "SEV2", by: "2026-11-10 17:00 UTC", agenda: "20 min: Root cause analysis" },
  { runbook: "mgmtvibe", severity: "SEV-1", by: "2026-11-08 12:00 UTC", agenda: null },
])("$runbook: the review meeting has its latest time and its agenda", async ({ runbook, severity, by, agenda }) => {
  const world = await declared(runbook, severity, FRIDAY);
  await world.command("mei", ROOM, "resolve The index is built anew.");
  await world.advance("30s");
  await world.command("mei", ROOM, "meeting");
  expect(shown(world, "mei")).toContain(by);
  if (agenda === null) expect(shown(world, "mei")).not.toContain("Agenda");
  else expect(shown(world, "mei")).toContain(agenda);
});

test.each([
  {
    runbook: "agentic-canon",
    severity: "SEV2",
    field: "measure:down",
    value: "yes",
    proposed: "*SEV1*, because the service is completely down",
  },
  {
    runbook: "novacron",
    severity: "SEV-2",
    field: "measure:users",
    value: "10001",
    proposed: "*SEV-1*, because more than 10 000 users are hit",
  },
  {
    runbook: "sarvanom",
    severity: "P3",
    field: "measure:error_percent",
    value: "10.1",
    proposed: "*P2*, because more than 10 % of the requests fail",
  },
])("$runbook: what is measured proposes another severity with its reason", async (row) => {
  const world = await declared(row.runbook, row.severity);
  await world.command("mei", ROOM, "impact");
  await world.fill("mei", { [row.field]: row.value });
  await world.submit("mei", {});
  expect(shown(world, "mei")).toContain(row.proposed);
});

test.each([
  { runbook: "magnus", severity: "High", shows: [/Database vendor[^•]*1-800-DATABASE/, /Marketing[^•]*marketing@/] },
  { runbook: "mgmtvibe", severity: "SEV-1", shows: [/VP of engineering/, /CEO/] },
  { runbook: "novacron", severity: "SEV-2", shows: [/Legal[^•]*Email, Phone/, /Security team[^•]*PagerDuty, Phone/] },
  {
    runbook: "sarvanom",
    severity: "P2",
    shows: [/Senior operations engineer[^•]*Slack, Phone/, /CTO[^•]*Slack, Phone/],
  },
])("$runbook: its contacts are listed with the ways to reach them", async ({ runbook, severity, shows }) => {
  const world = await declared(runbook, severity);
  await world.command("mei", ROOM, "contacts");
  const { blocks, text } = world.messages(ROOM, "mei").at(-1)!;
  for (const one of shows) expect(`${text} ${JSON.stringify(blocks)}`).toMatch(one);
});

test("agentic-canon: by the next business day is until Monday's end of work, and the card names the day", async () => {
  const world = await declared("agentic-canon", "SEV4", FRIDAY);
  expect(card(world)).toMatch(/response due by <!date\^\d+\^\{date_short_pretty\} \{time\}\|2026-11-09 17:00 UTC>/);
  const breaches = () => world.fresh(ROOM).filter((text) => text.includes("A target has passed"));
  await world.leap(Date.UTC(2026, 10, 9, 16, 59) - world.now());
  expect(breaches()).toEqual([]);
  await world.advance("2m");
  expect(breaches()).toEqual([expect.stringContaining("the response was due by")]);
});

test("mgmtvibe: acknowledging has its own target beside the response's, and each is told when it passes", async () => {
  const world = await declared("mgmtvibe", "SEV-1");
  const breaches = () => world.fresh(ROOM).filter((text) => text.includes("A target has passed"));
  await world.advance("31m");
  expect(breaches()).toEqual([expect.stringContaining("the response was due by")]);
  await world.advance("90m");
  expect(breaches()).toEqual([expect.stringContaining("the acknowledgement was due by")]);
});

test("sarvanom: the first notice is drafted in its words, and asks for what nobody has said yet", async () => {
  const world = await declared("sarvanom", "P1");
  await world.command("mei", ROOM, "role incident-commander");
  await world.command("mei", ROOM, "category security");
  await world.advance("5s");
  expect(card(world)).toContain("*Category:* Security");
  await world.command("mei", ROOM, "duties");
  expect(shown(world, "mei")).toMatch(/Status page\*\\n[\s\S]*Press\*\\n/);
  await world.pressIn("mei", "form", "Draft");
  expect(inputs(world, "mei", "block_id")).toEqual(
    expect.arrayContaining(["value:impact.summary", "value:roles.technical-lead"]),
  );
  await world.submit("mei", { "value:impact.summary": "Nothing is found", "value:roles.technical-lead": "Tomasz" });
  const text = shown(world, "mei");
  expect(text).toContain("[P1] Search fails");
  expect(text).toMatch(/Incident ID: INC-1\\nSeverity: P1\\nStatus: Investigating/);
  expect(text).toMatch(/Next update: [^\\]+15/);
  expect(text).toContain("Technical lead: Tomasz");
});

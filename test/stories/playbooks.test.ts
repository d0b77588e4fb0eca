import { expect, test } from "vitest";
import { createWorld, type World } from "../support/world.ts";

const shown = (world: World, name: string) => JSON.stringify(world.form(name)!.blocks);
const listed = (world: World, room: string, name: string) => JSON.stringify(world.messages(room, name).at(-1)!.blocks);

test("a step that needs the commander's word is asked for in the room, approved there, and done", async () => {
  const world = await createWorld({ runbook: "novacron" });
  const room = "incident-20261102090000";
  await world.command("mei", "engineering", "declare SEV-1 Memory leaks in the scheduler");
  await world.advance("5s");
  await world.command("amara", room, "role incident-commander");
  await world.advance("5s");
  world.fresh(room, "mei");
  await world.command("mei", room, "playbook");
  const list = listed(world, room, "mei");
  expect(list.indexOf("Memory leaks: 0 of 3 steps done")).toBeLessThan(list.indexOf("The CPU is busy"));
  expect(list).toContain("may fit what is known of it");
  await world.command("mei", room, "playbook memory");
  await world.pressIn("mei", "form", "Ask for approval");
  expect(shown(world, "mei")).toContain("Waits for the word of Incident commander");
  await world.advance("5s");
  const [asks] = world.fresh(room, "mei").filter((text) => text.includes("asks for the word"));
  expect(asks).toMatch(
    /^<@.*>: <@.*> asks for the word of Incident commander on “Roll the deployment back” \(Memory leaks\)\.$/,
  );

  await world.press("tomasz", room, "Approve");
  expect(world.messages(room, "tomasz").at(-1)!.text).toContain(
    `only Incident commander may say so, and that is <@${world.user("amara")}>`,
  );
  await world.press("amara", room, "Approve");
  await world.advance("5s");
  expect(world.fresh(room, "mei")).toContain(
    `<@${world.user("mei")}>: <@${world.user("amara")}> approves “Roll the deployment back”.`,
  );
  const question = world.messages(room).find(({ text }) => text === asks)!;
  expect(JSON.stringify(question.blocks)).toContain("*Approved*");
  expect(
    question.blocks.some(({ type }) => type === "actions"),
    "its buttons are gone",
  ).toBe(false);

  await world.command("mei", room, "playbook memory");
  expect(shown(world, "mei")).toContain("*Approved*");
  await world.pressIn("mei", "form", "Done");
  await world.command("mei", room, "timeline");
  expect(listed(world, room, "mei")).toContain("Done: Roll the deployment back (Memory leaks)");
  await world.command("amara", room, "resolve Rolled back");
  await world.submit("amara", { text: "Rolled back", reason: "It holds" });
  await world.advance("15s");
  const [file] = world.messages(room).flatMap(({ files }) => files);
  const draft = await (await fetch(new URL(file!.url, world.url))).text();
  expect(draft).toContain("**Approved as Incident commander**: Roll the deployment back");
  world.fresh(room, "mei");
});

test("the commander's own word counts for their own step; a refusal says so, and may be asked again", async () => {
  const world = await createWorld({ runbook: "novacron" });
  const room = "incident-20261102090000";
  await world.command("mei", "engineering", "declare SEV-1 Checkout is down");
  await world.advance("5s");
  await world.command("mei", room, "playbook database is slow");
  await world.pressIn("mei", "form", "Ask for approval");
  await world.advance("5s");
  const asks = () => world.messages(room).filter(({ text }) => text.includes("asks for the word"));
  expect(asks()[0]!.text).toContain("Nobody is Incident commander: `/incident role incident-commander` takes it.");
  await world.command("amara", room, "role incident-commander");
  await world.press("amara", room, "Refuse");
  await world.advance("5s");
  expect(
    world.messages(room).some(({ text }) => text.endsWith("refuses “Build the indexes anew”. It is not to be done.")),
  ).toBe(true);
  await world.command("mei", room, "playbook database is slow");
  expect(shown(world, "mei")).toContain("*Refused*");
  await world.pressIn("mei", "form", "Ask again");
  await world.command("amara", room, "playbook database is slow");
  await world.pressIn("amara", "form", "Approve");
  await world.pressIn("amara", "form", "Approve");
  expect(shown(world, "amara").match(/\*Approved\*/g)).toHaveLength(2);
  await world.advance("5s");
  expect(asks(), "for what the commander does themselves nobody is asked").toHaveLength(2);
});

test("an automatic step says once that no machine is connected, and is done by hand", async () => {
  const world = await createWorld({ runbook: "novacron" });
  const room = "incident-20261102090000";
  await world.command("mei", "engineering", "declare SEV-1 Checkout is down");
  await world.advance("5s");
  world.fresh(room, "mei");
  await world.command("mei", room, "playbook cpu");
  await world.pressIn("mei", "form", "Run");
  await world.advance("5s");
  expect(world.fresh(room, "mei").filter((text) => text.includes("Scale out"))).toEqual([
    expect.stringMatching(/^<@.*>: No machine is connected that could do “Scale out”, and it was not done\./),
  ]);
  await world.command("tomasz", room, "playbook cpu");
  expect(shown(world, "tomasz")).toContain("do it by hand");
  await world.pressIn("tomasz", "form", "Done");
  expect(shown(world, "tomasz")).toContain(`*Done* <!date`);
});

test("a machine does it where one is connected, and what it could not do is told", async () => {
  const calls: object[] = [];
  const machine = {
    run: async (call: { step: string }) => {
      calls.push(call);
      if (call.step === "Clear the cache") throw new Error("the cache does not answer");
    },
  };
  const world = await createWorld({ runbook: "novacron", machine });
  const room = "incident-20261102090000";
  await world.command("mei", "engineering", "declare SEV-1 Checkout is down");
  await world.advance("5s");
  await world.command("mei", room, "playbook cpu");
  await world.pressIn("mei", "form", "Run");
  await world.pressIn("mei", "form", "Run");
  await world.advance("5s");
  expect(calls).toMatchObject([
    { incident: "20261102090000", step: "Scale out" },
    { incident: "20261102090000", step: "Clear the cache" },
  ]);
  await world.command("mei", room, "playbook cpu");
  expect(shown(world, "mei")).toMatch(/\*Done\* .* by a machine/);
  expect(shown(world, "mei")).toContain("*The machine failed:* the cache does not answer");
  const said = world.messages(room).map(({ text }) => text);
  expect(said).toContainEqual(expect.stringContaining("Look how it stands, do it by hand"));
});

test("under magnus a playbook is found by a word of its symptom, its commands stand there to copy", async () => {
  const world = await createWorld({ runbook: "magnus" });
  await world.command("mei", "engineering", "declare High A bad deployment");
  await world.advance("5s");
  const room = world.channels("mei").find((name) => name.includes("deployment"))!;
  await world.command("mei", room, "playbook deploiment");
  expect(listed(world, room, "mei")).toContain("There is no playbook “deploiment”. These there are:");
  expect(listed(world, room, "mei").indexOf("A deployment went wrong")).toBeLessThan(
    listed(world, room, "mei").indexOf("Nobody knows the cause yet"),
  );
  await world.press("mei", room, "Open");
  expect(shown(world, "mei")).toContain("```\\nkubectl rollout history deployment/magnus-production\\n```");
  await world.pressIn("mei", "form", "Done");
  expect(shown(world, "mei")).toContain("*Done*");
});

// A runbook that is edited while an incident runs: the incident keeps its text until somebody applies the new one.
import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

const privately = (world: World, where: string, name: string) =>
  world
    .messages(where, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)!;

test.each([
  { runbook: "mgmtvibe", severity: "SEV-0", role: "commander" },
  { runbook: "novacron", severity: "SEV-1", role: "incident-commander" },
])(
  "$runbook: shown in words, refused while it lacks what is used, applied by a button, planned anew",
  async ({ runbook, severity, role }) => {
    const bare = (text: string) =>
      text.replace(/^recovery:.*\n(?:[ ].*\n)+/m, "").replace(/^(id|room|announce): .*\n/gm, "");
    const first = testRunbook(runbook, bare);
    const world = await createWorld({ runbook: first });
    const load = (edit: (text: string) => string) =>
      world.bot.runbooks.renew(
        testRunbook(runbook, (text) => edit(bare(text))),
        {},
      );
    await world.command("mei", "engineering", `declare ${severity} Checkout is down`);
    await world.advance("10s");
    const room = world.channels().find((name) => name.startsWith("inc-1"))!;
    await world.command("mei", room, `role ${role}`);
    await world.command("mei", room, "runbook");
    expect(privately(world, room, "mei").text).toContain("That is the text in force.");

    await load((text) => text.replaceAll(severity, "Worst"));
    await world.command("mei", room, "runbook");
    await world.press("mei", room, "Apply it");
    expect(privately(world, room, "mei").text).toContain(`lacks what this incident uses: the severity ${severity}`);

    await load((text) => `${text}\nhand_over_after: 2m\n`);
    await world.press("mei", room, "Apply it");
    expect(privately(world, room, "mei").text).toContain("changed once more meanwhile");
    await world.command("mei", room, "runbook");
    expect(JSON.stringify(privately(world, room, "mei").blocks)).toMatch(/hand|led|lead/i);
    await world.advance("3m");
    world.fresh(room);
    await world.press("mei", room, "Apply it");
    await world.advance("5s");
    const said = world.fresh(room).join("\n");
    expect(said).toContain(`<@${world.user("mei")}> applied the runbook as it is now`);
    await world.advance("10s");
    const direct = world.practice.core
      .view(world.user("mei"))!
      .channels.filter(({ directWith }) => directWith)
      .flatMap(({ messages }) => messages.map(({ text }) => text));
    // The time to hand over is past by the new text: said once, also across a restart.
    expect(direct.filter((text) => /hand/i.test(text))).toHaveLength(1);
    await world.command("mei", room, "runbook");
    expect(privately(world, room, "mei").text).toContain("That is the text in force.");
    await world.command("mei", room, "timeline");
    expect(JSON.stringify(world.messages(room, "mei").at(-1)!.blocks)).toContain("Runbook applied as it was then");
    world.fresh(room);
    await world.stop();
    await world.start();
    await world.advance("20s");
    expect(world.fresh(room).filter((text) => text.includes("applied the runbook"))).toEqual([]);
  },
);

test("a checklist that only the applied text has is offered then, and one that was offered is not again", async () => {
  const bare = (text: string) =>
    text.replace(/^checklists:\n(?:[ ].*\n)+/m, "").replace(/^(id|room|announce): .*\n/gm, "");
  const lists = (more: string) => `checklists:
  - { title: Data loss, only: { category: data-loss }, items: [Stop writing] }
${more}`;
  const load = (more: string) => testRunbook("novacron", (text) => `${bare(text)}\n${lists(more)}`);
  const world = await createWorld({ runbook: load("") });
  await world.command("mei", "engineering", "declare SEV-1 Orders vanish");
  await world.advance("10s");
  const room = world.channels().find((name) => name.startsWith("inc-1"))!;
  await world.command("mei", room, "category data-loss");
  await world.advance("10s");
  const offered = () =>
    world.fresh(room).filter((text) => /Data loss|Second look/.test(text) && /checklist/i.test(text));
  expect(offered()).toHaveLength(1);
  await world.bot.runbooks.renew(
    load("  - { title: Second look, only: { category: data-loss }, items: [Look at the backups] }\n"),
    {},
  );
  await world.command("mei", room, "runbook");
  await world.press("mei", room, "Apply it");
  await world.advance("10s");
  expect(offered()).toEqual([expect.stringContaining("Second look")]);
});

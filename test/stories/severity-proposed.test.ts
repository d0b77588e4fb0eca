import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

const shown = (world: World, name: string) => JSON.stringify(world.form(name)?.blocks ?? null);

/** The questions of the open form, and in which field a severity is chosen. */
const asked = (world: World, name: string) =>
  world.form(name)!.blocks.flatMap(({ type, block_id }) => (type === "input" ? [String(block_id)] : []));

const privately = (world: World, name: string, where: string) =>
  world
    .messages(where, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";

/** With names and a channel that this workspace has, and a category that is private. */
const novacron = () =>
  testRunbook("novacron", (text) =>
    text
      .replace(/^id: .*$/m, 'id: "INC-{number}"')
      .replace(/^room: .*$/m, 'room: "inc-{number}"')
      .replace("title: Somebody broke in", "title: Somebody broke in, private: true")
      .replace(/^announce: .*$/m, "announce: incidents"),
  );

test("a decision tree: each answer opens the next question, and the severity it leads to is chosen with its reason", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare Checkout is slow");
  expect(asked(world, "mei")).toEqual(expect.arrayContaining(["title", "measure:down", "severity", "private"]));
  expect(asked(world, "mei")).not.toContain("measure:several_users");
  await world.fill("mei", { title: "Checkout is very slow", "measure:down": "no" });
  expect(asked(world, "mei")).toContain("measure:several_users");
  await world.fill("mei", { "measure:several_users": "yes" });
  await world.fill("mei", { "measure:critical": "yes" });
  expect(shown(world, "mei")).toContain("*The runbook proposes SEV2*, because several users lack a critical feature.");
  expect(asked(world, "mei")).toContain("severity:SEV2");

  // What another answer closed counts for nothing, and comes back as it was when that is taken back.
  await world.fill("mei", { "measure:down": "yes" });
  expect(asked(world, "mei")).not.toContain("measure:critical");
  expect(shown(world, "mei")).toContain("*The runbook proposes SEV1*, because the service is completely down.");
  await world.fill("mei", { "measure:down": "no" });
  expect(shown(world, "mei")).toContain("*The runbook proposes SEV2*");
  expect(shown(world, "mei")).toContain("Checkout is very slow");

  await world.submit("mei", {});
  await world.advance("5s");
  const [incident] = world.fresh("incidents");
  expect(incident).toContain("SEV2");
  expect(incident).toContain("Checkout is very slow");
});

test("a person decides: what they chose stays, and what they saw is not said to them again", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare Checkout is slow");
  await world.fill("mei", { severity: "SEV3", "measure:down": "yes" });
  expect(shown(world, "mei")).toContain("*The runbook proposes SEV1*");
  expect(asked(world, "mei")).toContain("severity");
  await world.submit("mei", {});
  expect(shown(world, "mei")).toContain("You declared *INC-1* (SEV3)");
  expect(shown(world, "mei")).not.toContain("would call");
  await world.advance("5s");
  expect(world.fresh("incidents")[0]).toContain("SEV3");

  // An answer that nobody was told the meaning of is told of afterwards.
  await world.advance("10m");
  await world.command("tomasz", "engineering", "declare Search is slow");
  await world.submit("tomasz", { severity: "SEV4", "measure:down": "yes" });
  expect(shown(world, "tomasz")).toContain("*SEV1*, because the service is completely down. It is SEV4.");
  await world.pressIn("tomasz", "form", "Change to SEV1");
  await world.advance("5s");
  expect(world.fresh("inc-2-search-is-slow").join("\n")).toMatch(
    /INC-2 is now \*SEV1\* \(was SEV4\).*\n> the service is completely down\nFrom now: response /,
  );
  world.fresh("incidents");
});

test("a number on a threshold is undecided and asked; a category that is private makes the incident so", async () => {
  const world = await createWorld({ runbook: novacron() });
  await world.command("mei", "engineering", "declare Logins fail");
  expect(asked(world, "mei")).toContain("categories");
  await world.fill("mei", { "measure:users": "1200" });
  expect(shown(world, "mei")).toContain("*The runbook proposes SEV-2*, because more than 1 000 users are hit.");
  await world.fill("mei", { "measure:users": "1000" });
  expect(shown(world, "mei")).toContain("it may as well be SEV-2 (more than 1 000 users are hit). You decide.");
  expect(asked(world, "mei")).toContain("severity");
  await world.submit("mei", {});
  expect(world.form("mei")!.errors.severity).toContain("required");

  await world.fill("mei", { categories: "security-breach" });
  expect(shown(world, "mei")).toContain("this runbook declares such incidents privately");
  expect(shown(world, "mei")).toContain("*The runbook proposes SEV-1*, because data is lost or security is breached.");
  await world.submit("mei", {});
  await world.advance("5s");
  expect(world.fresh("incidents")).toEqual([]);
  const card = JSON.stringify(world.messages("inc-1", "mei").find(({ blocks }) => blocks[0]?.type === "header"));
  expect(card).toContain("*Category:* Security breach");
  expect(card).toContain("*Private*");
  world.fresh("inc-1", "mei");
});

test("a form sent for a category that the runbook has no more shows back what was typed", async () => {
  const world = await createWorld({ runbook: novacron() });
  await world.command("mei", "engineering", "declare Logins fail");
  await world.fill("mei", { categories: "security-breach" });
  const { runbook, ...stamped } = novacron();
  const categories = runbook.categories.filter(({ key }) => key !== "security-breach");
  await world.bot.runbooks.renew({ ...stamped, runbook: { ...runbook, categories }, hash: "renewed" }, {});
  await world.submit("mei", {});
  expect(shown(world, "mei")).toContain("There is no category “security-breach” in this runbook.");
  expect(shown(world, "mei")).toContain("Logins fail");
});

test("one line stays one step, and a category that is found later leads to a proposal that its finder alone sees", async () => {
  const world = await createWorld({ runbook: novacron() });
  await world.command("mei", "engineering", "declare SEV-2 Logins fail");
  expect(world.form("mei")).toBeUndefined();
  await world.advance("5s");
  const where = "inc-1";
  world.fresh(where);
  await world.command("tomasz", where, "category");
  expect(privately(world, "tomasz", where)).toContain("• Data loss `data-loss`: Data is lost");
  await world.command("tomasz", where, "category data-los");
  expect(privately(world, "tomasz", where)).toContain("Did you mean `data-loss`?");
  await world.command("tomasz", where, "category data loss");
  expect(privately(world, "tomasz", where)).toMatch(
    /would call .* \*SEV-1\*, because data is lost or security is breached\. It is SEV-2\./,
  );
  await world.advance("5s");
  const news = world.fresh(where).join("\n");
  expect(news).toContain("has a checklist for this: *Data loss*");
  expect(news).toContain(`is now of the category *Data loss*, set by <@${world.user("tomasz")}>.`);

  await world.command("amara", where, "category security-breach");
  expect(privately(world, "amara", where)).toContain("is not private");
  await world.command("amara", where, "category not security breach");
  await world.press("tomasz", where, "Change to SEV-1");
  await world.advance("5s");
  const said = world.fresh(where).join("\n");
  expect(said).toContain("is no longer of the category *Security breach*");
  expect(said).toMatch(/From now: response 5 min, by \S+ [^(]+\(was 15 min, by [^)]+\)\./);
  expect(said).toContain("> data is lost or security is breached");
  const timeline = async () => {
    await world.command("mei", where, "timeline all");
    return JSON.stringify(world.messages(where, "mei").at(-1)!.blocks);
  };
  expect(await timeline()).toContain("No longer of the category Security breach");

  await world.command("tomasz", where, "ack");
  await world.command("tomasz", where, "severity SEV-2 less than that");
  await world.advance("5s");
  const done = world.fresh(where).join("\n");
  expect(done).toContain(`<@${world.user("tomasz")}> acknowledged`);
  expect(done).toContain("is now *SEV-2* (was SEV-1)");
  expect(done, "the response was given").not.toContain("response");
});

test("the form of the impact asks what is measured: exactly half is left open, more than half is proposed", async () => {
  const world = await createWorld({ runbook: "magnus" });
  await world.command("mei", "engineering", "declare Medium Payments hang");
  await world.advance("5s");
  const where = world.channels("mei").find((one) => one.includes("payments"))!;
  world.fresh(where);
  await world.command("mei", where, "impact");
  await world.fill("mei", { "impact:summary": "Cards are refused", "measure:users_percent": "50" });
  expect(shown(world, "mei")).toContain("Cards are refused");
  await world.submit("mei", {});
  expect(world.form("mei")).toBeUndefined();
  await world.command("tomasz", where, "impact");
  await world.submit("tomasz", { "measure:users_percent": "51" });
  expect(shown(world, "tomasz")).toContain("*High*, because more than");
  await world.pressIn("tomasz", "form", "Change to High");
  await world.advance("5s");
  const said = world.fresh(where).join("\n");
  expect(said).toContain("*In a sentence:* Cards are refused");
  expect(said).toMatch(/What percentage .*\* 50 %/);
  expect(said).toMatch(/What percentage .*\* 51 %/);
  expect(said).toContain("is now *High* (was Medium)");
  for (const channel of world.channels().filter((one) => one !== where)) world.fresh(channel);
});

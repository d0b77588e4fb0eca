// Whatever is typed or pressed: a clear sentence to the person who did it, and nothing lost or half done.
import { describe, expect, test } from "vitest";
import { en } from "../../src/blocks/words/en.ts";
import { createWorld, type World } from "../support/world.ts";

const privately = (world: World, name: string, channel: string) =>
  world
    .messages(channel, name)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1)?.text ?? "";

test("an unknown subcommand is answered with the nearest one and the list", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "reslove it");
  expect(privately(world, "mei", "engineering")).toBe(
    "There is no `/incident reslove`. Did you mean `/incident resolve`? Nothing was changed.",
  );
});

test("a severity of another runbook opens the form with what was typed, and says what there is", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare P1 Checkout is down");
  const form = world.form("mei")!;
  expect(JSON.stringify(form.blocks)).toContain("There is no severity “P1” in this runbook.");
  expect(JSON.stringify(form.blocks)).toContain('"initial_value":"Checkout is down"');
  await world.submit("mei", { severity: "SEV1" });
  expect(world.channels("mei")).toContain("inc-1-checkout-is-down");
});

test("without a severity or a title the form asks for what is missing", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare Checkout is down");
  expect(JSON.stringify(world.form("mei")!.blocks)).toContain('"initial_value":"Checkout is down"');
  await world.command("amara", "engineering", "declare SEV2");
  expect(JSON.stringify(world.form("amara")!.blocks)).toContain('"value":"SEV2"');
  await world.submit("amara", { title: "   " });
  expect(world.form("amara")!.errors).toHaveProperty("title");
  expect(world.channels("amara").filter((name) => name.startsWith("inc-"))).toEqual([]);
});

describe("titles", () => {
  test.each([
    ["emoji alone", "🔥🔥🔥", /^inc-1$/],
    ["right to left", "\u202eשלום עולם", /^inc-1/],
    ["a broadcast", "<!channel> all is lost", /^inc-1-channel-all-is-lost$/],
    ["backticks", "`rm -rf` *gone*", /^inc-1-rm-rf-gone$/],
    ["many spaces and tabs", "Checkout\t\tis      down", /^inc-1-checkout-is-down$/],
    ["200 characters", "a".repeat(200), /^inc-1-a{74}$/],
  ])("of %s are kept, and never become markup", async (_what, title, room) => {
    const world = await createWorld();
    await world.command("mei", "engineering", `declare SEV3 ${title}`);
    const name = world.channels("mei").find((one) => one.startsWith("inc-"))!;
    expect(name).toMatch(room);
    const posted = JSON.stringify(world.messages("incidents"));
    expect(posted).not.toContain("<!channel");
    expect(posted).not.toContain("\u202e");
  });

  test("of 10 kB are refused with their length, and nothing is declared", async () => {
    const world = await createWorld();
    await world.command("mei", "engineering", `declare SEV3 ${"long ".repeat(2_000)}`);
    expect(privately(world, "mei", "engineering"), "what was typed is shown back").toMatch(
      /^The title has 9999 characters; at most 200 fit\. Shorten it and put the rest into the room\.\n> long long /,
    );
    expect(world.channels("mei").filter((one) => one.startsWith("inc-"))).toEqual([]);
  });
});

test("a command about an incident, outside a room, says where to go; an id in front of it works", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "ack");
  expect(privately(world, "mei", "engineering")).toContain("this channel is not an incident's room");
  await world.command("mei", "engineering", "ack INC-9");
  expect(privately(world, "mei", "engineering")).toContain("There is no incident “INC-9”");
  await world.command("mei", "engineering", "declare SEV3 Search is slow");
  await world.command("mei", "engineering", "ack inc-1");
  expect(privately(world, "mei", "engineering")).toBe("You acknowledged INC-1.");
  await world.command("mei", "engineering", "ack inc-1");
  expect(privately(world, "mei", "engineering")).toContain(`<@${world.user("mei")}> acknowledged it at`);
});

test("a command that takes no words says so where there are some, shows them, and does nothing", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV3 Search is slow");
  await world.command("mei", "engineering", "ack INC-1 and the index *too*");
  expect(privately(world, "mei", "engineering")).toMatch(
    /^Nothing was done: `\/incident ack INC-1` takes no words, .*`\/incident note INC-1`.*\n> and the index \S*too/,
  );
  await world.command("mei", "engineering", "ack INC-1");
  expect(privately(world, "mei", "engineering"), "it was not acknowledged before").toBe("You acknowledged INC-1.");
  const bare = (Object.keys(en.subcommands) as (keyof typeof en.subcommands)[]).filter(
    (name) => en.subcommands[name].usage === "" && name !== "help",
  );
  expect(bare).toContain("list");
  for (const name of bare) {
    await world.command("mei", "inc-1-search-is-slow", `${name} foo`);
    expect(privately(world, "mei", "inc-1-search-is-slow")).toMatch(
      new RegExp(`^Nothing was done: .*/incident ${name}\` alone.*\\n> foo$`, "s"),
    );
  }
});

test("a stale button of a closed incident says by whom and when it was closed", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Search is slow");
  const room = "inc-1-search-is-slow";
  await world.press("amara", room, "Take Commander");
  await world.advance("13m");
  await world.command("amara", room, "resolve Rebuilt the index");
  await world.advance("5s");
  await world.press("tomasz", room, "Post update");
  expect(privately(world, "tomasz", room)).toMatch(/INC-1 was resolved by <@\w+> .*reopen/);
});

test("two people who declare the same trouble see each other", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare SEV1 Checkout is down");
  await world.command("amara", "engineering", "declare SEV1 Payments fail");
  expect(privately(world, "amara", "engineering")).toContain("declared *INC-1* (Checkout is down)");
  expect(world.channels("amara").filter((one) => one.startsWith("inc-"))).toEqual(["inc-1-checkout-is-down"]);
  await world.press("amara", "engineering", "Declare anyway");
  expect(world.channels("amara")).toContain("inc-2-payments-fail");
});

test("guests and people from another organisation are told whom to ask", async () => {
  const world = await createWorld();
  await world.command("leila", "engineering", "declare SEV1 Checkout is down");
  expect(privately(world, "leila", "engineering")).toContain("Guests cannot do this");
  await world.command("sam", "northwind", "list");
  await world.command("sam", "northwind", "declare SEV1 Checkout is down");
  expect(privately(world, "sam", "northwind")).toContain("People from another organisation cannot do this");
});

test("a form that comes too late for Slack's trigger is offered again with what was typed", async () => {
  const world = await createWorld();
  let failed = 0;
  world.practice.core.setFaults({
    beforeCall: (method) =>
      method === "views.open" && failed++ < 2 ? { kind: "error", error: "expired_trigger_id" } : undefined,
  });
  await world.command("mei", "engineering", "declare Checkout is down");
  expect(privately(world, "mei", "engineering")).toContain("What you typed is kept");
  await world.press("mei", "engineering", "Open the form");
  await world.press("mei", "engineering", "Open the form");
  expect(JSON.stringify(world.form("mei")?.blocks)).toContain('"initial_value":"Checkout is down"');
});

test("the same interaction delivered twice is one incident", async () => {
  const world = await createWorld();
  await world.command("mei", "engineering", "declare Checkout is down");
  const form = world.form("mei")!;
  const values = {
    title: { title: { type: "plain_text_input", value: "Checkout is down" } },
    severity: { severity: { type: "static_select", selected_option: { value: "SEV2" } } },
  };
  const submit = () => world.practice.core.act({ as: world.user("mei"), act: "submit", view: form.id, values });
  submit();
  submit();
  await world.settle();
  await world.advance("3m");
  expect(world.channels("mei").filter((one) => one.startsWith("inc-"))).toEqual(["inc-1-checkout-is-down"]);
});

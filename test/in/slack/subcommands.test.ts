// Commands as they are typed: which incident they are about, and what becomes of the words.
import { describe, expect, test } from "vitest";
import { en } from "../../../src/blocks/words/en.ts";
import { SHORTCUT } from "../../../src/blocks/actions.ts";
import { WARROOM } from "../../../src/domain/actor.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import { TEXT_CHARS_MAX } from "../../../src/domain/limits.ts";
import type { ShortcutMessage } from "../../../src/in/slack/request.ts";
import { handle } from "../../../src/in/slack/routes.ts";
import { createActivity } from "../../../src/lib/activity.ts";
import { readEvents } from "../../../src/store/read/events.ts";
import { savePeople } from "../../../src/store/people.ts";
import { createOrders, START, TEAM } from "../../support/orders.ts";
import { noSlack } from "../../support/no-slack.ts";
import { quiet } from "../../support/quiet.ts";

async function startIn({ idPattern }: { idPattern?: string } = {}) {
  const orders = await createOrders("sqlite");
  const { current } = orders.runbooks;
  const runbook = { ...current.runbook, ...(idPattern === undefined ? {} : { idPattern }) };
  const deps = {
    ...orders,
    runbooks: { ...orders.runbooks, current: { ...current, runbook } },
    log: quiet,
    words: en,
    activity: createActivity(),
    call: noSlack,
    standingOf: async () => "member" as const,
    connected: [],
    hasChecker: false,
  };
  let count = 0;
  const person = (channel: string) => {
    count += 1;
    return { team: TEAM, user: "UANA", channel, triggerId: "t", key: `act-${count}` };
  };
  return {
    ...orders,
    async opened(title: string, channel: string): Promise<Incident> {
      const incident = await orders.declare({ title, anyway: true });
      const command = { type: "RecordRoomOpened", channel, name: title } as const;
      await orders.dispatch({ team: TEAM, actor: WARROOM, cause: "test", incident: incident.id, command });
      return incident;
    },
    async types(channel: string, text: string): Promise<string> {
      return JSON.stringify(await handle({ ...person(channel), kind: "command", text }, deps));
    },
    addToTimeline: (channel: string, message: ShortcutMessage) =>
      handle({ ...person(channel), kind: "shortcut", shortcut: SHORTCUT.addToTimeline, message }, deps),
    last: async ({ id }: Incident) => (await readEvents(orders.store, id)).at(-1)!,
  };
}

describe("an id in front of the words", () => {
  test("names its incident in any room, also when the runbook gives ids of another pattern by now", async () => {
    const bot = await startIn({ idPattern: "OPS-{number}" });
    const one = await bot.opened("Search", "C1");
    const two = await bot.opened("Checkout", "C2");
    await bot.types("C2", "update inc-1 The index is being rebuilt");
    expect(await bot.last(one)).toMatchObject({ type: "UpdatePosted", text: "The index is being rebuilt" });
    expect(await bot.last(two)).toMatchObject({ type: "RoomOpened" });
  });

  test("that was never given is said to be none, and its words are posted nowhere", async () => {
    const bot = await startIn({ idPattern: "OPS-{number}" });
    const one = await bot.opened("Search", "C1");
    for (const id of ["INC-77", "OPS-77"]) {
      expect(await bot.types("C1", `update ${id} Hello`)).toContain(`There is no incident “${id}”`);
    }
    expect(await bot.last(one)).toMatchObject({ type: "RoomOpened" });
  });

  test("is told from a word that only looks like one", async () => {
    const bot = await startIn();
    const one = await bot.opened("Search", "C1");
    await bot.types("C1", "update HTTP-500 from every region");
    expect(await bot.last(one)).toMatchObject({ text: "HTTP-500 from every region" });
  });
});

test("words are taken as they were typed, in every subcommand", async () => {
  const bot = await startIn();
  await bot.opened("Search", "C1");
  expect(await bot.types("C1", "status Fixing &amp; watching")).toContain("There is no status “Fixing &amp; watching”");
  expect(await bot.types("C1", "role R&amp;D")).toContain("There is no role “R&amp;D”");
  await bot.types("C1", "role commander &lt;@UBEN&gt;");
  const one = await bot.opened("Checkout", "C2");
  await bot.types("C2", "role commander <@UBEN|ben>");
  expect(await bot.last(one)).toMatchObject({ type: "RoleAssigned", role: "commander", user: "UBEN" });
});

describe("a message put on the timeline", () => {
  const message: ShortcutMessage = {
    ts: `${START / 1_000 - 60}.000100`,
    threadTs: null,
    text: "The disk of db1 &amp; <@UBEN> is full",
    author: "UCLEO",
    isOwn: false,
  };

  test("is its author's, says what was typed, and stands at the time it was written", async () => {
    const bot = await startIn();
    const one = await bot.opened("Search", "C1");
    const ben = {
      team: TEAM,
      slack_user: "UBEN",
      name: "Ben",
      zone: "UTC",
      standing: "member" as const,
      seen_at: START,
    };
    await bot.store.commit({ writes: savePeople(bot.store, [ben]) });
    await bot.addToTimeline("C1", message);
    expect(await bot.last(one)).toMatchObject({
      type: "MomentMarked",
      author: "UCLEO",
      text: "The disk of db1 & @Ben is full",
      happenedAt: START - 60_000,
      mark: "shortcut",
    });
  });

  test("by a clock that is ahead of ours is about now", async () => {
    const bot = await startIn();
    const one = await bot.opened("Search", "C1");
    await bot.addToTimeline("C1", { ...message, ts: `${START / 1_000 + 2}.0` });
    expect(await bot.last(one)).toMatchObject({ type: "MomentMarked", happenedAt: START });
  });

  test("that is longer than an entry holds is cut", async () => {
    const bot = await startIn();
    const one = await bot.opened("Search", "C1");
    await bot.addToTimeline("C1", { ...message, text: "long ".repeat(2_000) });
    const marked = await bot.last(one);
    expect(marked).toMatchObject({ type: "MomentMarked", text: expect.stringMatching(/^long .*…$/) });
    expect(marked.type === "MomentMarked" && marked.text.length).toBeLessThanOrEqual(TEXT_CHARS_MAX);
  });

  test("that Warroom wrote itself is not", async () => {
    const bot = await startIn();
    const one = await bot.opened("Search", "C1");
    await bot.addToTimeline("C1", { ...message, isOwn: true });
    expect((await bot.last(one)).type).not.toBe("MomentMarked");
  });
});

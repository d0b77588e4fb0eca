// The scripted outage on the practice core alone, with an app that only opens a room: what colleagues do by themselves.
import { expect, test } from "vitest";
import { acked } from "../../src/practice/deliveries.ts";
import type { OutagePart } from "../../src/practice/page-api.ts";
import type { Json } from "../../src/practice/state.ts";
import { listen, setUp } from "./support.ts";

const MINUTE_MS = 60_000;

function play(part: OutagePart = "commander", as = "amara.okafor") {
  const all = setUp({ limits: false });
  const { core, body, userId, clock } = all;
  const me = userId(as);
  const app = { pressed: (_press: Json) => {} };
  const { got } = listen(core, ({ payload }) => {
    if (payload.type === "block_actions") app.pressed(payload);
    return acked();
  });
  core.act({ as: me, act: "start-outage", part });
  const minutes = (count: number) => clock.advance(count * MINUTE_MS, () => core.activity.idle());
  const channel = (name: string) => core.view(me)!.channels.find((one) => one.name === name)!;
  const texts = (name: string) => channel(name).messages.map(({ text }) => text);
  const openRoom = () => {
    const { channel: made } = body("conversations.create", { name: "inc-1" }) as unknown as { channel: { id: string } };
    body("conversations.invite", { channel: made.id, users: me });
    return made.id;
  };
  const commands = () => got.filter(({ type }) => type === "slash_commands").map(({ payload }) => payload);
  const post = (id: string, text: string, labels: string[] = []) => {
    const elements = labels.map((label) => ({
      type: "button",
      action_id: label,
      text: { type: "plain_text", text: label },
    }));
    const blocks = [
      { type: "section", text: { type: "mrkdwn", text } },
      ...(labels.length ? [{ type: "actions", elements }] : []),
    ];
    return String(body("chat.postMessage", { channel: id, text, blocks }).ts);
  };
  const presses = () =>
    got
      .filter(({ payload }) => payload.type === "block_actions")
      .map(({ payload }) => {
        const user = payload.user as { username: string };
        return `${user.username}: ${(payload.actions as Json[])[0]!.action_id}`;
      });
  return { ...all, app, me, got, minutes, channel, texts, openRoom, commands, post, presses };
}

test("begins with an alert and worries; a colleague declares when nobody else does", async () => {
  const { minutes, texts, commands, me, core } = play();
  await minutes(2);
  expect(texts("engineering")[0]).toContain("payment success rate 71 %");
  expect(texts("engineering").at(-1)).toContain(`<@${me}> you are around`);
  expect(commands()).toEqual([]);
  await minutes(3);
  expect(commands()).toMatchObject([{ command: "/incident", text: expect.stringMatching(/^declare /) }]);
  expect(core.view(me)!.outage).toMatchObject({ stage: "running", part: "commander", phase: "Something is wrong" });
});

test("nobody declares once somebody has, and people come into the room", async () => {
  const { minutes, texts, commands, openRoom, channel, userId } = play();
  await minutes(1);
  openRoom();
  await minutes(12);
  expect(commands().filter(({ text }) => String(text).startsWith("declare"))).toEqual([]);
  expect(texts("inc-1").join("\n")).toContain("502 in about a third of the tries");
  expect(channel("inc-1").members).toEqual(expect.arrayContaining([userId("tomasz.wolski"), userId("mei.tanaka")]));
});

test("the part of the person in training stays free, the others are taken", async () => {
  const { minutes, openRoom, post, presses } = play("scribe");
  const room = openRoom();
  post(room, "The card", ["Take Commander", "Take Communications lead", "Take Scribe", "Take Technical lead"]);
  await minutes(5);
  expect(presses().sort()).toEqual(["jonas.lindqvist: Take Commander", "priya.raman: Take Communications lead"]);
});

test("a task is accepted and done; one of them forgets to say so until asked", async () => {
  const { minutes, openRoom, post, presses, userId, core, me } = play();
  const room = openRoom();
  const offer = (name: string) => post(room, `<@${userId(name)}> look at the pool`, ["Accept", "Done"]);
  offer("mei.tanaka");
  offer("tomasz.wolski");
  await minutes(20);
  expect(presses().sort()).toEqual(["mei.tanaka: Accept", "mei.tanaka: Done", "tomasz.wolski: Accept"]);
  core.act({ as: me, act: "post", channel: room, text: "@tomasz.wolski is that done?" });
  await minutes(2);
  expect(presses()).toContain("tomasz.wolski: Done");
});

test("an app that puts Done where Accept was, and then asks for words, gets both", async () => {
  const { minutes, openRoom, post, presses, userId, app, body, got } = play();
  const room = openRoom();
  const ts = post(room, `<@${userId("mei.tanaka")}> look at the pool`, ["Accept"]);
  const plain = (text: string) => ({ type: "plain_text", text });
  app.pressed = ({ actions, trigger_id }) => {
    const done = { type: "button", action_id: "Done", text: plain("Done") };
    body("chat.update", { channel: room, ts, text: "x", blocks: [{ type: "actions", elements: [done] }] });
    const element = { type: "plain_text_input", action_id: "a" };
    const input = { type: "input", block_id: "b", label: plain("What came of it?"), element };
    const view = { type: "modal", title: plain("Done"), submit: plain("Done"), blocks: [input] };
    if ((actions as Json[])[0]!.action_id === "Done") body("views.open", { trigger_id, view });
  };
  await minutes(20);
  expect(presses()).toEqual(["mei.tanaka: Accept", "mei.tanaka: Done"]);
  const sent = got.find(({ payload }) => payload.type === "view_submission")!.payload;
  expect(sent).toMatchObject({ view: { state: { values: { b: { a: { value: "Done, and it looks right." } } } } } });
});

test("a colleague who is scribe marks what matters, and misses some", async () => {
  const { minutes, openRoom, channel } = play("commander");
  openRoom();
  await minutes(120);
  const marked = channel("inc-1").messages.filter(({ reactions }) =>
    reactions.some(({ name }) => name === "round_pushpin"),
  );
  expect(marked.length).toBeGreaterThan(4);
  expect(marked.length).toBeLessThan(9);
});

test("a reminder that names who writes updates gets one", async () => {
  const { minutes, openRoom, post, commands, userId } = play("commander");
  const room = openRoom();
  post(room, `<@${userId("priya.raman")}> the update is due now.`, ["Post update"]);
  await minutes(4);
  expect(commands().at(-1)).toMatchObject({ user_name: "priya.raman", text: expect.stringMatching(/^update /) });
});

test("a question waits for the person in training, is asked once more, and an answer ends it", async () => {
  const { minutes, openRoom, texts, core, me, channel } = play("scribe");
  openRoom();
  await minutes(11);
  const room = channel("inc-1");
  const question = room.messages.find(({ text }) => text.includes("what did I miss"))!;
  expect(question.text).toContain(`<@${me}>`);
  await minutes(4);
  expect(texts("inc-1")).toContain(`<@${me}> still waiting for a word on this.`);
  core.act({
    as: me,
    act: "post",
    channel: room.id,
    text: "A third of payments fail since nine.",
    threadTs: question.ts,
  });
  await minutes(1);
  const after = channel("inc-1").messages.find(({ ts }) => ts === question.ts)!;
  expect(after.reactions.map(({ name }) => name)).toEqual(["pray"]);
});

test("somebody asks for news when it was quiet too long where incidents are announced", async () => {
  const { minutes, openRoom, post, incidents, texts } = play("communications");
  openRoom();
  post(incidents, "INC-1: Card payments fail");
  await minutes(34);
  const asks = () => texts("inc-1").filter((text) => text.startsWith("Any news"));
  expect(asks()).toHaveLength(0);
  await minutes(2);
  expect(asks()).toHaveLength(1);
  await minutes(20);
  expect(asks(), "once for each silence").toHaveLength(1);
});

test("whoever acts as one of the cast is played by nobody: an understudy stands in", async () => {
  const { minutes, channel, userId } = play("commander", "tomasz.wolski");
  await minutes(1);
  const authors = new Set(channel("engineering").messages.map(({ user }) => user));
  expect(authors).not.toContain(userId("tomasz.wolski"));
  expect(authors).toContain(userId("amara.okafor"));
});

test.each([
  [
    "commander",
    [
      "You never took the role Commander, so nobody knew it was you.",
      "You answered 0 of 4 questions.",
      "Tomasz Wolski was to check the certificate chain on every pod and forgot to come back. Nobody asked, so nobody learned what was found.",
      "The incident was never resolved.",
    ],
  ],
  [
    "scribe",
    [
      "You never took the role Scribe, so nobody knew it was you.",
      "You answered 0 of 3 questions.",
      "Rafael Souza is still waiting: “for the tickets: when did it begin, exactly?”",
      "0 of 9 key moments are on the timeline by your hand.",
      "Not marked: cause found: today's deploy shrank the connection pool.",
    ],
  ],
] as const)("ends with what was missed, for a %s who did nothing at all", async (part, sentences) => {
  const { minutes, openRoom, core, me } = play(part);
  await minutes(5);
  openRoom();
  await minutes(140);
  const { outage } = core.view(me)!;
  expect(outage.stage).toBe("over");
  expect(outage.debrief.filter(({ good }) => good)).toEqual([]);
  expect(outage.debrief.map(({ words }) => words)).toEqual(expect.arrayContaining([...sentences]));
});

test("a timeline kept by a reaction, a pin, a note or the shortcut counts", async () => {
  const { minutes, openRoom, core, me, channel } = play("scribe");
  openRoom();
  const room = () => channel("inc-1");
  const find = (words: string) => room().messages.find(({ text }) => text.includes(words))!.ts;
  await minutes(2);
  core.act({ as: me, act: "react", channel: room().id, ts: find("What I know"), name: "round_pushpin" });
  await minutes(12);
  core.act({ as: me, act: "pin", channel: room().id, ts: find("The primary is bored") });
  await minutes(10);
  const ts = find("That could be it");
  core.act({ as: me, act: "shortcut", callbackId: "add_to_timeline", channel: room().id, ts });
  await minutes(18);
  core.act({
    as: me,
    act: "command",
    channel: room().id,
    command: "/incident",
    text: "note A tenth of the connections",
  });
  core.act({ as: me, act: "stop-outage" });
  const words = core.view(me)!.outage.debrief.map((one) => one.words);
  expect(words).toContain("4 of 4 key moments are on the timeline by your hand.");
});

test("can be stopped, is not started twice, and knows when the clock is not its own", async () => {
  const { core, me, minutes, texts, userId } = play();
  const act = (what: "stop-outage" | "pause-outage") => core.act({ as: me, act: what });
  expect(core.act({ as: me, act: "start-outage", part: "scribe" })).toEqual({ ok: false, error: "already_running" });
  expect(act("pause-outage")).toEqual({ ok: false, error: "clock_not_ours" });
  await minutes(1);
  expect(act("stop-outage")).toEqual({ ok: true });
  const said = texts("engineering").length;
  await minutes(30);
  expect(texts("engineering")).toHaveLength(said);
  expect(act("stop-outage")).toEqual({ ok: false, error: "not_running" });
  const guest = userId("leila.haddad");
  expect(core.act({ as: guest, act: "start-outage", part: "scribe" })).toEqual({
    ok: false,
    error: "user_is_restricted",
  });
});

test("the same seed plays the same outage", async () => {
  const run = async () => {
    const { minutes, openRoom, core } = play();
    openRoom();
    await minutes(125);
    return core.dump();
  };
  expect(await run()).toBe(await run());
});

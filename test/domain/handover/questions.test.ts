import { describe, expect, test } from "vitest";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { type Heard, heardIn, matters } from "../../../src/domain/room/heard.ts";
import { fold } from "../../../src/domain/incident.ts";
import { nextTelling, takeOverFrom, waitingQuestions } from "../../../src/domain/handover/questions.ts";
import { messageSighting } from "../../../src/domain/record/sighting.ts";
import { at, claimed, declared, event, given, person, resolved, room } from "../given.ts";

const [ANA, BEN] = ["UANA", "UBEN"].map((user) => person(user));
const led = [declared(), room, claimed(0, "commander")];

/** Slack's ts of a minute after the declaration. */
const ts = (minute: number): string => `${at(minute) / 1_000}.000100`;

const asked = (minute: number, by = "UBEN", to = "UANA"): DomainEvent =>
  event(
    minute,
    {
      type: "QuestionAsked",
      question: ts(minute),
      role: "commander",
      by,
      to,
      text: "may we?",
      ts: ts(minute),
      threadTs: null,
      askedAt: at(minute),
    },
    "warroom",
  );

const said = (minute: number, user: string, text: string, more: object = {}): Heard =>
  heardIn([messageSighting({ type: "message", user, text, ts: ts(minute), ...more })!])[0]!;

const answered = (minute: number, by: string, how: "said" | "reacted" | "pressed" | "deleted") => ({
  type: "QuestionAnswered" as const,
  question: ts(minute),
  by,
  how,
});

describe("a question to the lead", () => {
  const question = {
    type: "QuestionAsked" as const,
    role: "commander",
    by: "UBEN",
    to: "UANA",
    text: "may we fail over?",
    ts: ts(2),
    threadTs: null,
    askedAt: Math.round(Number(ts(2)) * 1_000),
  };
  const hear = (...heard: Heard[]) => given(...led).when({ type: "RecordHeard", heard }, undefined, 3);

  test("is heard where somebody mentions them and asks", () => {
    const { job } = hear(said(2, "UBEN", "<@UANA>, may we fail over?")).then({ ...question, question: ts(2) });
    expect(job("questions-waiting")?.dueAt).toBe(question.askedAt + 180_000);
    hear(said(2, "UBEN", "<@UANA|ana>: may we fail over?", { thread_ts: ts(1) })).then({
      ...question,
      question: ts(2),
      threadTs: ts(1),
    });
  });
  test.each<[string, Heard | undefined]>([
    ["mentions somebody else", said(2, "UBEN", "<@UCLEO> may we?")],
    ["asks nothing", said(2, "UBEN", "<@UANA> we may.")],
    ["has its question mark in a link alone", said(2, "UBEN", "<@UANA> see <https://x.example/?q=1>")],
    ["is the lead's own", said(2, "UANA", "<@UANA>?")],
    ["is an app's", heardIn([messageSighting({ user: "UBOT", bot_id: "B1", text: "<@UANA>?", ts: ts(2) })!])[0]],
    [
      "is an edit",
      heardIn([messageSighting({ user: "UBEN", text: "<@UANA>?", ts: ts(2), edited: { ts: ts(3) } })!])[0],
    ],
  ])("is none that %s", (_what, heard) => {
    hear(...(heard ? [heard] : [])).then();
  });
  test("is answered when they say anything in the room, react to it, or it is deleted", () => {
    const one = given(...led, asked(2));
    const heard = (...all: Heard[]) => one.when({ type: "RecordHeard", heard: all }, undefined, 4);
    heard(said(3, "UANA", "yes")).then(answered(2, "UANA", "said"));
    heard({ type: "reacted", by: "UANA", ts: ts(2) }).then(answered(2, "UANA", "reacted"));
    heard({ type: "deleted", ts: ts(2) }).then(answered(2, "UBEN", "deleted"));
    heard(said(3, "UBEN", "anybody"), { type: "reacted", by: "UBEN", ts: ts(2) }).then();
    heard({ type: "reacted", by: "UANA", ts: ts(1) }, said(1, "UANA", "before it")).then();
    one.when({ type: "AnswerQuestion", question: ts(2) }, BEN).then(answered(2, "UBEN", "pressed"));
    one.when({ type: "AnswerQuestion", question: ts(9) }, BEN).refused({ type: "question-over" });
  });
  test("and its answer may come together, in the order in which they were said", () => {
    hear(said(2, "UBEN", "<@UANA> may we fail over?"), said(3, "UANA", "yes")).then(
      { ...question, question: ts(2) },
      answered(2, "UANA", "said"),
    );
    hear(said(1, "UANA", "hello"), said(2, "UBEN", "<@UANA> may we fail over?")).then({ ...question, question: ts(2) });
  });
  test("whose answer was found by the timer that was to tell of it leaves the others theirs", () => {
    const two = given(...led, asked(2), asked(3));
    const heard: Heard[] = [{ type: "reacted", by: "UANA", ts: ts(3) }];
    const ordered = (done?: string) =>
      two.when({ type: "RecordHeard", heard }, undefined, 9, done).then(answered(3, "UANA", "reacted"));
    expect(ordered().job("questions-waiting"), "planned as before").toBeUndefined();
    expect(ordered("questions-waiting:I7").job("questions-waiting")?.dueAt).toBe(at(5));
  });
  test("heard twice is one", () => {
    given(...led, asked(2))
      .when({ type: "RecordHeard", heard: [said(2, "UBEN", "<@UANA> may we?")] })
      .then();
  });
  test("mentions nobody when it is shown again", () => {
    const { decision } = hear(said(2, "UBEN", "<@UANA> ask <@UCLEO|cleo> &amp; <!channel>?")).then(
      expect.objectContaining({ text: "ask @cleo & @channel?" }),
    );
    expect(decision.after.questions).toHaveLength(1);
  });
  test("is nothing to look into where nobody asks and nothing is asked", () => {
    const talk = [said(2, "UBEN", "a"), said(3, "UANA", "b")];
    expect(matters(fold("I7", led), talk)).toBe(false);
    expect(matters(fold("I7", [...led, asked(2)]), talk)).toBe(true);
    expect(matters(fold("I7", [...led, asked(2), resolved(3)]), talk)).toBe(false);
  });
});

describe("asking through Warroom", () => {
  test("puts the question into the room; the time runs once it stands there", () => {
    const { job, decision } = given(...led)
      .when({ type: "AskLead", text: "may we?" }, BEN)
      .then({
        type: "QuestionAsked",
        question: "ask:4",
        role: "commander",
        by: "UBEN",
        to: "UANA",
        text: "may we?",
        ts: null,
        threadTs: null,
        askedAt: at(1),
      });
    expect(job("question:4")?.job).toMatchObject({ kind: "post-question", question: "ask:4", text: "may we?" });
    expect(takeOverFrom(decision.after)).toBeNull();
    const posted = given(...led, { ...decision.events[0]! })
      .when({ type: "RecordQuestionPosted", question: "ask:4", channel: "C7", ts: ts(2) })
      .then({ type: "QuestionPosted", question: "ask:4", channel: "C7", ts: ts(2) });
    expect(takeOverFrom(posted.decision.after)).toBe(Math.round(Number(ts(2)) * 1_000) + 180_000);
  });
  test("needs somebody else who leads, and a room", () => {
    const ask = { type: "AskLead" as const, text: "may we?" };
    given(...led)
      .when(ask, ANA)
      .refused({ type: "lead-asks" });
    given(declared(), room).when(ask, BEN).refused({ type: "role-vacant", role: "commander" });
    given(declared(), event(0, { type: "RoomRefused", error: "x" }), claimed(0, "commander"))
      .when(ask, BEN)
      .refused({ type: "question-unheard" });
    given(...led)
      .when({ ...ask, text: " " }, BEN)
      .refused({ type: "text-empty", what: "question" });
  });
});

describe("the room is told", () => {
  const told = (minute: number, ...questions: string[]): DomainEvent =>
    event(minute, { type: "QuestionsWaiting", questions, to: "UANA", text: "!", ts: "1.1" }, "warroom");
  const state = (...events: DomainEvent[]) => fold("I7", [...led, ...events]);
  test("after three minutes, once a question, and not more often than every three minutes", () => {
    expect(nextTelling(state(asked(2)))).toBe(at(5));
    expect(waitingQuestions(state(asked(2)), at(5) - 1)).toEqual([]);
    expect(waitingQuestions(state(asked(2), asked(3)), at(6)).map(({ id }) => id)).toEqual([ts(2), ts(3)]);
    expect(nextTelling(state(asked(2), told(5, ts(2))))).toBeNull();
    expect(nextTelling(state(asked(2), asked(3), told(5, ts(2))))).toBe(at(8));
  });
  test("of nothing once it is answered, or the incident is over", () => {
    expect(nextTelling(state(asked(2), event(3, answered(2, "UANA", "said"))))).toBeNull();
    expect(nextTelling(state(asked(2), resolved(3)))).toBeNull();
    expect(
      nextTelling(state(asked(2), event(3, { type: "UpdatePosted", text: "x", status: "y", nextDueAt: null }))),
    ).toBeNull();
  });
  test("not while the room is out of reach: the answer may stand there", () => {
    const left = event(3, { type: "RoomLeft", channel: "C7", since: at(3) }, "warroom");
    const back: DomainEvent = event(
      9,
      { type: "RoomRejoined", channel: "C7", how: "removed", by: null, since: at(3) },
      "warroom",
    );
    expect(nextTelling(state(asked(2), left))).toBeNull();
    expect(nextTelling(state(asked(2), left, back))).toBe(at(5));
  });
});

describe("taking over", () => {
  const takeOver = { type: "TakeOver" as const, reason: "Ana is on a plane" };
  const taken = {
    type: "RoleAssigned" as const,
    role: "commander",
    user: "UBEN",
    previous: "UANA",
    how: "taken-over" as const,
    reason: "Ana is on a plane",
  };
  test("is for another than the lead, once a question has waited for three minutes, with a reason", () => {
    const one = given(...led, asked(2, "UCLEO"));
    one.when(takeOver, BEN, 4).refused({ type: "take-over-early", role: "commander", user: "UANA", from: at(5) });
    one.when(takeOver, ANA, 5).refused({ type: "role-held" });
    one.when({ ...takeOver, reason: " " }, BEN, 5).refused({ type: "text-empty", what: "reason" });
    const { decision } = one.when(takeOver, BEN, 5).then(taken);
    expect(decision.after.questions).toMatchObject([{ to: "UBEN", at: at(5), toldAt: null }]);
  });
  test("leaves nobody owing themselves an answer", () => {
    const { decision } = given(...led, asked(2, "UBEN"))
      .when(takeOver, BEN, 5)
      .then(taken);
    expect(decision.after.questions).toEqual([]);
  });
  test("is refused where nothing is asked, with what to do", () => {
    given(...led)
      .when(takeOver, BEN)
      .refused({ type: "take-over-early", user: "UANA", from: null });
    given(declared(), room).when(takeOver, BEN).refused({ type: "role-vacant" });
    given(...led, asked(2), event(3, answered(2, "UANA", "reacted")))
      .when(takeOver, BEN, 9)
      .refused({ type: "take-over-early", from: null });
  });
  test("happens once: whoever comes second learns who leads since when", () => {
    given(...led, asked(2, "UCLEO"), event(5, taken, "slack:UBEN"))
      .when(takeOver, person("UCLEO"), 5)
      .refused({ type: "take-over-early", user: "UBEN", at: at(5), from: at(8) });
  });
  test("voids an offer of the role", () => {
    const offered = event(1, { type: "HandoverOffered", role: "commander", from: "UANA", to: "UCLEO", note: null });
    const { decision } = given(...led, offered, asked(2, "UCLEO"))
      .when(takeOver, BEN, 5)
      .then(taken);
    expect(decision.after.offers).toEqual({});
  });
});

test("a released role takes its questions along", () => {
  const { decision } = given(...led, asked(2))
    .when({ type: "ReleaseRole", role: "commander" }, ANA)
    .then({ type: "RoleReleased", role: "commander", user: "UANA", lead: true });
  expect(decision.after.questions).toEqual([]);
});

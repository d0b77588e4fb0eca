import { describe, expect, test } from "vitest";
import { WARROOM } from "../../../src/domain/actor.ts";
import type { DomainEvent, EventBody } from "../../../src/domain/event.ts";
import { fold } from "../../../src/domain/incident.ts";
import { claimed, declared, event, given, person, resolved, room } from "../given.ts";

const BEN = person("UBEN");
const led = [declared(), room, claimed(0, "commander")];

const offer = { role: "commander", from: "UANA", to: "UBEN" };
const offered = (minute: number) => event(minute, { type: "HandoverOffered", ...offer, note: null }, "slack:UANA");
const posted = (appeal: number) => event(1, { type: "OfferPosted", appeal, channel: "C7", ts: "1.1" }, "warroom");
const by = (user: string, body: EventBody): DomainEvent => event(3, body, `slack:${user}`);

const endOf = (...events: DomainEvent[]) => {
  const appeal = fold("I7", events).appeals.at(-1)!;
  return appeal.type === "offer" ? appeal.end : appeal.questions.map(({ end }) => end?.how);
};

describe("an offer's message", () => {
  test.each<[string, DomainEvent, object]>([
    [
      "accepted",
      by("UBEN", { type: "RoleAssigned", role: "commander", user: "UBEN", previous: "UANA", how: "handed-over" }),
      { by: "UBEN" },
    ],
    ["declined", by("UBEN", { type: "HandoverDeclined", ...offer, reason: null }), { by: "UBEN" }],
    ["withdrawn", by("UANA", { type: "HandoverWithdrawn", ...offer }), { by: "UANA" }],
    [
      "passed",
      by("UANA", { type: "RoleAssigned", role: "commander", user: "UCLEO", previous: "UANA" }),
      { by: "UCLEO" },
    ],
    ["void", event(3, { type: "HandoverLapsed", ...offer }, "warroom"), {}],
    ["void", resolved(3), {}],
  ])("says that it was %s, whoever did it", (how, ends, more) => {
    expect(endOf(...led, offered(1), posted(4), ends)).toMatchObject({ how, ...more });
  });

  test("is edited when it ends, and where it ended on its way there once it is posted", () => {
    const accept = { type: "AcceptHandover" as const, role: "commander" };
    const passed = { type: "RoleAssigned" as const, role: "commander", user: "UBEN", previous: "UANA" };
    const accepted = event(2, { ...passed, how: "handed-over" }, "slack:UBEN");
    const seen = given(...led, offered(1), posted(4))
      .when(accept, BEN)
      .then({ ...passed, how: "handed-over" });
    expect(seen.enqueues).toContain("refresh:appeal:4");
    const early = given(...led, offered(1))
      .when(accept, BEN)
      .then({ ...passed, how: "handed-over" });
    expect(early.enqueues).not.toContain("refresh:appeal:4");
    const record = { type: "RecordOfferPosted" as const, appeal: 4, channel: "C7", ts: "1.1" };
    const known = { type: "OfferPosted" as const, appeal: 4, channel: "C7", ts: "1.1" };
    const late = given(...led, offered(1), accepted)
      .when(record, WARROOM)
      .then(known);
    expect(late.enqueues).toContain("refresh:appeal:4");
    const open = given(...led, offered(1))
      .when(record, WARROOM)
      .then(known);
    expect(open.enqueues).not.toContain("refresh:appeal:4");
  });

  test("keeps how it ended when the role is offered again, and is recorded once", () => {
    const withdrawn = by("UANA", { type: "HandoverWithdrawn", ...offer });
    const { appeals } = fold("I7", [...led, offered(1), posted(4), withdrawn, offered(4)]);
    expect(appeals.map((one) => one.type === "offer" && one.end?.how)).toEqual(["withdrawn", undefined]);
    given(...led, offered(1), posted(4))
      .when({ type: "RecordOfferPosted", appeal: 4, channel: "C7", ts: "1.2" }, WARROOM)
      .refused({ type: "no-longer-wanted" });
  });

  test("moves with its room", () => {
    const moved = event(5, { type: "RoomMoved", from: "C7", to: "C8" }, "warroom");
    expect(fold("I7", [...led, offered(1), posted(4), moved]).appeals[0]?.posted).toEqual({ channel: "C8", ts: "1.1" });
  });
});

describe("a question's message", () => {
  const question = { role: "commander", by: "UBEN", to: "UANA", text: "may we?", threadTs: null };
  const put = event(1, { type: "QuestionAsked", question: "ask:4", ...question, ts: null, askedAt: 1 }, "slack:UBEN");
  const record = { type: "RecordQuestionPosted" as const, question: "ask:4", channel: "C7", ts: "9.1" };
  const answered = by("UANA", { type: "QuestionAnswered", question: "ask:4", by: "UANA", how: "pressed" });

  test("is edited once it is answered, also where the answer came before it was recorded", () => {
    const { type: _type, ...place } = record;
    const known = { type: "QuestionPosted" as const, ...place };
    expect(endOf(...led, put, event(1, known, "warroom"), answered)).toEqual(["answered"]);
    const late = given(...led, put, answered)
      .when(record, WARROOM)
      .then(known);
    expect(late.enqueues).toContain("refresh:appeal:4");
  });

  test("that tells of several ends one by one, and altogether when another leads", () => {
    const asked = (ts: string) =>
      event(1, { type: "QuestionAsked", question: ts, ...question, ts, askedAt: 1 }, "warroom");
    const waiting = event(
      4,
      { type: "QuestionsWaiting", questions: ["1.1", "1.2"], to: "UANA", text: "", ts: "9.2" },
      "warroom",
    );
    const one = by("UANA", { type: "QuestionAnswered", question: "1.2", by: "UANA", how: "said" });
    const all = by("UCLEO", { type: "RoleAssigned", role: "commander", user: "UCLEO", previous: "UANA" });
    expect(endOf(...led, asked("1.1"), asked("1.2"), waiting, one)).toEqual([undefined, "answered"]);
    expect(endOf(...led, asked("1.1"), asked("1.2"), waiting, one, all)).toEqual(["passed", "answered"]);
  });
});

import { describe, expect, test } from "vitest";
import type { Command } from "../../../src/domain/command.ts";
import { triageDone } from "../../../src/domain/facts/triage.ts";
import { at, declared, event, given, person, resolved, room, RUNBOOK } from "../given.ts";

const [SYMPTOM, SINCE, USERS, SERVICES, CHANGED] = RUNBOOK.triage.map(({ question }) => question) as [
  string,
  string,
  string,
  string,
  string,
];

const answer = (...answers: [question: string, text: string, read?: number | undefined, from?: string][]): Command => ({
  type: "AnswerTriage",
  answers: answers.map(([question, text, read, from = ""]) => ({
    question,
    text,
    from,
    ...(read === undefined ? {} : { at: read }),
  })),
});

const byBen = event(2, { type: "TriageAnswered", answers: [{ question: SYMPTOM, text: "errors" }] }, "slack:UBEN");

describe("answering the triage questions", () => {
  test("puts each answer where it belongs, in one commit, and tells the room once", () => {
    const { enqueues, decision } = given(declared(), room)
      .when(
        answer(
          [SYMPTOM, " 500s "],
          [SINCE, "about 08:50", at(-10)],
          [USERS, "EU"],
          [SERVICES, "checkout"],
          [CHANGED, "a deployment"],
        ),
      )
      .then(
        {
          type: "TriageAnswered",
          answers: [
            { question: SYMPTOM, text: "500s" },
            { question: SINCE, text: "about 08:50" },
            { question: USERS, text: "EU" },
            { question: SERVICES, text: "checkout" },
            { question: CHANGED, text: "a deployment" },
          ],
        },
        { type: "NoteAdded", text: `${SYMPTOM} 500s`, happenedAt: at(1), kind: "observation" },
        {
          type: "TimeSet",
          time: "started",
          from: at(0),
          to: at(-10),
          reason: `${SINCE} about 08:50`,
          via: "triage",
        },
        { type: "NoteAdded", text: `${CHANGED} a deployment`, happenedAt: at(1), kind: "hypothesis" },
        {
          type: "ImpactSet",
          words: { users: "EU", services: "checkout" },
          changed: ["users", "services"],
          via: "triage",
        },
      );
    expect(enqueues.filter((key) => key.startsWith("say"))).toEqual(["say:room:3"]);
    expect(triageDone(decision.after, RUNBOOK)).toEqual({ answered: 5, of: 5 });
  });
  test("keeps a time that cannot be read as an observation", () => {
    given(declared())
      .when(answer([SINCE, "since lunch"]))
      .then(expect.objectContaining({ type: "TriageAnswered" }), {
        type: "NoteAdded",
        text: `${SINCE} since lunch`,
        happenedAt: at(1),
        kind: "observation",
      });
  });
  test("refuses a start that cannot be", () => {
    given(declared(), event(1, { type: "TimeSet", time: "detected", from: null, to: at(-5), reason: "alert" }))
      .when(answer([SINCE, "08:58", at(-2)]))
      .refused({ type: "times-crossed", first: "started", next: "detected" });
  });
  test("leaves empty questions open and answers that stand as they are", () => {
    given(declared(), byBen)
      .when(answer([SYMPTOM, "errors", undefined, "errors"], [USERS, " "]))
      .refused({ type: "unchanged", what: "triage" });
    expect(triageDone(given(declared(), byBen).state, RUNBOOK)).toEqual({ answered: 1, of: 5 });
  });
  test("shows the second of two people what the first one wrote; having seen it, they may change it", () => {
    const { when } = given(declared(), byBen);
    when(answer([SYMPTOM, "timeouts"]), person("UCLEO"), 3).refused({
      type: "triage-answered",
      question: SYMPTOM,
      by: "UBEN",
      at: at(2),
      text: "errors",
    });
    when(answer([SYMPTOM, "timeouts", undefined, "errors"]), person("UCLEO"), 3).then(
      expect.objectContaining({ answers: [{ question: SYMPTOM, text: "timeouts" }] }),
      expect.objectContaining({ type: "NoteAdded" }),
    );
  });
  test("counts what the impact says already as answered, and does not overwrite it unseen", () => {
    const state = given(declared(), event(1, { type: "ImpactSet", words: { users: "all" }, changed: ["users"] }));
    expect(triageDone(state.state, RUNBOOK).answered).toBe(1);
    state.when(answer([USERS, "some"])).refused({ type: "triage-answered", question: USERS, text: "all" });
  });
  test("is for an open incident, and for answers that can be read", () => {
    given(declared(), resolved(3))
      .when(answer([SYMPTOM, "x"]), undefined, 4)
      .refused({ type: "not-open" });
    given(declared())
      .when(answer([SYMPTOM, "x".repeat(501)]))
      .refused({ type: "answer-too-long", question: SYMPTOM, length: 501, length_max: 500 });
  });
});

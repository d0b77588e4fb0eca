// The brief, offers and questions: whatever is typed stays text, and however long the incident, a phone shows it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brief } from "../../src/blocks/brief.ts";
import { handoverForm } from "../../src/blocks/handover/handover-form.ts";
import { question, questionsWaiting } from "../../src/blocks/handover/questions.ts";
import { said } from "../../src/blocks/say.ts";
import type { Post } from "../../src/blocks/mrkdwn.ts";
import { en } from "../../src/blocks/words/en.ts";
import { briefOf } from "../../src/domain/brief.ts";
import { evolve, fold, type Incident } from "../../src/domain/incident.ts";
import { at, declared, event, RUNBOOK, room, T0 } from "../domain/given.ts";
import { asText } from "./as-text.ts";
import { expectFits, expectModalFits, expectNoStrangeToken, expectVerbatim } from "./payload.ts";

const CARD = "https://acme.slack.com/archives/C7/p1";
const BRIDGE = "https://meet.example/a?b=1&c=2";
const MESSAGE = "https://acme.slack.com/archives/C7/p2";
const OWN = ["UANA", "UBEN", "UCLEO", "C7", CARD, MESSAGE, BRIDGE.replace("&", "&amp;")];

/** `count` of everything that a brief lists. */
function incidentWith(typed: string, count: number): Incident {
  const each = Array.from({ length: count }, (_, index) => index);
  const short = typed.slice(0, 200) || "x";
  const base = fold("I7", [
    declared(),
    room,
    event(1, { type: "CardPosted", channel: "C7", ts: "1.1", stale: false }),
    event(1, { type: "RoleAssigned", role: "commander", user: "UANA", previous: null }),
    event(1, { type: "HandoverOffered", role: "commander", from: "UANA", to: "UBEN", note: short }),
    event(2, { type: "ImpactSet", words: { summary: short, users: short }, changed: ["summary", "users"] }),
    event(2, { type: "BridgeSet", url: BRIDGE }),
    ...each.map(() => event(2, { type: "UpdatePosted", text: typed || "x", status: "Fixing", nextDueAt: null })),
  ]);
  const more = [
    ...each.flatMap((index) =>
      (["hypothesis", "action", "decision", "observation"] as const).map((kind) =>
        event(3, { type: "NoteAdded", kind, text: `${index}${short}${index % 2 ? "?" : ""}`, happenedAt: T0 }),
      ),
    ),
    event(3, { type: "OutcomeNoted", entry: 1, outcome: short }),
    ...each.map(() => event(3, { type: "TaskGiven", text: short, to: "UCLEO", dueAt: at(4) })),
    ...each.map((index) =>
      event(3, {
        type: "QuestionAsked",
        question: `1.${index}`,
        role: "commander",
        by: "UBEN",
        to: "UANA",
        text: short,
        ts: `1.${index}`,
        threadTs: null,
        askedAt: at(3),
      }),
    ),
  ];
  return more.reduce(evolve, base);
}

const briefFor = (incident: Incident): Post =>
  brief(incident, RUNBOOK, { facts: briefOf(incident, RUNBOOK, at(40)), to: "UBEN", cardUrl: CARD, now: at(40) }, en);

function postsOf(typed: string, count: number): Post[] {
  const incident = incidentWith(typed, count);
  const offer = { role: "commander", from: "UANA", to: "UBEN" };
  const assigned = { type: "role-assigned", role: "commander", user: "UBEN", by: "UBEN", previous: "UANA" } as const;
  return [
    briefFor(incident),
    briefFor({ ...incident, stage: "resolved", ended: { by: "UANA", at: at(30), words: typed } }),
    question(incident, { id: "1.1", by: "UBEN", to: "UANA", text: typed, end: null }, en),
    ...(count === 0
      ? []
      : [
          questionsWaiting(
            incident,
            RUNBOOK,
            {
              waiting: incident.questions.map((one) => ({ ...one, end: null })),
              urls: new Map([["1.0", MESSAGE]]),
              at: at(40),
            },
            en,
          ),
        ]),
    said(incident, RUNBOOK, { type: "handover-offered", ...offer, by: "UANA", note: typed }, en),
    said(incident, RUNBOOK, { type: "handover-declined", ...offer, reason: typed }, en),
    said(incident, RUNBOOK, { ...assigned, how: "taken-over", reason: typed }, en),
  ];
}

const PIECES = ["<!here>", "<@UEVIL>", "<http://evil|x>", "&", "<", ">", "|", "\n", "*", "> ", "😀", "a ", "?"];
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join(""));

describe("the brief, offers and questions", () => {
  test("mention and link nothing that somebody typed, and fit Slack", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(0, 1, 12), (typed, count) => {
        for (const post of postsOf(typed, count)) {
          expectNoStrangeToken(post, OWN);
          expectVerbatim(post);
          expectFits(post);
        }
      }),
      { numRuns: 60 },
    );
  });
  test.each(["&".repeat(3_000), "x\n".repeat(1_500), "😀".repeat(1_500)])("fit Slack at their longest", (typed) => {
    for (const post of postsOf(typed, 50)) expectFits(post);
    expectModalFits(
      handoverForm(incidentWith("x", 1), { roles: RUNBOOK.roles, note: typed }, { channel: "C7" }, en) as never,
    );
  });
  test("a brief is a screen or two, and says what it leaves out", () => {
    const small = asText(briefFor(incidentWith("Restarted the node", 1))).seen;
    expect(small.split("\n").length).toBeLessThanOrEqual(25);
    const huge = asText(briefFor(incidentWith("Restarted the node and watched what happened", 130))).seen;
    expect(huge.length).toBeLessThanOrEqual(3_500);
    expect(huge).toContain("• 129Restarted");
    expect(huge).toContain("… and 256 earlier");
    expect(huge).toContain("… and 124 earlier");
  });
});

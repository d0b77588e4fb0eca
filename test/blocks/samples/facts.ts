// Times, impact and triage: what is said of them, why one is not taken, and what a draft's timeline has of them.
import type { EventBody } from "../../../src/domain/event.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { IMPACT_PARTS } from "../../../src/domain/impact.ts";
import { TIME_NAMES } from "../../../src/domain/times.ts";
import { ANA, BEN, IMPACT, minute, QUESTION, REASON } from "./data.ts";
import type { Cases } from "./sample.ts";

export const FACTS_SAID: Pick<Cases<Said>, "time-set" | "impact-set" | "triage-answered"> = {
  "time-set": TIME_NAMES.map((time, index) => ({
    when: `somebody sets when it was ${time}`,
    of: { time, from: index === 0 ? minute(0) : null, to: minute(index), by: BEN, reason: REASON },
  })),
  "impact-set": [
    {
      when: "somebody says who and what is hit",
      of: { parts: IMPACT_PARTS.map((part) => ({ part, text: IMPACT })), by: BEN },
    },
    { when: "a part of it is not known any more", of: { parts: [{ part: "users", text: "" }], by: BEN } },
  ],
  "triage-answered": [
    {
      when: "somebody answers a question of the triage",
      of: { answers: [{ question: QUESTION, text: IMPACT }], by: BEN },
    },
  ],
};

const changed = { by: ANA, at: minute(5) };

export const FACT_PROBLEMS: Pick<
  Cases<Problem>,
  | "unknown-time"
  | "time-not-come"
  | "times-crossed"
  | "impact-too-long"
  | "impact-changed"
  | "answer-too-long"
  | "triage-answered"
  | "unchanged"
> = {
  "unknown-time": [
    { when: "the time is none of the six", of: { asked: "begun", known: TIME_NAMES, nearest: null } },
    { when: "its name is misspelt", of: { asked: "strated", known: TIME_NAMES, nearest: "started" } },
    { when: "no time was named", of: { asked: "", known: TIME_NAMES, nearest: null } },
  ],
  "time-not-come": [
    { when: "the acknowledgement's time is set before there is one", of: { time: "acknowledged" } },
    { when: "the resolution's time is set while it is open", of: { time: "resolved" } },
  ],
  "times-crossed": [
    {
      when: "two times would change places",
      of: { first: "started", firstAt: minute(5), next: "detected", nextAt: minute(2) },
    },
  ],
  "impact-too-long": [{ when: "a part is too long", of: { part: "users", length: 1_200, length_max: 1_000 } }],
  "impact-changed": [
    { when: "somebody else wrote that part meanwhile", of: { part: "users", ...changed, text: IMPACT } },
    { when: "somebody else took it away meanwhile", of: { part: "users", ...changed, text: "" } },
  ],
  "answer-too-long": [{ when: "an answer is too long", of: { question: QUESTION, length: 1_200, length_max: 1_000 } }],
  "triage-answered": [
    { when: "somebody else answered meanwhile", of: { question: QUESTION, ...changed, text: IMPACT } },
  ],
  unchanged: (["time", "impact", "triage"] as const).map((what) => ({
    when: `the ${what} stays as it is`,
    of: { what },
  })),
};

export const FACTS_HAPPENED: {
  readonly [Type in "TimeSet" | "ImpactSet"]: readonly Extract<EventBody, { type: Type }>[];
} = {
  TimeSet: [
    { type: "TimeSet", time: "detected", from: null, to: minute(2), reason: REASON },
    { type: "TimeSet", time: "started", from: minute(0), to: minute(-10), reason: REASON },
  ],
  ImpactSet: [{ type: "ImpactSet", words: { users: IMPACT }, changed: ["users", "data"] }],
};

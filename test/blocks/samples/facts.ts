// Times, impact and triage: what is said of them, why one is not taken, and what a draft's timeline has of them.
import type { EventBody } from "../../../src/domain/event.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { IMPACT_PARTS } from "../../../src/domain/facts/impact.ts";
import { TIME_NAMES } from "../../../src/domain/facts/times.ts";
import {
  ANA,
  acknowledged,
  at,
  BEN,
  declared,
  FRESH,
  IMPACT,
  minute,
  QUESTION,
  REASON,
  ROOM,
  RUNBOOK,
  RUNNING,
  resolved,
  roomOpened,
} from "./data.ts";
import { impactForm, timesForm, triageForm } from "../../../src/blocks/facts/fact-forms.ts";
import { impactHistory, mitigatedQuestion, timesOverview } from "../../../src/blocks/facts/fact-overview.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import { fold } from "../../../src/domain/incident.ts";
import type { Cases, Sample } from "./sample.ts";

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
  unchanged: (["time", "impact", "triage", "category"] as const).map((what) => ({
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

const impactSet = at(6, {
  type: "ImpactSet",
  words: { users: IMPACT, regions: IMPACT },
  changed: ["users", "regions"],
});

/** What is hit is known in parts, and nobody has said it in a sentence. */
export const WITH_IMPACT = fold("I7", [declared(), roomOpened, impactSet]);

const SET_RIGHT = fold("I7", [
  declared("SEV1", -20),
  roomOpened,
  acknowledged,
  at(30, { type: "TimeSet", time: "mitigated", from: null, to: minute(28), reason: REASON }),
  resolved,
]);

const metadata = { incident: "I7", channel: ROOM };

export const FACT_OVERVIEWS: readonly Sample[] = [
  {
    name: "times of a fresh incident",
    when: "somebody types `/incident times`",
    show: (words) => timesOverview(FRESH, words),
  },
  {
    name: "times of a resolved incident",
    when: "somebody types `/incident times`",
    show: (words) => timesOverview(SET_RIGHT, words),
  },
  {
    name: "impact history",
    when: "somebody types `/incident impact history`",
    show: (words) => {
      const gone = at(9, { type: "ImpactSet", words: { users: IMPACT }, changed: ["regions"] }, BEN);
      return impactHistory(WITH_IMPACT, [declared(), impactSet, gone], words);
    },
  },
  {
    name: "impact history, longer than a message",
    when: "the impact was changed more often than a message holds",
    show: (words) =>
      impactHistory(
        WITH_IMPACT,
        Array.from({ length: 21 }, () => impactSet),
        words,
      ),
  },
  {
    name: "impact history, empty",
    when: "nothing is known of the impact",
    show: (words) => impactHistory(FRESH, [declared()], words),
  },
];

const ZONE = "Europe/Lisbon";
const TYPED = "lunch";
const MITIGATED = { ...RUNNING, status: RUNBOOK.mitigatedAt! };

export const FACT_ANSWERS: readonly Sample[] = [
  {
    name: "is it mitigated",
    when: "somebody enters the status at which it should be",
    show: (words) => mitigatedQuestion(RUNNING, MITIGATED, RUNBOOK, words)!,
  },
  {
    name: "why it is mitigated",
    when: "they press the button; it is the reason on the timeline",
    show: ({ facts }) => facts.mitigatedBecause({ status: MITIGATED.status }),
  },
  {
    name: "time set",
    when: "somebody sets a time right",
    show: ({ facts }) => line(facts.answers.time({ time: facts.time.mitigated, at: "14:05" })),
  },
  {
    name: "time set, by a clock",
    of: ZONE,
    when: "they gave a time of day",
    show: ({ facts }) => line(facts.answers.timeIn({ time: facts.time.mitigated, at: "14:05", zone: ZONE })),
  },
  {
    name: "time not read",
    of: TYPED,
    when: "what they gave is no time",
    show: ({ facts }) => line(facts.answers.unread({ text: `“${TYPED}”` })),
  },
  {
    name: "no triage",
    when: "the runbook asks nothing in the first minutes",
    show: ({ facts }) => line(facts.answers.noTriage),
  },
];

export const FACT_FORMS: readonly Sample[] = [
  { name: "times", when: "somebody sets a time right", show: (words) => timesForm(FRESH, {}, metadata, words) },
  {
    name: "times, with a remark",
    of: TYPED,
    when: "the command's time could not be read",
    show: (words) => {
      const remark = words.facts.answers.unread({ text: `“${TYPED}”` });
      return timesForm(FRESH, { time: "mitigated", reason: REASON, remark }, metadata, words);
    },
  },
  {
    name: "impact",
    when: "somebody says who and what is hit",
    show: (words) => impactForm(WITH_IMPACT, RUNBOOK, {}, metadata, words),
  },
  {
    name: "triage",
    when: "somebody answers the questions of the first minutes",
    show: (words) => triageForm(FRESH, RUNBOOK, {}, metadata, words),
  },
  {
    name: "triage, with a time",
    when: "a question asks when it began",
    show: (words) => {
      const triage = [{ question: QUESTION, lands: "started" as const }];
      return triageForm(FRESH, { ...RUNBOOK, triage }, { remark: REASON }, metadata, words);
    },
  },
];

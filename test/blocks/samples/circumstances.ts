// Categories, measures and the severity that follows: what is said of them, proposed, and kept on a draft's timeline.
import { categoryList, notPrivate } from "../../../src/blocks/facts/circumstances.ts";
import { otherSeverity, proposalLine, severityChanges } from "../../../src/blocks/facts/severity-proposal.ts";
import { ALWAYS } from "../../../src/domain/condition.ts";
import type { Words } from "../../../src/blocks/words/en.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import { fold, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Runbook, Target } from "../../../src/domain/runbook.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { at, BEN, declared, FRESH, minute, REASON, RUNBOOK, roomOpened } from "./data.ts";
import type { Cases, Sample } from "./sample.ts";

const CATEGORY = "data-loss";

/** With rules that meet at a threshold. */
const JUDGING: Runbook = {
  ...RUNBOOK,
  severityRules: [
    { severity: "SEV1", when: { ...ALWAYS, measures: { users: { op: ">", than: 1_000 } } }, because: REASON },
    { severity: "SEV2", when: { ...ALWAYS, measures: { users: { op: ">", than: 100 } } }, because: "" },
    { severity: "SEV3", when: { ...ALWAYS, measures: { users: { op: "<", than: 100 } } }, because: REASON },
  ],
};

export const CIRCUMSTANCES_SAID: Pick<Cases<Said>, "category-added" | "category-removed" | "measured"> = {
  "category-added": [{ when: "somebody says what kind of trouble it is", of: { category: CATEGORY, by: BEN } }],
  "category-removed": [{ when: "somebody takes a category back", of: { category: CATEGORY, by: BEN } }],
  measured: [
    {
      when: "somebody measures what the runbook asks",
      of: {
        values: [
          { key: "down", value: false },
          { key: "customer_facing", value: true },
          { key: "users", value: 1_200 },
          { key: "share", value: 12.5 },
          { key: "delay", value: 30 },
          { key: "loss", value: null },
        ],
        by: BEN,
      },
    },
  ],
};

export const CIRCUMSTANCES_HAPPENED: {
  readonly [Type in "CategoryAdded" | "CategoryRemoved" | "Measured"]: readonly Extract<EventBody, { type: Type }>[];
} = {
  CategoryAdded: [{ type: "CategoryAdded", category: CATEGORY }],
  CategoryRemoved: [{ type: "CategoryRemoved", category: CATEGORY }],
  Measured: [{ type: "Measured", measured: { users: 1_200, down: true }, changed: ["users", "down", "share"] }],
};

const measuredAs = (users: number) =>
  fold("I7", [declared("SEV4"), roomOpened, at(3, { type: "Measured", measured: { users }, changed: ["users"] })]);

const IS_ONE = { ...FRESH, categories: [CATEGORY] };

const proposed = (users: number, words: Words) =>
  proposalLine(JUDGING, { categories: [], measured: { users } }, words)!;

const [HIGHEST, NEXT, ...REST] = JUDGING.severities;
const promise = (words: string, minutes: number | null = null): Target => ({
  words,
  within: minutes === null ? null : { unit: "exact", ms: minutes * MINUTE_MS },
});

/** The two highest differ in all that a severity promises. */
const PROMISING: Runbook = {
  ...JUDGING,
  severities: [
    {
      ...HIGHEST!,
      acknowledge: promise("at once"),
      response: promise("15 min"),
      firstUpdate: promise("20 min"),
      resolve: promise("4 h", 240),
      cadence_ms: 20 * MINUTE_MS,
      publicCadence_ms: 30 * MINUTE_MS,
    },
    {
      ...NEXT!,
      acknowledge: null,
      response: promise("30 min"),
      firstUpdate: null,
      resolve: promise("24 h", 1_440),
      cadence_ms: 60 * MINUTE_MS,
      publicCadence_ms: null,
    },
    ...REST,
  ],
};

const CHANGED: Incident = {
  ...FRESH,
  severity: "SEV2",
  severitySince: minute(35),
  formerSeverities: [{ severity: "SEV1", since: minute(0) }],
};

export const CIRCUMSTANCE_ANSWERS: readonly Sample[] = [
  {
    name: "what a change of the severity changes",
    of: PROMISING.severities,
    when: "a severity is changed to one that promises something else",
    show: (words) => severityChanges(CHANGED, PROMISING, { from: "SEV1", to: "SEV2" }, words)!,
  },
  {
    name: "proposed severity",
    when: "the answers in the form lead to one",
    show: (words) => proposed(5_000, words),
  },
  {
    name: "proposed severity, without a reason",
    when: "the runbook gives no reason for it",
    show: (words) => proposed(500, words),
  },
  {
    name: "undecided severity",
    when: "a value lies exactly between two severities",
    show: (words) => proposed(100, words),
  },
  {
    name: "categories",
    when: "somebody types `/incident category`",
    show: (words) => categoryList(IS_ONE, JUDGING, words),
  },
  {
    name: "no categories",
    when: "the runbook names none",
    show: (words) => categoryList(FRESH, { ...JUDGING, categories: [] }, words),
  },
  {
    name: "not private",
    when: "somebody adds a category that the runbook declares privately, and the incident is not private",
    show: (words) => notPrivate(FRESH, { ...FRESH, categories: ["security"] }, JUDGING, words)!,
  },
  {
    name: "another severity",
    when: "what somebody measured makes it another severity by the runbook's rules",
    show: (words) => otherSeverity(FRESH, measuredAs(5_000), JUDGING, words)!,
  },
  {
    name: "another severity, on a threshold",
    when: "what they measured lies exactly on a threshold",
    show: (words) => otherSeverity(FRESH, measuredAs(1_000), JUDGING, words)!,
  },
];

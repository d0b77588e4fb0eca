// What must be well before it may be called resolved: the list, the form that ends an incident, what is said of both.
import { line } from "../../../src/blocks/mrkdwn.ts";
import { dueLater, recoveryOnCard, recoveryView, watchOver } from "../../../src/blocks/recovery/recovery.ts";
import { resolveForm } from "../../../src/blocks/recovery/resolve-form.ts";
import { problemWords } from "../../../src/blocks/problem.ts";
import type { EventBody } from "../../../src/domain/event.ts";
import { evolve, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { BY_CHECK } from "../../../src/domain/recovery/recovery.ts";
import type { ResolvedAnyway } from "../../../src/domain/recovery/resolve.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import { testRunbook } from "../../support/runbook.ts";
import { at, BEN, minute, REASON, ROOM, RUNNING, SUMMARY } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const { runbook: RUNBOOK } = testRunbook("agentic-canon");
const { runbook: OTHER } = testRunbook("novacron");
const [FIRST, SECOND] = RUNBOOK.recovery.criteria.map(({ text }) => text) as [string, string];
const WATCH = RUNBOOK.recovery.watch!;
const KEYS = RUNBOOK.recovery.criteria.map(({ key }) => key);

const LATER: Runbook = {
  ...RUNBOOK,
  recovery: { ...RUNBOOK.recovery, criteria: RUNBOOK.recovery.criteria.map((one) => ({ ...one, due: "after" })) },
};
const WATCHED_ONLY: Runbook = { ...RUNBOOK, recovery: { ...RUNBOOK.recovery, criteria: [] } };
const NONE: Runbook = { ...RUNBOOK, recovery: { criteria: [], watch: null } };

const attested = (keys: readonly string[]): EventBody => ({
  type: "Attested",
  criteria: keys.map((key) => ({ key, text: FIRST })),
});
const PARTLY: Incident = evolve(RUNNING, at(30, attested(KEYS.slice(0, 2)), BEN));
const WELL: Incident = evolve(RUNNING, at(30, attested(KEYS), BEN));
const MITIGATED: Incident = evolve(
  RUNNING,
  at(30, { type: "TimeSet", time: "mitigated", from: null, to: minute(28), reason: REASON }),
);

export const ANYWAY: ResolvedAnyway = { reason: REASON, open: [FIRST], until: null };

export const RECOVERY_SAID: Pick<Cases<Said>, "all-well" | "unattested"> = {
  "all-well": [
    { when: "the last criterion is attested, and nothing is watched", of: { by: BEN, until: null } },
    { when: "the last criterion is attested, and the watch begins", of: { by: BEN, until: minute(45) } },
    { when: "a check shows the last of it, and nothing is watched", of: { by: BY_CHECK, until: null } },
    { when: "a check shows the last of it, and the watch begins", of: { by: BY_CHECK, until: minute(45) } },
  ],
  unattested: [{ when: "a criterion is taken back", of: { by: BEN, text: FIRST } }],
};

export const RECOVERY_PROBLEMS: Pick<Cases<Problem>, "not-recovered" | "nothing-to-attest" | "nothing-attested"> = {
  "not-recovered": [
    {
      when: "it is resolved while criteria are open",
      of: { name: "INC-7", open: [FIRST, SECOND], span: WATCH, until: null },
    },
    { when: "it is resolved while it is watched", of: { name: "INC-7", open: [], span: WATCH, until: minute(45) } },
    {
      when: "it is to be watched from when it is mitigated, and that is not known",
      of: { name: "INC-7", open: [], span: WATCH, until: null },
    },
  ],
  "nothing-to-attest": [{ when: "somebody attests what is attested", of: {} }],
  "nothing-attested": [{ when: "somebody takes back what nobody attested", of: {} }],
};

export const RECOVERY_HAPPENED: {
  readonly [Type in "Attested" | "Unattested" | "WatchOver" | "Resolved"]: readonly Extract<
    EventBody,
    { type: Type }
  >[];
} = {
  Attested: [{ type: "Attested", criteria: [{ key: KEYS[0]!, text: FIRST }] }],
  Unattested: [{ type: "Unattested", criterion: KEYS[0]!, text: FIRST }],
  WatchOver: [{ type: "WatchOver", since: minute(30), text: "", ts: "1.1" }],
  Resolved: [
    { type: "Resolved", summary: SUMMARY },
    { type: "Resolved", summary: SUMMARY, anyway: ANYWAY },
    { type: "Resolved", summary: SUMMARY, anyway: { ...ANYWAY, open: [] } },
  ],
};

const metadata = { incident: "I7", channel: ROOM };
const list = (name: string, when: string, incident: Incident, runbook: Runbook, now = 31): Sample => ({
  name,
  when,
  of: runbook.recovery,
  show: (words) => recoveryView(incident, runbook, { now: minute(now) }, words),
});
const card = (name: string, incident: Incident, runbook: Runbook): Sample => ({
  name: `card, ${name}`,
  when: "part of the card",
  of: name,
  show: (words) => ({ text: `INC-7, ${name}`, blocks: recoveryOnCard(incident, runbook, words) }),
});

export const RECOVERY_AREAS: readonly Area[] = [
  {
    title: "Recovery",
    chars_max: 1_200,
    samples: [
      list("list", "somebody types `/incident recovery`", PARTLY, RUNBOOK),
      list("list, all well", "all is attested and watched", WELL, RUNBOOK),
      list("list, watch over", "the watch is over", WELL, RUNBOOK, 60),
      list("list, with recommended ones", "the runbook recommends some", RUNNING, OTHER),
      {
        name: "due later",
        when: "it is resolved, and the runbook wants more done then",
        of: LATER.recovery,
        show: (words) => line(dueLater(RUNNING, LATER, words).join("\n")),
      },
      list("list, due later", "the runbook wants them after the end", RUNNING, LATER),
      list("list, only watched", "the runbook names no criteria", RUNNING, WATCHED_ONLY),
      list("list, none", "the runbook says nothing of it", RUNNING, NONE),
      {
        name: "list, with a remark",
        when: "a press changed nothing",
        of: RUNBOOK.recovery,
        show: (words) =>
          recoveryView(PARTLY, RUNBOOK, { now: minute(31), remark: words.recovery.problem.nothingToAttest }, words),
      },
      {
        name: "usage",
        when: "what stands behind the command is no number",
        show: ({ recovery }) => line(recovery.usage),
      },
      card("begun", PARTLY, RUNBOOK),
      card("watched", WELL, RUNBOOK),
      card("only watched, not mitigated", RUNNING, WATCHED_ONLY),
      card("only watched", MITIGATED, WATCHED_ONLY),
      { name: "watch over", when: "all has stayed well", show: (words) => watchOver(WELL, RUNBOOK, words) },
      {
        name: "resolve",
        when: "somebody resolves the incident",
        show: (words) => resolveForm(RUNNING, { held: null }, metadata, words),
      },
      {
        name: "resolve, held up",
        when: "criteria are open",
        of: RUNBOOK.recovery,
        show: (words) => {
          const problem: Problem = { type: "not-recovered", ...RECOVERY_PROBLEMS["not-recovered"][0]!.of };
          const held = problemWords(problem, RUNBOOK, words);
          return resolveForm(RUNNING, { summary: SUMMARY, held }, metadata, words);
        },
      },
    ],
  },
];

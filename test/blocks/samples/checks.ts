// What the runbook's checks show: the message of the room, its news, the timeline, and why nothing is looked at.
import { checksByHand, formerChecks, shownChecks } from "../../../src/blocks/checks/checks.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import { recoveryTold, recoveryView } from "../../../src/blocks/recovery/recovery.ts";
import type { CheckAnswer } from "../../../src/domain/checks/decide-checks.ts";
import { decide } from "../../../src/domain/decide.ts";
import { WARROOM } from "../../../src/domain/actor.ts";
import type { DomainEvent, EventBody } from "../../../src/domain/event.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import { evolve } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import type { ShownByCheck } from "../../../src/domain/recovery/recovery.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import { testRunbook } from "../../support/runbook.ts";
import { ANA, at, minute, REASON, RUNNING } from "./data.ts";
import type { Area, Cases } from "./sample.ts";

const { runbook: NOVACRON } = testRunbook("novacron");
const { runbook: SARVANOM } = testRunbook("sarvanom");
const [SERVICES, ERRORS] = NOVACRON.recovery.criteria as [Criterion, Criterion];
type Criterion = Runbook["recovery"]["criteria"][number];

/** Worded by whoever runs the machine. */
const DETAIL = "queue does not answer";

const shown = (value: ShownByCheck["value"], { text, check }: Criterion, unit = ""): ShownByCheck => {
  return { text, value, unit, test: check!.test, at: minute(40) };
};

const FAILING: CheckAnswer[] = [
  { check: "services", value: false, detail: DETAIL },
  { check: "error-rate", value: 4.25, detail: null },
  { check: "p99-latency", value: 1_840, detail: null },
  { check: "active-alerts", value: 0, detail: null },
  { check: "queue-depth", value: 123_456.7, detail: null },
  { check: "cpu", value: true, detail: null },
  { check: "memory", value: null, detail: REASON },
];

const HEALTHY: CheckAnswer[] = [
  { check: "services", value: true, detail: null },
  { check: "error-rate", value: 0.04, detail: null },
];

const MITIGATED = at(30, { type: "TimeSet", time: "mitigated", from: null, to: minute(28), reason: REASON }, ANA);

function looked(runbook: Runbook, results: CheckAnswer[], before: Incident = RUNNING): Incident {
  const context = { now: minute(31), runbook, people: {} };
  const decision = decide(before, { type: "RecordChecks", results }, WARROOM, context);
  if (!decision.ok) throw new Error(decision.error.type);
  return decision.value.after;
}

export const CHECKS_SAID: Pick<Cases<Said>, "criteria-fell" | "checks-not-connected"> = {
  "criteria-fell": [
    { when: "what was well is not any more", of: { shown: [shown(false, SERVICES), shown(0.3, ERRORS, "%")] } },
    { when: "nobody knows any more whether it is well", of: { shown: [shown(null, ERRORS, "%")] } },
  ],
  "checks-not-connected": [{ when: "it is declared, and no machine is connected that could look", of: {} }],
};

export const CHECKS_PROBLEMS: Pick<Cases<Problem>, "no-checks" | "checks-under-way" | "check-shows-otherwise"> = {
  "no-checks": [{ when: "somebody types `/incident checks`, and the runbook names none", of: {} }],
  "checks-under-way": [{ when: "somebody else asked a moment before", of: {} }],
  "check-shows-otherwise": [{ when: "somebody attests what its check denies", of: shown(0.3, ERRORS, "%") }],
};

export const CHECKS_HAPPENED: {
  readonly [Type in "ChecksChanged" | "ChecksNotConnected" | "CriteriaFell"]: readonly Extract<
    EventBody,
    { type: Type }
  >[];
} = {
  ChecksChanged: [
    {
      type: "ChecksChanged",
      changes: [
        { check: "a", title: "Error rate", unit: "%", value: 4.2, verdict: "not-well", detail: null, before: null },
        { check: "b", title: "Services", unit: "", value: true, verdict: "well", detail: null, before: null },
        { check: "c", title: "CPU in use", unit: "%", value: null, verdict: "unknown", detail: REASON, before: null },
        { check: "d", title: "Waiting", unit: "", value: 12, verdict: "shown", detail: null, before: "unknown" },
      ],
    },
  ],
  ChecksNotConnected: [{ type: "ChecksNotConnected" }],
  CriteriaFell: [{ type: "CriteriaFell", criteria: [{ key: ERRORS.key, text: ERRORS.text }], told: true }],
};

export const CHECKS_AREAS: readonly Area[] = [
  {
    title: "Checks",
    chars_max: 1_600,
    samples: [
      {
        name: "in the room",
        when: "the checks were looked at",
        of: { NOVACRON, FAILING },
        show: (words) => shownChecks(looked(NOVACRON, FAILING), NOVACRON, words),
      },
      {
        name: "in the room, healthy",
        when: "they were looked at once it works again",
        of: NOVACRON,
        show: (words) => shownChecks(looked(NOVACRON, HEALTHY), NOVACRON, words),
      },
      {
        name: "in the room, calling people",
        when: "a rung of the ladder waits for what they show",
        of: SARVANOM,
        show: (words) =>
          shownChecks(looked(SARVANOM, [{ check: "error-rate", value: 12, detail: null }]), SARVANOM, words),
      },
      { name: "in the room, before", when: "they were looked at again since", show: formerChecks },
      {
        name: "recovery",
        when: "somebody types `/incident recovery` while checks answer for some of it",
        of: { NOVACRON, FAILING },
        show: (words) => {
          const incident = looked(NOVACRON, FAILING, evolve(RUNNING, MITIGATED));
          return recoveryView(incident, NOVACRON, { now: minute(34) }, words);
        },
      },
      {
        name: "by hand",
        when: "somebody types `/incident checks`, and no machine is connected",
        of: NOVACRON,
        show: (words) => checksByHand(NOVACRON, words),
      },
      {
        name: "well by checks",
        when: "it stands on the timeline",
        of: ERRORS,
        show: (words) => {
          const well: EventBody = { type: "Attested", criteria: [{ key: ERRORS.key, text: ERRORS.text }] };
          return recoveryTold(at(31, well, null) as Extract<DomainEvent, { type: "Attested" }>, words);
        },
      },
      { name: "asked", when: "somebody types `/incident checks`", show: ({ checks }) => line(checks.answers.asked) },
    ],
  },
];

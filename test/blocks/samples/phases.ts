// The runbook's phases: how they show on the card, and what a status asks for before it is entered.
import { section } from "../../../src/blocks/mrkdwn.ts";
import { demandsForm, phaseLines } from "../../../src/blocks/procedures/phases.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import type { StatusEvent } from "../../../src/domain/procedures/phases.ts";
import type { Runbook } from "../../../src/domain/runbook.ts";
import { cut } from "../../../src/lib/pure/text.ts";
import { testRunbook } from "../../support/runbook.ts";
import { FRESH, REASON, ROOM } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const { runbook: RUNBOOK } = testRunbook("agentic-canon");
const { runbook: OTHER } = testRunbook("magnus");
const NONE: Runbook = { ...RUNBOOK, phases: [] };
const WITHOUT_BEGIN: Runbook = {
  ...RUNBOOK,
  phases: RUNBOOK.phases.map((one) => ({ ...one, box: one.box && { ...one.box, begins_ms: 0 } })),
};
const [FIRST, , , ENTERED] = RUNBOOK.statuses as [string, string, string, string];
const { demands } = RUNBOOK.phases.find(({ name }) => name === ENTERED)!;
const LONG = "Everybody who was called in the night has been told where this is worked on and by whom it is led";
const MANY: Runbook = {
  ...RUNBOOK,
  phases: [{ name: ENTERED, box: null, demands: [LONG, ...Array.from({ length: 11 }, (_, index) => `Item ${index}`)] }],
};

export const PHASE_PROBLEMS: Pick<Cases<Problem>, "demands-open"> = {
  "demands-open": [{ when: "a status is entered that asks for something first", of: { status: ENTERED, demands } }],
};

const changed: StatusEvent = { type: "StatusChanged", from: FIRST, to: ENTERED };
export const PHASES_HAPPENED: readonly StatusEvent[] = [
  changed,
  { ...changed, met: [...demands] },
  { ...changed, anyway: { reason: REASON, open: [...demands] } },
];

const onCard = (name: string, runbook: Runbook): Sample => ({
  name: `card, ${name}`,
  when: "part of the card",
  of: runbook.phases,
  show: (words) => {
    const text = phaseLines(FRESH, runbook, words).join("\n");
    return { text, blocks: [section(text)] };
  },
});
const form = (name: string, when: string, runbook: Runbook): Sample => ({
  name,
  when,
  of: [runbook.phases, cut(LONG, 75)],
  show: (words) => demandsForm(FRESH, runbook, ENTERED, { incident: "I7", channel: ROOM }, words),
});

export const PHASE_AREAS: readonly Area[] = [
  {
    title: "Phases",
    chars_max: 900,
    samples: [
      onCard("entered with a status", RUNBOOK),
      onCard("without a time to begin", WITHOUT_BEGIN),
      onCard("by the clock", OTHER),
      onCard("without phases", NONE),
      form("form", "somebody enters a status that asks for something first", RUNBOOK),
      form("form, many", "it asks for more than one field of boxes takes", MANY),
      {
        name: "nothing ticked",
        when: "something is not so, and nobody says why it is entered all the same",
        show: ({ phases }) => phases.form.tickOrSay,
      },
    ],
  },
];

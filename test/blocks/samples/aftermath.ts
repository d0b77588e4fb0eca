// After the end: what is left to do, contributions, the end of the room.
import { afterResolve, archiveOffer, contributionForm } from "../../../src/blocks/aftermath.ts";
import { CONTRIBUTION_KINDS } from "../../../src/domain/aftermath.ts";
import { evolve, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { runbookOf, smallest } from "../../runbook/reading.ts";
import { at, minute, REASON, RESOLVED, RUNBOOK } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

export const AFTERMATH_SAID: Pick<Cases<Said>, "after-resolve"> = {
  "after-resolve": [
    { when: "the first draft is in the room", of: { permalink: "https://acme.slack.com/files/U1/F1/inc-7.md" } },
    { when: "the first draft is there, and Slack gave no link to it", of: { permalink: null } },
  ],
};

export const AFTERMATH_PROBLEMS: Pick<Cases<Problem>, "still-open" | "no-room" | "already-archived"> = {
  "still-open": [{ when: "somebody archives the room of an open incident", of: { name: "INC-7" } }],
  "no-room": [{ when: "there is no room to archive", of: { name: "INC-7" } }],
  "already-archived": [{ when: "the room is archived already", of: { name: "INC-7", at: minute(600) } }],
};

const WITH_ITEM: Incident = evolve(
  RESOLVED,
  at(42, { type: "ActionItemAdded", text: REASON, owner: null, due: null, priority: "normal" }),
);

const LAW = runbookOf(smallest("regimes: [gdpr]\naction_items: { due_within: { Immediate: 1 week } }\n"));
const PROMPT = { title: "Root Cause", prompt: "Ask why five times." };
const metadata = { incident: "I7", channel: "C7" };

const forms = CONTRIBUTION_KINDS.map(
  (kind): Sample => ({
    name: `contribution: ${kind}`,
    when: `somebody presses the button for it`,
    of: PROMPT,
    show: (words) => contributionForm({ kind, ...PROMPT }, null, { ...metadata, contribution: kind }, words),
  }),
);

export const AFTERMATH_AREAS: readonly Area[] = [
  {
    title: "After the end",
    chars_max: 700,
    samples: [
      ...forms,
      {
        name: "contribution: another why",
        when: "somebody asks why once more",
        of: PROMPT,
        show: (words) =>
          contributionForm({ kind: "why", ...PROMPT }, REASON, { ...metadata, contribution: "why" }, words),
      },
      {
        name: "what is left, with action items",
        when: "the first draft is in the room, and action items are open",
        show: (words) => afterResolve({ ...WITH_ITEM, canvas: "F7" }, RUNBOOK, null, words),
      },
      {
        name: "what is left, notification rules not answered",
        when: "it is resolved, and nobody has answered whether they apply",
        of: LAW,
        show: (words) =>
          afterResolve({ ...RESOLVED, regimesAsked: { gdpr: { asks: 1, at: minute(5) } } }, LAW, null, words),
      },
      {
        name: "archive offer",
        when: "the incident ended 14 days ago",
        show: (words) => archiveOffer(RESOLVED, words),
      },
      {
        name: "contribution without a kind",
        when: "`/incident contribute` is given words that begin with none of the kinds",
        show: (words) => words.aftermath.sayWhich({ text: REASON }),
      },
      {
        name: "what is left, nothing asked",
        when: "the runbook's postmortem asks for nothing that people remember",
        of: RUNBOOK.review,
        show: (words) => afterResolve(RESOLVED, { ...RUNBOOK, postmortem: { sections: [] } }, null, words),
      },
      {
        name: "contribution kept",
        when: "a contribution was made",
        show: (words) => words.aftermath.thanks({ kind: words.aftermath.contribute.well }),
      },
      {
        name: "new room",
        when: "somebody opens a new room in place of one out of reach",
        show: (words) => words.room.opening({ name: "INC-7" }),
      },
      { name: "archiving", when: "somebody archives the room", show: (words) => words.aftermath.archiving },
    ],
  },
];

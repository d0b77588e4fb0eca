// The runbook's checklists: which there are, one to tick off, what the room is told.
import { incidentMenu } from "../../../src/blocks/menu.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import { checklistSaid, checklistsOverview, checklistView } from "../../../src/blocks/procedures/checklists.ts";
import { evolve, type Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import { testRunbook } from "../../support/runbook.ts";
import { at, BEN, RUNBOOK as OTHER, RUNNING } from "./data.ts";
import type { Area, Cases } from "./sample.ts";

const { checklists } = testRunbook("novacron").runbook;
const RUNBOOK = { ...OTHER, checklists };
const [FIRST] = checklists as [(typeof checklists)[number]];
const TYPED = "data leak";
const BEGUN: Incident = evolve(
  RUNNING,
  at(30, { type: "ItemTicked", checklist: FIRST.key, item: FIRST.items[0]! }, BEN),
);

export const CHECKLISTS_SAID: Pick<Cases<Said>, "checklist-offered" | "checklist-done"> = {
  "checklist-offered": [
    { when: "a checklist's condition holds, and the runbook has it no more", of: { checklist: "" } },
  ],
  "checklist-done": [{ when: "the last item is ticked", of: { title: FIRST.title, by: BEN } }],
};

export const CHECKLIST_AREAS: readonly Area[] = [
  {
    title: "Checklists",
    chars_max: 800,
    samples: [
      {
        name: "which there are",
        when: "somebody types `/incident checklist`",
        of: checklists,
        show: (words) => checklistsOverview(BEGUN, RUNBOOK, words),
      },
      {
        name: "unknown",
        when: "there is none of that name",
        of: [checklists, TYPED],
        show: (words) => checklistsOverview(BEGUN, RUNBOOK, words, words.checklists.unknown({ typed: `“${TYPED}”` })),
      },
      {
        name: "one",
        when: "somebody opens it",
        of: checklists,
        show: (words) => checklistView(BEGUN, FIRST, words, words.checklists.problem.unchanged),
      },
      { name: "none", when: "the runbook has none", show: ({ checklists: said }) => line(said.none) },
      {
        name: "offered",
        when: "its condition holds",
        of: checklists,
        show: (words) => checklistSaid(RUNNING, RUNBOOK, { type: "checklist-offered", checklist: FIRST.key }, words),
      },
      { name: "menu", when: "the runbook has some", show: (words) => incidentMenu(RUNNING, RUNBOOK, words) },
    ],
  },
];

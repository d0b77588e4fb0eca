// Under which text of the runbook an incident runs, and what another one would change.
import { type RunbookText, runbookOverview } from "../../../src/blocks/applied-runbook.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { BEN, minute, RUNNING } from "./data.ts";
import type { Area, Cases } from "./sample.ts";

const TITLE = "Acme incident response";
const OWN: RunbookText = { title: TITLE, hash: "0123456789abcdef", loadedAt: minute(-600) };
const NEWER: RunbookText = { title: TITLE, hash: "fedcba9876543210", loadedAt: minute(10) };
const CHANGES = [["SEV1", "responded to: was within 15 min, is within 5 min", "new: nobody waits"]];
const MANY = [["SEV1", ...Array.from({ length: 22 }, () => "new: nobody waits")]];

export const RUNBOOK_SAID: Pick<Cases<Said>, "runbook-applied"> = {
  "runbook-applied": [{ when: "somebody applies the runbook as it is now", of: { title: TITLE, by: BEN } }],
};

export const RUNBOOK_PROBLEMS: Pick<Cases<Problem>, "runbook-unchanged" | "runbook-moved-on" | "runbook-lacks"> = {
  "runbook-unchanged": [{ when: "the incident runs under that one", of: { name: "INC-7" } }],
  "runbook-moved-on": [{ when: "it was changed once more meanwhile", of: {} }],
  "runbook-lacks": [
    {
      when: "it lacks what the incident uses",
      of: { title: TITLE, severity: "SEV1", status: "Fixing", roles: ["scribe"], regimes: ["gdpr"] },
    },
    {
      when: "it lacks a role that somebody holds",
      of: { title: TITLE, severity: null, status: null, roles: ["scribe"], regimes: [] },
    },
  ],
};

const all = [TITLE, OWN, NEWER, CHANGES, "01234567", "fedcba98"];

export const RUNBOOK_AREAS: readonly Area[] = [
  {
    title: "The runbook of an incident",
    chars_max: 1_200,
    samples: [
      {
        name: "in force",
        when: "somebody types `/incident runbook`",
        of: all,
        show: (words) => runbookOverview(RUNNING, { own: OWN, inForce: OWN, changes: [] }, words),
      },
      {
        name: "newer one loaded",
        when: "the file was changed since",
        of: all,
        show: (words) => runbookOverview(RUNNING, { own: OWN, inForce: NEWER, changes: CHANGES }, words),
      },
      {
        name: "newer one, nothing that people read",
        when: "a comment was changed",
        of: all,
        show: (words) => runbookOverview(RUNNING, { own: OWN, inForce: NEWER, changes: [] }, words),
      },
      ...[21, 22].map((count) => ({
        name: `newer one, ${count} changes`,
        when: "much was changed",
        of: all,
        show: (words: Parameters<typeof runbookOverview>[2]) =>
          runbookOverview(RUNNING, { own: OWN, inForce: NEWER, changes: [MANY[0]!.slice(0, count + 1)] }, words),
      })),
      {
        name: "applied",
        when: "somebody applied it",
        of: TITLE,
        show: ({ appliedRunbook: said }) => line(said.done({ name: "INC-7", title: TITLE })),
      },
    ],
  },
];

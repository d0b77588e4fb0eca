// A drill: its mark and its score.
import { dutiesView } from "../../../src/blocks/duties/duties.ts";
import { drillDuties, drillLine, drillScore } from "../../../src/blocks/drill.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import type { Drill } from "../../../src/domain/drill/drill.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Runbook, Target } from "../../../src/domain/runbook.ts";
import { testRunbook } from "../../support/runbook.ts";
import { at, FRESH, minute, RESOLVED, RUNBOOK, TITLE } from "./data.ts";
import type { Area, Cases, Sample } from "./sample.ts";

const NOTHING_YET = {
  since: minute(2),
  dueAt: null,
  automatic: false,
  overdueTold: 0,
  overdueToldAt: null,
  draft: null,
  held: null,
  sending: null,
  settled: null,
};
const { runbook: VIBE } = testRunbook("mgmtvibe");
const DRILL: Drill = { pages: false, taken: { commander: minute(4) }, lateUpdates: 0 };
const { runbook: NOVACRON } = testRunbook("novacron");
const OWING: Incident = {
  ...FRESH,
  drill: DRILL,
  owed: NOVACRON.duties.map(({ key }) => ({ ...NOTHING_YET, id: key, duty: key })),
};
const SEVERITY = VIBE.severities[1]!.name;
const TARGET: Target = { words: "10 min", within: { unit: "exact", ms: 600_000 } };
const PROMISING: Runbook = {
  ...RUNBOOK,
  severities: RUNBOOK.severities.map((one) => ({ ...one, firstUpdate: TARGET, resolve: TARGET })),
};
const score = (name: string, incident: Incident, runbook = RUNBOOK): Sample => ({
  name,
  when: "a drill is resolved",
  of: runbook.severities,
  show: (words) => drillScore(incident, runbook, words),
});

export const DRILL_SAID: Pick<Cases<Said>, "drill-score" | "drill-duties"> = {
  "drill-duties": [{ when: "what the runbook has told comes due, and is no longer owed", of: { duties: [] } }],
  "drill-score": [{ when: "a drill is resolved", of: {} }],
};

export const DRILL_AREAS: readonly Area[] = [
  {
    title: "Drills",
    chars_max: 500,
    samples: [
      { name: "mark", when: "on the card", show: (words) => line(drillLine({ ...FRESH, drill: DRILL }, words).join()) },
      {
        name: "mark, calling",
        when: "those whom the runbook calls are called",
        show: (words) => line(drillLine({ ...FRESH, drill: { ...DRILL, pages: true } }, words).join()),
      },
      {
        name: "title",
        when: "wherever its title stands",
        of: TITLE,
        show: ({ drill }) => line([drill.title({ title: TITLE }), drill.usual].join(" / ")),
      },
      {
        name: "usage",
        when: "no severity is named",
        of: "SEV1",
        show: ({ drill }) => line(drill.usage({ known: "`SEV1`" })),
      },
      score("score", { ...RESOLVED, drill: DRILL }),
      {
        name: "duties",
        when: "somebody looks at the duties",
        of: NOVACRON.duties,
        show: (words) => dutiesView(OWING, NOVACRON, { now: minute(5) }, words),
      },
      score("no score, cancelled", { ...RESOLVED, stage: "cancelled", drill: DRILL }),
      {
        name: "would be told",
        when: "what the runbook has told comes due",
        of: NOVACRON.duties,
        show: (words) =>
          drillDuties(
            OWING,
            NOVACRON,
            NOVACRON.duties.map(({ key }) => key),
            words,
          ),
      },
      {
        name: "would be told of an update",
        when: "below an update",
        show: ({ drill }) => line(drill.ofUpdate({ list: "put the latest update for *Customers* on the status page" })),
        of: "put the latest update for *Customers* on the status page",
      },
      score("score, an update late", { ...RESOLVED, drill: { ...DRILL, lateUpdates: 1 } }),
      score("score, nothing done", { ...FRESH, drill: { ...DRILL, taken: {}, lateUpdates: 3 } }),
      score("score, all targets", { ...RESOLVED, drill: DRILL }, PROMISING),
      score("score, targets apart", { ...RESOLVED, severity: SEVERITY, drill: DRILL }, VIBE),
      score("score, missed", { ...RESOLVED, severitySince: minute(-600), severity: SEVERITY, drill: DRILL }, VIBE),
      score("score, words alone", {
        ...RESOLVED,
        severity: "SEV4",
        acknowledged: { by: "UBEN", at: at(9, { type: "Acknowledged", by: "UBEN" }).at },
        drill: DRILL,
      }),
    ],
  },
];

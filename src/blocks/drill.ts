// A drill as people see it: what marks its card, and its score.
import type { Incident } from "../domain/incident.ts";
import { dutyOf } from "../domain/duties/occasions.ts";
import { owedOf } from "../domain/duties/owed.ts";
import { drillScores, type Score } from "../domain/drill/drill-score.ts";
import type { Said } from "../domain/job.ts";
import { type Runbook, severityOf } from "../domain/runbook.ts";
import { todoList } from "./duties/names.ts";
import { escaped, line, lines, type Post } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** In front of everything else on the card. */
export const drillLine = ({ drill }: Incident, { drill: said }: Words): string[] =>
  drill === null ? [] : [drill.pages ? said.cardPages : said.card];

type DrillSaid = Extract<Said, { type: "drill-score" | "drill-duties" }>;

export const isDrillSaid = (what: Said): what is DrillSaid =>
  what.type === "drill-score" || what.type === "drill-duties";

export const drillSaid = (incident: Incident, runbook: Runbook, what: DrillSaid, words: Words): Post =>
  what.type === "drill-score"
    ? drillScore(incident, runbook, words)
    : drillDuties(incident, runbook, what.duties, words);

/** What the runbook promises, what was done, and whether that was in time. */
export function drillScore(incident: Incident, runbook: Runbook, words: Words): Post {
  const { drill: said } = words;
  if (incident.stage === "cancelled") return line(said.noScore({ name: escaped(incident.name) }));
  const cadence_ms = severityOf(runbook, incident.severity)?.cadence_ms ?? null;
  const every = cadence_ms === null ? null : words.duration(cadence_ms);
  return lines([
    said.score({ name: escaped(incident.name) }),
    ...drillScores(incident, runbook).map((score) => scoreLine(score, words)),
    ...(every === null ? [] : [said.updates({ every }, incident.drill?.lateUpdates ?? 0)]),
  ]);
}

/** Who would be told now, and by which way. */
export function drillDuties(incident: Incident, runbook: Runbook, ids: readonly string[], words: Words): Post {
  const all = ids.flatMap((id) => owedOf(incident, id) ?? []);
  const list = todoList(
    all.map((one) => dutyOf(runbook, one.duty)),
    words,
  );
  return line(words.drill.duties({ list }));
}

function scoreLine({ what: name, target: promised, after_ms, met }: Score, words: Words): string {
  const { drill: said } = words;
  const what = said.what[name];
  const target = promised === null ? null : escaped(promised.words);
  if (after_ms === null) return target === null ? said.never({ what }) : said.neverTarget({ what, target });
  const after = words.duration(after_ms);
  if (target === null) return said.after({ what, after });
  return (met === null ? said.open : met ? said.met : said.missed)({ what, after, target });
}

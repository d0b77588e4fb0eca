// When the moment of a duty is, by the state alone; and which of its occasions that is, where it comes again.
import type { Instant } from "../../lib/pure/time.ts";
import { momentAfter } from "../calendar/calendar.ts";
import { ALWAYS } from "../condition.ts";
import { startOf, timeOf } from "../facts/times.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import { latestUpdate } from "../updates/updates.ts";
import type { Duty } from "./duty.ts";

interface Occasion {
  /** As the `id` of what is owed. */
  id: string;
  /** May lie ahead. */
  at: Instant;
}

/** The runbook's own and, where a severity says how often those outside are told, that. */
export const dutiesIn = (runbook: Runbook): Duty[] => [
  ...runbook.duties,
  ...runbook.severities.flatMap(({ name, publicCadence_ms }) =>
    publicCadence_ms === null ? [] : [publicUpdate(name, publicCadence_ms, runbook)],
  ),
];

export const dutyOf = (runbook: Runbook, key: string): Duty | undefined =>
  dutiesIn(runbook).find((duty) => duty.key === key);

/** Those outside, again and again. With the word of whom the runbook names for its status page. */
const publicUpdate = (severity: string, every_ms: number, { duties }: Runbook): Duty => ({
  key: `${PUBLIC_UPDATE} ${severity}`,
  audience: "",
  to: [],
  outlet: "status-page",
  channel: null,
  moment: { at: "every", every_ms },
  within: null,
  only: { ...ALWAYS, severities: [severity] },
  owner: null,
  approver: duties.find(({ outlet }) => outlet === "status-page")?.approver ?? null,
  automatic: false,
  template: null,
});

/** No key that a file could give: it has a space. */
const PUBLIC_UPDATE = "public update";

export const isPublicUpdate = (key: string): boolean => key.startsWith(`${PUBLIC_UPDATE} `);

/** Of what is owed, by its `id`: of which duty it is. */
export const dutyKeyOf = (id: string): string => id.replace(/@\d+$/, "");

/** The latest that has come or will come by itself; null while that hangs on something else. */
export function occasionOf(duty: Duty, incident: Incident, runbook: Runbook): Occasion | null {
  const { key, moment } = duty;
  const once = (at: Instant | null): Occasion | null => (at === null ? null : { id: key, at });
  switch (moment.at) {
    case "declared":
    case "found":
      return once(incident.declaredAt);
    case "acknowledged":
    case "mitigated":
      return once(timeOf(incident, moment.at));
    case "open-for":
      return once(momentAfter(startOf(incident), moment.span, runbook.calendar));
    case "updated": {
      const latest = latestUpdate(incident);
      return latest && { id: `${key}@${latest.seq}`, at: latest.at };
    }
    case "resolved": {
      const { ended, stage } = incident;
      return stage === "resolved" && ended ? { id: `${key}@${ended.at}`, at: ended.at } : null;
    }
    case "every":
      return nextOf(duty, moment.every_ms, incident, runbook);
  }
}

/** Counted from when those were last told by this way, of whatever, or it was last due. */
function nextOf(duty: Duty, every_ms: number, { owed, declaredAt, severitySince }: Incident, runbook: Runbook) {
  const same = dutiesIn(runbook).filter(({ outlet }) => outlet === duty.outlet);
  const told = owed.filter((one) => same.some(({ key }) => key === one.duty)).map(({ settled }) => settled?.at ?? 0);
  const before = owed.filter((one) => one.duty === duty.key);
  const since = Math.max(declaredAt, severitySince, ...told, ...before.map((one) => one.since));
  return { id: `${duty.key}@${before.length + 1}`, at: since + every_ms };
}

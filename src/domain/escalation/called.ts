// Whom an incident has called so far: by its severity, by its rungs, by people; and who stands in where nobody acts.
import type { Instant } from "../../lib/pure/time.ts";
import type { Incident } from "../incident.ts";
import { leadRole, type People, type Runbook, severityOf } from "../runbook.ts";
import { calledTo } from "../visible.ts";

/** Whom its severity pages or invites, each once. */
export function calledBySeverity(incident: Incident, runbook: Runbook, people: People): string[] {
  const { page = [], invite = [] } = severityOf(runbook, incident.severity) ?? {};
  return [...new Set(calledTo(incident, people, [...page, ...invite]))];
}

/** Whom its rungs have reached, each once; `before` a moment, where one is given. */
export const calledByRungs = ({ rungs }: Incident, before = Number.POSITIVE_INFINITY): string[] => [
  ...new Set(
    Object.values(rungs)
      .filter(({ at }) => at < before)
      .flatMap(({ called }) => called),
  ),
];

/** Whether a page, an earlier rung or a person had called each of them before that. */
export function wereCalled(users: readonly string[], at: Instant, incident: Incident, people: People): boolean {
  const paged = calledTo(
    incident,
    people,
    incident.pages.map(({ key }) => key),
  );
  const before = new Set([...paged, ...calledByRungs(incident, at), ...incident.calls.flatMap(({ to }) => to)]);
  return users.length > 0 && users.every((user) => before.has(user));
}

/** Who is told besides when what is overdue stays undone: the lead's backup, else whom the incident called. */
export function standIns(incident: Incident, runbook: Runbook, people: People): string[] {
  const backup = calledTo(incident, people, leadRole(runbook)?.backup ?? []);
  const inTurn = [backup, calledBySeverity(incident, runbook, people), calledByRungs(incident)];
  return inTurn.find((users) => users.length > 0) ?? [];
}

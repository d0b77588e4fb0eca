// Who sees to a duty, and whose word lets it go out.
import { type Actor, isPerson } from "../actor.ts";
import { standIns } from "../escalation/called.ts";
import type { Incident } from "../incident.ts";
import { leading } from "../roles.ts";
import { type People, type Runbook, updatesRole } from "../runbook.ts";
import type { Duty } from "./duty.ts";
import { dutyOf } from "./occasions.ts";
import { isOpen } from "./owed.ts";

/** The holder of its role, else whoever leads, else whoever declared it. */
export function responsibleFor(duty: Duty, incident: Incident, runbook: Runbook): string {
  const role = duty.owner ?? updatesRole(runbook)?.key;
  const holder = role === undefined ? undefined : incident.roles[role]?.user;
  return holder ?? leading(incident, runbook) ?? incident.declaredBy;
}

/** What is open when somebody takes the lead, and theirs to see to. */
export const dutiesFoundBy = (user: string, incident: Incident, runbook: Runbook): string[] =>
  leading(incident, runbook) === user
    ? incident.owed
        .filter((one) => isOpen(one, incident, runbook) && !one.automatic)
        .filter((one) => responsibleFor(dutyOf(runbook, one.duty)!, incident, runbook) === user)
        .map(({ id }) => id)
    : [];

/** Once it has been overdue for long: whoever leads, and the backup or whoever stands in. */
export function overdueToldTo(incident: Incident, runbook: Runbook, people: People): string[] {
  const lead = leading(incident, runbook) ?? (isPerson(incident.declaredBy) ? incident.declaredBy : null);
  return [...new Set([...(lead === null ? [] : [lead]), ...standIns(incident, runbook, people)])];
}

/** Whose word it needs; null where anybody's will do: none is named, or nobody holds that role or leads. */
export function approverOf({ approver }: Duty, incident: Incident, runbook: Runbook): string | null {
  if (approver === null) return null;
  return incident.roles[approver]?.user ?? leading(incident, runbook);
}

/** Whether that person's click sends it. */
export function mayApprove(duty: Duty, incident: Incident, runbook: Runbook, actor: Actor): boolean {
  const approver = approverOf(duty, incident, runbook);
  return approver === null || actor.kind !== "person" || actor.user === approver;
}

// What duties cause: the room hears which are owed or overdue, and those whom they concern are told.
import type { Context } from "../context.ts";
import { once, sayOnce } from "../enqueue.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type JobChange, type JobOf, PRIORITY, postLane } from "../job.ts";
import { isNudgedAt } from "../review/deadlines.ts";
import { notBefore, over, type Turn } from "../turn.ts";
import { IN_SLACK } from "./duty.ts";
import { dutyOf } from "./occasions.ts";
import { dutyMoments } from "./moments.ts";
import { overdueToldTo } from "./responsible.ts";

/** The next moment; all whose time has come are recorded together. */
export function dutyTimer(incident: Incident, { runbook }: Context): { job: JobOf<"note-duties">; at: Instant } | null {
  const [next] = dutyMoments(incident, runbook);
  return next ? { job: { kind: "note-duties" }, at: next.at } : null;
}

export function dutiesTurn(incident: Incident, _job: JobOf<"note-duties">, { now, runbook }: Context): Turn {
  const [next] = dutyMoments(incident, runbook);
  if (!next) return over("nobody is to be told");
  if (next.at > now) return notBefore(next.at);
  return { type: "due", to: [], record: () => ({ type: "RecordDuties" }) };
}

export function dutyJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  switch (event.type) {
    case "DutiesOwed": {
      if (incident.drill !== null) return drilledJobs(event, incident, seq, context);
      // Of an update, the update itself says who is to be told.
      const byHand = event.duties
        .filter((one) => !one.automatic && dutyOf(context.runbook, one.duty)?.moment.at !== "updated")
        .map(({ id }) => id);
      const automatic = event.duties.filter((one) => one.automatic);
      return [
        ...automatic.map(({ id }) =>
          once(incident, `draft-duty:${id}`, { kind: "draft-duty", duty: id }, null, PRIORITY.say, context),
        ),
        ...(byHand.length === 0
          ? []
          : sayOnce(incident, "room", { type: "duties-owed", duties: byHand }, seq, context)),
      ];
    }
    case "DutiesOverdue":
      // The reminder of what is left to do comes at the same time, and names them.
      if (isNudgedAt(event.at, incident, context.runbook)) return [];
      return sayOnce(
        incident,
        "room",
        {
          type: "duties-overdue",
          duties: event.duties,
          again: event.again ?? [],
          lead: leadOf(event.again, incident, context),
        },
        seq,
        context,
      );
    case "DutyHeldBack":
    case "DutyDrafted":
      return sayOnce(incident, "room", { type: "duty-waits", duty: event.duty }, seq, context);
    case "DutySending":
      return event.to.map((to) => {
        const lane = IN_SLACK.includes(event.outlet) ? postLane(incident.team, to) : `${event.outlet}:${incident.team}`;
        const job = { kind: "tell-duty" as const, duty: event.duty, to };
        return once(incident, `tell-duty:${event.duty}:${to}:${seq}`, job, lane, PRIORITY.say, context);
      });
    case "DutyNotTold":
      return sayOnce(
        incident,
        "room",
        { type: "duty-not-told", duty: event.duty, to: event.to, why: event.why },
        seq,
        context,
      );
    default:
      return [];
  }
}

/** In a drill the room hears who would be told; of an update, the update itself says so. */
function drilledJobs(
  { duties }: Extract<DomainEvent, { type: "DutiesOwed" }>,
  incident: Incident,
  seq: number,
  context: Context,
): JobChange[] {
  const told = duties.filter((one) => dutyOf(context.runbook, one.duty)?.moment.at !== "updated").map(({ id }) => id);
  return told.length === 0 ? [] : sayOnce(incident, "room", { type: "drill-duties", duties: told }, seq, context);
}

/** Whom it concerns besides those responsible, where one of them was told before; nobody else. */
const leadOf = (again: readonly string[] | undefined, incident: Incident, { runbook, people }: Context): string[] =>
  again ? overdueToldTo(incident, runbook, people) : [];

// What the runbook wants done after the resolution, each until a time: what of it is done, and who is reminded when.
// Warroom's own default where a runbook is silent: reminded at 80 % of the time, when it is due, and at 150 %, within the
// hours in which the organisation works: nothing is broken any more that anybody should be woken for.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Calendar, deadlineAfter, inBusinessTime, inBusinessTimeBefore } from "../calendar/calendar.ts";
import { holds } from "../condition.ts";
import type { Context } from "../context.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import { endOf } from "../facts/times.ts";
import type { Incident } from "../incident.ts";
import type { TimerOf } from "../follow.ts";
import type { JobOf } from "../job.ts";
import { notBefore, over, type Turn } from "../turn.ts";
import { withoutHolders } from "../nudges.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import { leadRole, type People, type Runbook } from "../runbook.ts";
import { isOpenItem } from "../work/action-items.ts";
import type { Deadline } from "./review.ts";

export const DEADLINE_STEPS = ["soon", "due", "overdue"] as const;
export type DeadlineStep = (typeof DEADLINE_STEPS)[number];

const SHARES: Record<DeadlineStep, number> = { soon: 0.8, due: 1, overdue: 1.5 };

/** By the deadline's key: who said that it is done. */
export type DeadlinesDone = Record<string, { by: string; at: Instant }>;

/** By the deadline's key: the last step that somebody was reminded at. */
export type DeadlinesNudged = Record<string, DeadlineStep>;

/** One deadline of a resolved incident. */
export interface RunningDeadline extends Deadline {
  since: Instant;
  dueAt: Instant;
  /** `by` is null where no one person did it. */
  done: { by: string | null; at: Instant } | null;
}

/** What is said in one reminder. */
export interface DeadlineNudge {
  deadline: string;
  step: DeadlineStep;
}

/** By the deadline's key. */
export type DeadlineCommand = { type: "FinishDeadline" | "UnfinishDeadline"; deadline: string };

/** `endedAt`: of which end the deadlines were. */
interface Nudged {
  endedAt: Instant;
  nudged: DeadlineNudge[];
  to: string[];
  text: string;
  ts: string;
  /** They could not be told. */
  isLost?: true;
}

export type DeadlineOutcome = { type: "RecordDeadlineNudge" } & Nudged;

export type DeadlineEvent =
  | { type: "DeadlineDone"; deadline: string; title: string }
  | { type: "DeadlineUndone"; deadline: string; title: string }
  | ({ type: "DeadlinesNudged" } & Nudged);

/** Another end has deadlines of its own. */
export function evolveDeadlines(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "DeadlineDone":
      return { deadlinesDone: { ...before.deadlinesDone, [event.deadline]: { by, at: event.at } } };
    case "DeadlineUndone": {
      const { [event.deadline]: _taken, ...deadlinesDone } = before.deadlinesDone;
      return { deadlinesDone };
    }
    case "DeadlinesNudged": {
      if (event.endedAt !== before.ended?.at) return null;
      const steps = event.nudged.map(({ deadline, step }) => [deadline, step]);
      return { deadlinesNudged: { ...before.deadlinesNudged, ...Object.fromEntries(steps) } };
    }
    case "Reopened":
      return { deadlinesDone: {}, deadlinesNudged: {} };
    default:
      return null;
  }
}

/** In the runbook's order; none while the incident runs, where it ended otherwise than resolved, or for a drill. */
export function deadlinesOf(incident: Incident, runbook: Runbook): RunningDeadline[] {
  const since = endOf(incident);
  if (incident.stage !== "resolved" || since === null || incident.drill !== null) return [];
  return runbook.review.deadlines
    .filter(({ only }) => holds(only, circumstancesOf(incident)) === true)
    .map((deadline) => ({
      ...deadline,
      since,
      dueAt: deadlineAfter(since, deadline.within, runbook.calendar),
      done: doneOf(deadline, incident),
    }));
}

/** Somebody's word ends any of them; a draft that Warroom made is not yet the organisation's postmortem. */
function doneOf({ key, doneBy }: Deadline, incident: Incident): RunningDeadline["done"] {
  const said = incident.deadlinesDone[key];
  if (said) return said;
  const { meeting, actionItems, ended } = incident;
  if (doneBy === "meeting" && meeting && meeting.startsAt >= ended!.at) return { by: meeting.by, at: meeting.setAt };
  const open = actionItems.filter(isOpenItem);
  const areOwned = actionItems.length > 0 && open.every(({ owner, due }) => owner !== null && due !== null);
  if (doneBy !== "action-items" || !areOwned) return null;
  return { by: null, at: Math.max(...actionItems.map(({ since }) => since)) };
}

export function decideDeadline(
  incident: Incident,
  command: DeadlineCommand | DeadlineOutcome,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  if (command.type === "RecordDeadlineNudge") {
    const { type: _, ...said } = command;
    const { deadlinesNudged, ended } = incident;
    const isRecorded = said.nudged.every(({ deadline, step }) => reached(deadlinesNudged[deadline]) >= reached(step));
    if (said.endedAt === ended?.at && isRecorded) return noLongerWanted("this reminder is recorded");
    return ok([{ type: "DeadlinesNudged", ...said }]);
  }
  const found = deadlinesOf(incident, runbook).find(({ key }) => key === command.deadline);
  if (!found) return err({ type: "unknown-deadline", name: incident.name });
  const { key: deadline, title } = found;
  const finishes = command.type === "FinishDeadline";
  const isSaid = incident.deadlinesDone[deadline] !== undefined;
  if (finishes ? found.done !== null : !isSaid) return err({ type: "deadline-unchanged" });
  return ok([{ type: finishes ? "DeadlineDone" : "DeadlineUndone", deadline, title }]);
}

/** When somebody is reminded next; null when nobody is. */
export function nextDeadlineNudge(incident: Incident, runbook: Runbook): Instant | null {
  const times = deadlinesLeft(incident, runbook).flatMap((one) => stepsLeft(one, incident, runbook).slice(0, 1));
  return times.length === 0 ? null : Math.min(...times.map(({ at }) => at));
}

export function deadlineTimer(incident: Incident, { runbook }: Context): ReturnType<TimerOf<"nudge-deadlines">> {
  const at = nextDeadlineNudge(incident, runbook);
  return at === null ? null : { job: { kind: "nudge-deadlines", endedAt: incident.ended!.at }, at };
}

/** `passed`: what counts as said where nobody can be told. */
export function deadlineTurn(
  incident: Incident,
  { endedAt }: JobOf<"nudge-deadlines">,
  { runbook, people, now }: Context,
): Turn<{ nudged: readonly DeadlineNudge[]; variant: string; passed: DeadlineOutcome }> {
  const at = nextDeadlineNudge(incident, runbook);
  if (at === null || incident.ended?.at !== endedAt) return over("nothing is left to be done");
  const due = deadlineNudgesDue(incident, runbook, people, now);
  if (!due) return notBefore(at);
  const told = { type: "RecordDeadlineNudge" as const, endedAt, ...due };
  return {
    type: "due",
    ...due,
    variant: asVariant(due.nudged),
    passed: { ...told, text: "", ts: "", isLost: true },
    // What an earlier attempt said is what people read; what became due since is said next.
    record: ({ ts, text, variant }) => ({ ...told, ...(variant && { nudged: fromVariant(variant) }), text, ts }),
  };
}

const asVariant = (nudged: readonly DeadlineNudge[]): string =>
  nudged.map(({ deadline, step }) => `${deadline}=${step}`).join();

const fromVariant = (variant: string): DeadlineNudge[] =>
  variant.split(",").map((one) => {
    const [deadline, step] = one.split("=") as [string, DeadlineStep];
    return { deadline, step };
  });

/**
 * Of what the same people are to be reminded now, in one message; after a time away only of the latest step of each. Null
 * where nothing is due.
 */
export function deadlineNudgesDue(
  incident: Incident,
  runbook: Runbook,
  people: People,
  now: Instant,
): { to: string[]; nudged: DeadlineNudge[] } | null {
  const due = deadlinesLeft(incident, runbook).flatMap((one) => {
    const last = stepsLeft(one, incident, runbook).findLast(({ at }) => at <= now);
    const to = answerableFor(one, incident, runbook, people);
    return last ? [{ to, nudge: { deadline: one.key, step: last.step } }] : [];
  });
  const [first] = due;
  if (!first) return null;
  const isSame = ({ to }: { to: string[] }) => to.join() === first.to.join();
  return { to: first.to, nudged: due.filter(isSame).map(({ nudge }) => nudge) };
}

/** Whether nobody is reminded of anything any more once this is said. */
export const isLastNudge = (incident: Incident, runbook: Runbook, nudged: readonly DeadlineNudge[]): boolean =>
  deadlinesLeft(incident, runbook).every(({ key }) => {
    const step = nudged.find(({ deadline }) => deadline === key)?.step ?? incident.deadlinesNudged[key];
    return step === "overdue";
  });

/** Whether somebody is reminded of what is open in that minute. */
export const isNudgedAt = (at: Instant, incident: Incident, runbook: Runbook): boolean =>
  deadlinesLeft(incident, runbook).some(({ since, dueAt }) =>
    DEADLINE_STEPS.some((step) => {
      const since_ms = at - stepAt(step, since, dueAt, runbook.calendar);
      return since_ms >= 0 && since_ms < MINUTE_MS;
    }),
  );

export const deadlinesLeft = (incident: Incident, runbook: Runbook): RunningDeadline[] =>
  deadlinesOf(incident, runbook).filter(({ done }) => done === null);

function stepsLeft(
  { key, since, dueAt }: RunningDeadline,
  { deadlinesNudged }: Incident,
  { calendar }: Pick<Runbook, "calendar">,
) {
  return DEADLINE_STEPS.slice(reached(deadlinesNudged[key])).map((step) => ({
    step,
    at: stepAt(step, since, dueAt, calendar),
  }));
}

/** What is due soon is said before the night in which it may be due, where it has begun by then. */
function stepAt(step: DeadlineStep, since: Instant, dueAt: Instant, calendar: Calendar): Instant {
  const at = since + Math.round((dueAt - since) * SHARES[step]);
  const before = step === "soon" ? inBusinessTimeBefore(at, calendar) : null;
  return before !== null && before > since ? before : inBusinessTime(at, calendar);
}

/** How many steps are behind. */
const reached = (step: DeadlineStep | undefined): number => (step === undefined ? 0 : DEADLINE_STEPS.indexOf(step) + 1);

/** Whoever holds the role that the runbook names, else the lead, else the declarer. */
function answerableFor({ owner }: Deadline, incident: Incident, runbook: Runbook, people: People): string[] {
  const lead = leadRole(runbook);
  const holder = (owner && incident.roles[owner]?.user) ?? (lead && incident.roles[lead.key]?.user);
  return holder ? [holder] : withoutHolders(incident, runbook, people);
}

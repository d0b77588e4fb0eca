// Who is reminded of the notifications of regimes, and when: once at each of WARNED_AT and when it is due.
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import type { Incident } from "../incident.ts";
import type { JobOf } from "../job.ts";
import { withoutHolders } from "../nudges.ts";
import { leadRole, type People, type Runbook } from "../runbook.ts";
import { notBefore, over, type Turn } from "../turn.ts";
import { calledTo } from "../visible.ts";
import type { RegimeReminded } from "./decide-regime.ts";
import { warningTimes } from "./due.ts";
import { allNotifications, type StandingNotification } from "./notifications.ts";
import type { RunbookRegime } from "./regime.ts";
import { type RegimeReminder, reminderKey, type ReminderStep } from "./state.ts";

export const REMINDER_STEPS: readonly ReminderStep[] = ["half", "three-quarters", "nine-tenths", "due"];

export function reminderTimer(
  incident: Incident,
  { runbook }: Context,
): { job: JobOf<"remind-regimes">; at: Instant } | null {
  const times = openSteps(incident, runbook).map(({ at }) => at);
  return times.length === 0 ? null : { job: { kind: "remind-regimes" }, at: Math.min(...times) };
}

/** `passed`: what counts as said where nobody can be told. */
export function reminderTurn(
  incident: Incident,
  _job: JobOf<"remind-regimes">,
  { runbook, people, now }: Context,
): Turn<{ reminded: readonly RegimeReminder[]; passed: RegimeReminded }> {
  const steps = openSteps(incident, runbook);
  if (steps.length === 0) return over("no clock runs");
  const due = steps
    .filter(({ at }) => at <= now)
    .map((one) => ({ ...one, to: answerableFor(one.regime, incident, runbook, people) }));
  const [first] = due;
  if (!first) return notBefore(Math.min(...steps.map(({ at }) => at)));
  const { to } = first;
  const reminded = latest(due.filter((one) => one.to.join() === to.join()).map(({ reminder }) => reminder));
  const told = { type: "RecordRegimeReminder" as const, to, reminded };
  return {
    type: "due",
    to,
    reminded,
    variant: reminded.map((one) => `${reminderKey(one)}=${one.step}`).join(),
    passed: { ...told, text: "", ts: "", isLost: true },
    // What an earlier attempt said is what people read; what became due since is said next.
    record: ({ text, ts, variant }) => ({ ...told, ...(variant && { reminded: fromVariant(variant) }), text, ts }),
  };
}

const VARIANT = /^([^/]+)\/([^@]+)@(\d+)=(.+)$/;

const fromVariant = (variant: string): RegimeReminder[] =>
  variant.split(",").flatMap((one) => {
    const [, regime = "", notification = "", dueAt, step] = VARIANT.exec(one) ?? [];
    return step === undefined ? [] : [{ regime, notification, dueAt: Number(dueAt), step: step as ReminderStep }];
  });

interface OpenStep {
  at: Instant;
  regime: RunbookRegime;
  reminder: RegimeReminder;
}

/** A drill's clocks end with it; those of an incident that is over run on. */
function openSteps(incident: Incident, runbook: Runbook): OpenStep[] {
  if (incident.drill !== null && incident.stage !== "open") return [];
  return allNotifications(incident, runbook).flatMap((one) => stepsOf(one, incident));
}

/** Of a clock that was said to run since long ago, what had passed by then is left out; that it is overdue never is. */
function stepsOf(
  { regime, notification, stage, since, dueAt, knownSince }: StandingNotification,
  incident: Incident,
): OpenStep[] {
  if (stage !== "running" || since === null || dueAt === null) return [];
  const times = [...warningTimes(since, dueAt), dueAt];
  return REMINDER_STEPS.flatMap((step, index): OpenStep[] => {
    const at = Math.max(times[index]!, knownSince);
    const reminder = { regime: regime.key, notification: notification.key, dueAt, step };
    const isLeftOut = step !== "due" && times[index]! <= knownSince;
    return isLeftOut || isReminded(incident, reminder) ? [] : [{ at, regime, reminder }];
  });
}

/** At that step, or a later one. */
export function isReminded({ regimesReminded }: Incident, reminder: RegimeReminder): boolean {
  const reached = regimesReminded[reminderKey(reminder)];
  return reached !== undefined && REMINDER_STEPS.indexOf(reached) >= REMINDER_STEPS.indexOf(reminder.step);
}

/** Of each notification the latest step alone. */
const latest = (reminders: readonly RegimeReminder[]): RegimeReminder[] => [
  ...new Map(reminders.map((one) => [reminderKey(one), one])).values(),
];

/** The holder of its role, else whoever leads, else whoever declared it; and whom the runbook names. */
export function answerableFor(
  { owner, to }: RunbookRegime,
  incident: Incident,
  runbook: Runbook,
  people: People,
): string[] {
  const lead = leadRole(runbook);
  const holder = (owner && incident.roles[owner]?.user) ?? (lead && incident.roles[lead.key]?.user);
  const named = calledTo(incident, people, to);
  return [...new Set([...(holder ? [holder] : withoutHolders(incident, runbook, people)), ...named])];
}

// How it stands with each notification of an incident, by the state alone.
import type { Instant } from "../../lib/pure/time.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import { notificationsDue, type Started, submitted } from "./due.ts";
import type { Notification, Regime, RunbookRegime } from "./regime.ts";
import { type RegimeState, regimeState, type SettledNotification } from "./state.ts";

/** Whether it holds for the incident, by what was answered. */
export type Holding = "unknown" | "yes" | "no";

/**
 * unsure: its own question is open; not-wanted: that was answered with no; waiting: its clock has not started;
 * running: until `dueAt`; at-once: in the regime's words, without a number.
 */
export type NotificationStage =
  | "unsure"
  | "not-wanted"
  | "waiting"
  | "running"
  | "at-once"
  | SettledNotification["how"];

export interface StandingNotification {
  regime: RunbookRegime;
  notification: Notification;
  stage: NotificationStage;
  /** From when its clock runs; null while none does. */
  since: Instant | null;
  dueAt: Instant | null;
  /** When that became known: who is told of a clock is not reminded of what it had passed by then. */
  knownSince: Instant;
  settled: SettledNotification | null;
}

export function holdingOf(regime: Regime, { answers }: RegimeState): Holding {
  const given = regime.asks.map(({ key }) => answers[key]?.yes);
  if (given.includes(false)) return "no";
  return given.includes(undefined) ? "unknown" : "yes";
}

/** Of a regime that holds all that it wants; of another, what was settled while it seemed to. */
export function notificationsOf(incident: Incident, regime: RunbookRegime, runbook: Runbook): StandingNotification[] {
  const state = regimeState(incident, regime.key);
  const holds = holdingOf(regime, state) === "yes";
  const knownSince = lastSaidAt(state);
  return notificationsDue(regime, startedIn(state), runbook.calendar).flatMap((one) => {
    const settled = state.settled[one.notification.key] ?? null;
    if (!holds && settled === null) return [];
    return [
      { ...one, regime, settled, knownSince, stage: settled?.how ?? stageOf(one.notification, one.dueAt, state) },
    ];
  });
}

/** Now, as things stand. */
export const isToSubmit = ({ stage }: StandingNotification): boolean => stage === "running" || stage === "at-once";

/** In the runbook's order. */
export const allNotifications = (incident: Incident, runbook: Runbook): StandingNotification[] =>
  runbook.regimes.flatMap((regime) => notificationsOf(incident, regime, runbook));

function stageOf({ only, due }: Notification, dueAt: Instant | null, { answers }: RegimeState): NotificationStage {
  if (only !== null && !answers[only.key]?.yes) return answers[only.key] ? "not-wanted" : "unsure";
  if (dueAt !== null) return "running";
  return due.length === 0 ? "at-once" : "waiting";
}

/** When each of its clocks started: those that somebody started, and what was submitted. */
function startedIn({ clocks, settled }: RegimeState): Started {
  const submissions = Object.entries(settled).filter(([, { how }]) => how === "submitted");
  return Object.fromEntries([
    ...Object.entries(clocks).map(([key, { at }]) => [key, at]),
    ...submissions.map(([key, { at }]) => [submitted(key), at]),
  ]);
}

/** Anything said of a regime may have moved any of its clocks; whoever said it was shown until when they run. */
const lastSaidAt = ({ answers, clocks, settled }: RegimeState): Instant =>
  Math.max(
    0,
    ...Object.values(answers).map(({ at }) => at),
    ...[...Object.values(clocks), ...Object.values(settled)].map(({ saidAt }) => saidAt),
  );

/** The clocks that begin with the answers at the latest: those of what is wanted by then. */
export function startsBegunBy(regime: Regime, state: RegimeState): string[] {
  if (holdingOf(regime, state) !== "yes") return [];
  const wanted = regime.notifications.filter(({ only }) => only === null || state.answers[only.key]?.yes);
  const used = wanted.flatMap(({ due }) => due.map(({ from }) => from));
  const inWords = wanted.some(({ due }) => due.length === 0);
  return regime.starts
    .map(({ key }) => key)
    .filter((key) => (used.includes(key) || (inWords && !isUsed(regime, key))) && !state.clocks[key]);
}

/** Whether any notification counts from it; that of one in words alone is recorded all the same. */
const isUsed = ({ notifications }: Regime, start: string): boolean =>
  notifications.some(({ due }) => due.some(({ from }) => from === start));

// Orders about regimes: questions answered and clocks started, what was submitted or is not needed; and what was said of them.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Context } from "../context.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { givenText, withText } from "../lifecycle.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import type { Runbook } from "../runbook.ts";
import { notificationsOf, type StandingNotification, startsBegunBy } from "./notifications.ts";
import { isReminded } from "./reminders.ts";
import type { RunbookRegime } from "./regime.ts";
import { type RegimeReminder, type RegimeState, regimeState } from "./state.ts";

export type RegimeCommand =
  /** By the keys of questions and of starts. A changed answer or time takes a reason. */
  | {
      type: "AnswerRegime";
      regime: string;
      answers: Readonly<Record<string, boolean>>;
      starts: Readonly<Record<string, Instant>>;
      reason: string | null;
    }
  | ({ type: "SubmitNotification"; submittedAt: Instant; reference: string | null; proof: string | null } & OfOne)
  | ({ type: "SkipNotification"; reason: string } & OfOne)
  | ({ type: "ReopenNotification"; reason: string } & OfOne)
  /** Writes out all that is recorded of the regimes. */
  | { type: "AskForProof" };

interface OfOne {
  regime: string;
  notification: string;
}

export type RegimeOutcome =
  /** `ask`: the first time is 1. */
  | { type: "RecordRegimesAsked"; ask: number; regimes: string[]; to: string[]; text: string; ts: string }
  | RegimeReminded;

export interface RegimeReminded {
  type: "RecordRegimeReminder";
  reminded: RegimeReminder[];
  to: string[];
  text: string;
  ts: string;
  /** They could not be told. */
  isLost?: true;
}

export function decideRegime(
  incident: Incident,
  command: RegimeCommand | RegimeOutcome,
  { runbook, now }: Context,
): Result<EventBody[], Problem> {
  switch (command.type) {
    case "RecordRegimesAsked": {
      const { ask, regimes, to, text, ts } = command;
      const isAsked = (key: string) => (incident.regimesAsked[key]?.asks ?? 0) >= ask;
      if (regimes.every(isAsked)) return noLongerWanted("they are asked already");
      const names = runbook.regimes.filter(({ key }) => regimes.includes(key)).map(({ name }) => name);
      return ok([{ type: "RegimesAsked", regimes, names, to, text, ts, ...(ask > 1 && { ask }) }]);
    }
    case "RecordRegimeReminder": {
      const { type: _, ...said } = command;
      if (said.reminded.every((one) => isReminded(incident, one))) return noLongerWanted("this reminder is recorded");
      return ok([{ type: "RegimesReminded", ...said }]);
    }
    case "AskForProof":
      if (runbook.regimes.length === 0) return err({ type: "unknown-regime", name: incident.name });
      return ok([{ type: "ProofAsked" }]);
    case "AnswerRegime": {
      const regime = runbook.regimes.find(({ key }) => key === command.regime);
      return regime ? answer(incident, regime, command, now) : err({ type: "unknown-regime", name: incident.name });
    }
    case "SubmitNotification":
    case "SkipNotification":
    case "ReopenNotification": {
      const found = standingOf(incident, command, runbook);
      return found ? settle(found, command, now) : err({ type: "unknown-notification", name: incident.name });
    }
  }
}

const standingOf = (incident: Incident, { regime: key, notification }: OfOne, runbook: Runbook) => {
  const regime = runbook.regimes.find((one) => one.key === key);
  return regime && notificationsOf(incident, regime, runbook).find((one) => one.notification.key === notification);
};

function answer(
  incident: Incident,
  regime: RunbookRegime,
  { answers: given, starts, reason: why }: Extract<RegimeCommand, { type: "AnswerRegime" }>,
  now: Instant,
): Result<EventBody[], Problem> {
  const state = regimeState(incident, regime.key);
  const answers = questionsOf(regime)
    .filter(({ key }) => given[key] !== undefined && given[key] !== state.answers[key]?.yes)
    .map((one) => ({ ...one, yes: given[one.key]!, before: state.answers[one.key]?.yes ?? null }));
  const said = clocksSaid(regime, starts, state);
  const future = said.find(({ since }) => since > now);
  if (future) return err({ type: "time-in-future", at: future.since });
  const begun = startsBegunBy(regime, stateWith(state, answers, said, now));
  const clocks = [...said, ...clocksBegun(regime, begun, now)];
  if (answers.length === 0 && clocks.length === 0) return err({ type: "regime-unchanged" });
  const { key, name } = regime;
  const isChange = [...answers, ...clocks].some(({ before }) => before !== null);
  if (!isChange && !why?.trim()) {
    return ok([{ type: "RegimeAnswered", regime: key, name, answers, clocks, reason: null }]);
  }
  return withText("reason", why ?? "", (reason) => [
    { type: "RegimeAnswered", regime: key, name, answers, clocks, reason },
  ]);
}

/** All that is asked of a regime: whether it holds, and whether each of its notifications is wanted. */
export const questionsOf = ({ asks, notifications }: RunbookRegime) => [
  ...asks,
  ...notifications.flatMap(({ only }) => only ?? []),
];

type Clock = Extract<EventBody, { type: "RegimeAnswered" }>["clocks"][number];

const clocksSaid = ({ starts }: RunbookRegime, given: Readonly<Record<string, Instant>>, state: RegimeState): Clock[] =>
  starts.flatMap(({ key: start, means }): Clock[] => {
    const since = given[start];
    const before = state.clocks[start]?.at ?? null;
    return since === undefined || since === before ? [] : [{ start, means, since, before, how: "said" }];
  });

const clocksBegun = ({ starts }: RunbookRegime, begun: readonly string[], now: Instant): Clock[] =>
  starts
    .filter(({ key }) => begun.includes(key))
    .map(({ key: start, means }) => ({ start, means, since: now, before: null, how: "answered" }));

function stateWith(
  { answers, clocks, settled }: RegimeState,
  given: readonly { key: string; yes: boolean }[],
  said: readonly Clock[],
  at: Instant,
): RegimeState {
  return {
    answers: { ...answers, ...Object.fromEntries(given.map(({ key, yes }) => [key, { yes, by: "", at }])) },
    clocks: {
      ...clocks,
      ...Object.fromEntries(said.map(({ start, since }) => [start, { at: since, by: "", saidAt: at }])),
    },
    settled,
  };
}

function settle(
  { regime, notification, dueAt, settled, stage }: StandingNotification,
  command: Extract<RegimeCommand, OfOne>,
  now: Instant,
): Result<EventBody[], Problem> {
  const about = {
    regime: regime.key,
    name: regime.name,
    notification: notification.key,
    title: notification.title,
    to: notification.to,
  };
  if (command.type === "ReopenNotification") {
    if (!settled) return err({ type: "notification-open" });
    return withText("reason", command.reason, (reason) => [{ type: "NotificationReopened", ...about, reason }]);
  }
  if (settled) return err({ type: "notification-settled", how: settled.how, by: settled.by, at: settled.saidAt });
  if (stage === "not-wanted") return err({ type: "unknown-notification", name: regime.name });
  if (command.type === "SkipNotification") {
    return withText("reason", command.reason, (reason) => [{ type: "NotificationNotNeeded", ...about, reason }]);
  }
  const { submittedAt } = command;
  if (submittedAt > now) return err({ type: "time-in-future", at: submittedAt });
  const [reference, proof] = [optional(command.reference), optional(command.proof)];
  if (!reference.ok) return reference;
  if (!proof.ok) return proof;
  return ok([
    { type: "NotificationSubmitted", ...about, submittedAt, dueAt, reference: reference.value, proof: proof.value },
  ]);
}

function optional(given: string | null): Result<string | null, Problem> {
  return given === null || given.trim() === "" ? ok(null) : givenText("note", given);
}

// What is known of the regimes in an incident: what was answered, which clocks run, what was submitted; and by whom.
import type { Instant } from "../../lib/pure/time.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";

/** Of one regime. */
export interface RegimeState {
  /** By the question's key. */
  answers: Readonly<Record<string, Answered>>;
  /** By the start's key. */
  clocks: Readonly<Record<string, ClockStart>>;
  /** By the notification's key. */
  settled: Readonly<Record<string, SettledNotification>>;
}

export interface Answered {
  yes: boolean;
  by: string;
  at: Instant;
}

/** Somebody said at `saidAt` that it runs since `at`. */
export interface ClockStart {
  at: Instant;
  by: string;
  saidAt: Instant;
}

/** `at`: when it was submitted; of one that is not needed, when that was said. */
export interface SettledNotification {
  how: "submitted" | "not-needed";
  at: Instant;
  by: string;
  saidAt: Instant;
  /** Of what was submitted, where there is one. */
  reference: string | null;
  /** What shows that it was, or why it is not needed. */
  words: string | null;
}

/** The times at which somebody is reminded, in their order: at each of WARNED_AT, and when it is due. */
export type ReminderStep = "half" | "three-quarters" | "nine-tenths" | "due";

/** What is said in one reminder. */
export interface RegimeReminder {
  regime: string;
  notification: string;
  /** Of which moment: a clock that is set right has another, and then is reminded of anew. */
  dueAt: Instant;
  step: ReminderStep;
}

interface OfNotification {
  regime: string;
  /** The regime's. */
  name: string;
  notification: string;
  title: string;
  to: string;
}

export type RegimeEvent =
  /** `ask`: which time it is; absent for the first. */
  | { type: "RegimesAsked"; regimes: string[]; names: string[]; to: string[]; text: string; ts: string; ask?: number }
  /** `before` is null where it was not answered, or did not run. */
  | {
      type: "RegimeAnswered";
      regime: string;
      name: string;
      answers: { key: string; question: string; yes: boolean; before: boolean | null }[];
      /** `how`: somebody gave the time, or it runs from the very answers. */
      clocks: { start: string; means: string; since: Instant; before: Instant | null; how: "said" | "answered" }[];
      reason: string | null;
    }
  | ({
      type: "NotificationSubmitted";
      submittedAt: Instant;
      dueAt: Instant | null;
      reference: string | null;
      proof: string | null;
    } & OfNotification)
  | ({ type: "NotificationNotNeeded"; reason: string } & OfNotification)
  /** What was said of it holds no longer. */
  | ({ type: "NotificationReopened"; reason: string } & OfNotification)
  | { type: "RegimesReminded"; reminded: RegimeReminder[]; to: string[]; text: string; ts: string; isLost?: true }
  | { type: "ProofAsked" };

/** Of reminders, by `reminderKey`: the last step that somebody was reminded at. */
type RegimesReminded = Readonly<Record<string, ReminderStep>>;

export const reminderKey = ({ regime, notification, dueAt }: Omit<RegimeReminder, "step">): string =>
  `${regime}/${notification}@${dueAt}`;

/** Of an incident. */
export interface RegimesState {
  /** By the regime's key; absent while nothing was said of it. */
  regimes: Readonly<Record<string, RegimeState>>;
  /** The regimes whose questions were put before people, by their keys: how often, and when last. */
  regimesAsked: Readonly<Record<string, { asks: number; at: Instant }>>;
  regimesReminded: RegimesReminded;
}

export const NO_REGIMES: RegimesState = { regimes: {}, regimesAsked: {}, regimesReminded: {} };

const NOTHING_YET: RegimeState = { answers: {}, clocks: {}, settled: {} };

export const regimeState = ({ regimes }: Incident, key: string): RegimeState => regimes[key] ?? NOTHING_YET;

export function evolveRegimes(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  switch (event.type) {
    case "RegimesAsked": {
      const asked = { asks: event.ask ?? 1, at: event.at };
      return {
        regimesAsked: { ...before.regimesAsked, ...Object.fromEntries(event.regimes.map((key) => [key, asked])) },
      };
    }
    case "RegimeAnswered": {
      const { at } = event;
      const answers = event.answers.map(({ key, yes }) => [key, { yes, by, at }]);
      const clocks = event.clocks.map(({ start, since }) => [start, { at: since, by, saidAt: at }]);
      return changed(before, event.regime, (state) => ({
        answers: { ...state.answers, ...Object.fromEntries(answers) },
        clocks: { ...state.clocks, ...Object.fromEntries(clocks) },
      }));
    }
    case "NotificationSubmitted": {
      const { submittedAt, reference, proof, at } = event;
      const settled = { how: "submitted" as const, at: submittedAt, by, saidAt: at, reference, words: proof };
      return changed(before, event.regime, (state) => ({
        settled: { ...state.settled, [event.notification]: settled },
      }));
    }
    case "NotificationNotNeeded": {
      const { reason: words, at } = event;
      const settled = { how: "not-needed" as const, at, by, saidAt: at, reference: null, words };
      return changed(before, event.regime, (state) => ({
        settled: { ...state.settled, [event.notification]: settled },
      }));
    }
    case "NotificationReopened":
      return changed(before, event.regime, ({ settled: { [event.notification]: _taken, ...settled } }) => ({
        settled,
      }));
    case "RegimesReminded": {
      const steps = event.reminded.map((one) => [reminderKey(one), one.step]);
      return { regimesReminded: { ...before.regimesReminded, ...Object.fromEntries(steps) } };
    }
    default:
      return null;
  }
}

function changed(
  incident: Incident,
  key: string,
  change: (state: RegimeState) => Partial<RegimeState>,
): Partial<Incident> {
  const state = regimeState(incident, key);
  return { regimes: { ...incident.regimes, [key]: { ...state, ...change(state) } } };
}

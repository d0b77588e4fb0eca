// Which faults a run draws. Each seed has its own mix: a run with every fault at once hides what one alone would show.
import type { Random } from "../../src/lib/random.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";

/** What can happen to one call of Slack's Web API. */
export const CALL_FAULTS = [
  "429",
  "500-before",
  "500-after",
  "unreachable",
  "hang-before",
  "hang-after",
  "reset-before",
  "reset-after",
] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

export const EVENT_FAULTS = ["drop", "duplicate", "delay"] as const;
export type EventFault = (typeof EVENT_FAULTS)[number];

export const OTHER_FAULTS = ["crash", "long-downtime", "outage", "double-delivery", "slow"] as const;

export const FAULT_KINDS = [...CALL_FAULTS, ...EVENT_FAULTS, ...OTHER_FAULTS] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Profile {
  /** Chance of each fault, per call or per event; absent kinds never happen. */
  rates: Partial<Record<FaultKind, number>>;
  crashes_max: number;
  /** While it lasts no call reaches Slack and no event leaves it. */
  outage: { after_ms: number; lasts_ms: number } | null;
  /** How long the faulty part lasts. */
  faulty_ms: number;
  rateLimits: boolean;
}

const RATES_MAX: Record<FaultKind, number> = {
  "429": 0.1,
  "500-before": 0.08,
  "500-after": 0.1,
  unreachable: 0.08,
  "hang-before": 0.05,
  "hang-after": 0.06,
  "reset-before": 0.06,
  "reset-after": 0.08,
  drop: 0.1,
  duplicate: 0.15,
  delay: 0.15,
  // Per crash point, of which a run has some thousands.
  crash: 0.008,
  "long-downtime": 0.7,
  outage: 1,
  "double-delivery": 0.4,
  slow: 0.2,
};

/** One seed in five has a single kind of fault, so that no other layer covers up for the one it tests. */
const ALONE = 0.2;

export function drawProfile(random: Random): Profile {
  const alone = random.next() < ALONE ? pick(random, FAULT_KINDS) : null;
  const rates: Profile["rates"] = {};
  for (const kind of FAULT_KINDS) {
    const chosen = alone === null ? random.next() < 0.5 : kind === alone || needs(alone, kind);
    const rate = RATES_MAX[kind] * (0.2 + 0.8 * random.next());
    if (chosen) rates[kind] = Number(rate.toPrecision(2));
  }
  const faulty_ms = (12 + Math.floor(random.next() * 36)) * MINUTE_MS;
  const outage = {
    after_ms: Math.floor(random.next() * faulty_ms * 0.7),
    lasts_ms: (1 + Math.floor(random.next() * 25)) * MINUTE_MS,
  };
  return {
    rates,
    crashes_max: 1 + Math.floor(random.next() * 8),
    outage: rates.outage === undefined ? null : outage,
    faulty_ms,
    rateLimits: random.next() < 0.8,
  };
}

/** A long downtime needs a crash to begin with. */
const needs = (alone: FaultKind, kind: FaultKind): boolean => alone === "long-downtime" && kind === "crash";

export const calm: Profile = {
  rates: {},
  crashes_max: 0,
  outage: null,
  faulty_ms: 2 * MINUTE_MS,
  rateLimits: true,
};

/** A start never follows a crash faster than a request reaches Slack: a crash does not call back what has left. */
export const DOWN_MIN_MS = 2 * SECOND_MS;

/** How long a program stays down. */
export function drawDowntime_ms(random: Random, { rates }: Profile): number {
  const long = random.next() < (rates["long-downtime"] ?? 0);
  const share = random.next();
  return long ? Math.round((2 + share * 38) * MINUTE_MS) : DOWN_MIN_MS + Math.round(share * 18 * SECOND_MS);
}

export const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random.next() * all.length)]!;

// Which faults a run draws. Each seed has its own mix: a run with every fault at once hides what one alone would show.
import type { Random } from "../../src/lib/random.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";

/** What can happen to one call of Slack's Web API. */
export const CALL_FAULTS = [
  "429",
  "429-odd",
  "429-create",
  "500-before",
  "500-after",
  "internal-error-before",
  "internal-error-after",
  "garbage-before",
  "garbage-after",
  "unreachable",
  "hang-before",
  "hang-after",
  "reset-before",
  "reset-after",
] as const;
export type CallFault = (typeof CALL_FAULTS)[number];

export const EVENT_FAULTS = ["drop", "duplicate", "delay", "overtaken"] as const;
export type EventFault = (typeof EVENT_FAULTS)[number];

/** What lasts for a while: `outage` cuts both directions, `crawl` makes Slack answer after 8 s, `suspended` stops the program. */
export const WINDOW_FAULTS = [
  "outage",
  "api-dead",
  "events-dead",
  "event-limit",
  "crawl",
  "disk-full",
  "suspended",
] as const;
export type WindowFault = (typeof WINDOW_FAULTS)[number];

export const CLOCK_FAULTS = ["clock-forward", "clock-back", "clock-drift"] as const;
export type ClockFault = (typeof CLOCK_FAULTS)[number];

/** What people do to a room, and most of it take back. */
export const PEOPLE_FAULTS = [
  "kicked",
  "archived",
  "renamed",
  "made-private",
  "shared",
  "deactivated",
  "deserted",
  "card-deleted",
] as const;
export type PeopleFault = (typeof PEOPLE_FAULTS)[number];

export const OTHER_FAULTS = [
  "crash",
  "crash-at-boot",
  "long-downtime",
  "double-delivery",
  "slow",
  "busy",
  "swizzle",
] as const;

export const FAULT_KINDS = [
  ...CALL_FAULTS,
  ...EVENT_FAULTS,
  ...WINDOW_FAULTS,
  ...CLOCK_FAULTS,
  ...PEOPLE_FAULTS,
  ...OTHER_FAULTS,
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Window {
  kind: WindowFault;
  after_ms: number;
  lasts_ms: number;
}

/** The program's clock against Slack's: it jumps, or runs at another pace. */
export interface ClockChange {
  kind: ClockFault;
  after_ms: number;
  by_ms: number;
  /** Parts of a million. */
  drift_ppm: number;
}

export interface Profile {
  /** Chance of each fault, per call or per event; absent kinds never happen. */
  rates: Partial<Record<FaultKind, number>>;
  crashes_max: number;
  windows: Window[];
  clock: ClockChange[];
  /** Over sockets the program knows when it is deaf; over HTTP it never does. */
  sockets: boolean;
  /** How long the faulty part lasts. */
  faulty_ms: number;
  rateLimits: boolean;
  /** A page of history holds no more messages than this: Slack may give fewer than it is asked for. */
  pageMax?: number;
}

/** Of a window or a clock: whether there is one. */
const RATES_MAX: Record<FaultKind, number> = {
  "429": 0.1,
  "429-odd": 0.03,
  "429-create": 0.5,
  "500-before": 0.08,
  "500-after": 0.1,
  "internal-error-before": 0.05,
  "internal-error-after": 0.06,
  "garbage-before": 0.03,
  "garbage-after": 0.04,
  unreachable: 0.08,
  "hang-before": 0.05,
  "hang-after": 0.06,
  "reset-before": 0.06,
  "reset-after": 0.08,
  drop: 0.1,
  duplicate: 0.15,
  delay: 0.15,
  overtaken: 0.3,
  outage: 1,
  "api-dead": 1,
  "events-dead": 1,
  "event-limit": 1,
  crawl: 1,
  "disk-full": 1,
  suspended: 1,
  "clock-forward": 1,
  "clock-back": 1,
  "clock-drift": 1,
  kicked: 1,
  archived: 1,
  renamed: 1,
  "made-private": 1,
  shared: 1,
  deactivated: 1,
  deserted: 1,
  "card-deleted": 1,
  // Per crash point, of which a run has some thousands.
  crash: 0.008,
  "crash-at-boot": 0.3,
  "long-downtime": 0.7,
  "double-delivery": 0.4,
  slow: 0.2,
  busy: 0.01,
  swizzle: 1,
};

/** How likely a kind is to be among a seed's: what lasts is rarer, so that each keeps runs of its own. */
const CHANCES: Partial<Record<FaultKind, number>> = {
  ...Object.fromEntries(WINDOW_FAULTS.map((kind) => [kind, 0.2])),
  ...Object.fromEntries(CLOCK_FAULTS.map((kind) => [kind, 0.1])),
  ...Object.fromEntries(PEOPLE_FAULTS.map((kind) => [kind, 0.12])),
  outage: 0.5,
  swizzle: 0.1,
  "crash-at-boot": 0.25,
};
const CHANCE = 0.5;

/** One seed in five has a single kind of fault, so that no other layer covers up for the one it tests. */
const ALONE = 0.2;

export function drawProfile(random: Random): Profile {
  const alone = random.next() < ALONE ? pick(random, FAULT_KINDS) : null;
  const rates: Profile["rates"] = {};
  for (const kind of FAULT_KINDS) {
    const chance = random.next();
    const chosen = alone === null ? chance < (CHANCES[kind] ?? CHANCE) : kind === alone || needs(alone, kind);
    const rate = RATES_MAX[kind] * (0.2 + 0.8 * random.next());
    if (chosen) rates[kind] = Number(rate.toPrecision(2));
  }
  const faulty_ms = (12 + Math.floor(random.next() * 36)) * MINUTE_MS;
  return {
    rates,
    crashes_max: 1 + Math.floor(random.next() * 8),
    windows: drawWindows(random, rates, faulty_ms),
    clock: CLOCK_FAULTS.flatMap((kind) => (rates[kind] === undefined ? [] : [drawClock(random, kind, faulty_ms)])),
    sockets: random.next() < 0.5,
    faulty_ms,
    rateLimits: random.next() < 0.8,
    ...(random.next() < 0.4 && { pageMax: 2 + Math.floor(random.next() * 5) }),
  };
}

/** A long downtime and a second crash need a first crash; several things that are down need to be several. */
const needs = (alone: FaultKind, kind: FaultKind): boolean =>
  ((alone === "long-downtime" || alone === "crash-at-boot") && kind === "crash") ||
  (alone === "swizzle" && (kind === "api-dead" || kind === "events-dead" || kind === "disk-full"));

const LASTS_MAX_MS: Record<WindowFault, number> = {
  outage: 26 * MINUTE_MS,
  "api-dead": 20 * MINUTE_MS,
  "events-dead": 20 * MINUTE_MS,
  "event-limit": 3 * MINUTE_MS,
  crawl: 15 * MINUTE_MS,
  "disk-full": 10 * MINUTE_MS,
  suspended: 40 * MINUTE_MS,
};

function drawWindows(random: Random, rates: Profile["rates"], faulty_ms: number): Window[] {
  const kinds = WINDOW_FAULTS.filter((kind) => rates[kind] !== undefined);
  if (rates.swizzle !== undefined && kinds.length > 1) return swizzled(random, kinds, faulty_ms);
  return kinds.map((kind) => {
    const after_ms = Math.floor(random.next() * faulty_ms * 0.7);
    const lasts_ms = MINUTE_MS + Math.floor(random.next() * LASTS_MAX_MS[kind]);
    return { kind, after_ms, lasts_ms: Math.min(lasts_ms, faulty_ms - after_ms) };
  });
}

/** They go down one by one, until all are; then they come back one by one, in another order. */
function swizzled(random: Random, kinds: readonly WindowFault[], faulty_ms: number): Window[] {
  const step_ms = Math.floor((faulty_ms * 0.5) / (2 * kinds.length));
  const first_ms = Math.floor(random.next() * faulty_ms * 0.3);
  const back = shuffled(random, kinds);
  return shuffled(random, kinds).map((kind, index) => {
    const after_ms = first_ms + index * step_ms;
    return { kind, after_ms, lasts_ms: first_ms + (kinds.length + back.indexOf(kind)) * step_ms - after_ms };
  });
}

function drawClock(random: Random, kind: ClockFault, faulty_ms: number): ClockChange {
  const after_ms = Math.floor(random.next() * faulty_ms);
  const share = random.next();
  const change = { kind, after_ms, by_ms: 0, drift_ppm: 0 };
  if (kind === "clock-forward") return { ...change, by_ms: Math.round((0.1 + share * 5) * HOUR_MS) };
  if (kind === "clock-back") return { ...change, by_ms: -Math.round(MINUTE_MS + share * 59 * MINUTE_MS) };
  return { ...change, after_ms: 0, drift_ppm: Math.round((share - 0.5) * 20_000) };
}

/** The same faults less some kinds of them. */
export function withoutKinds(drawn: Profile, kinds: readonly FaultKind[]): Profile {
  const stays = (kind: FaultKind) => !kinds.includes(kind);
  return {
    ...drawn,
    rates: Object.fromEntries(Object.entries(drawn.rates).filter(([kind]) => stays(kind as FaultKind))),
    windows: drawn.windows.filter(({ kind }) => stays(kind)),
    clock: drawn.clock.filter(({ kind }) => stays(kind)),
  };
}

export const calm: Profile = {
  rates: {},
  crashes_max: 0,
  windows: [],
  clock: [],
  sockets: false,
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

export function shuffled<T>(random: Random, all: readonly T[]): T[] {
  const order = all.map((one) => ({ one, by: random.next() }));
  return order.sort((a, b) => a.by - b.by).map(({ one }) => one);
}

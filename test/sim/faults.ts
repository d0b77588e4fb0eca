// What goes wrong and when, drawn from the seed by the run's profile, and counted: a fault that never came tested nothing.
import { HOUR_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { Instant } from "../../src/lib/pure/time.ts";
import type { Random } from "../../src/lib/random.ts";
import type { Envelope } from "../../src/practice/deliveries.ts";
import type { EventFate, Fault } from "../../src/practice/faults.ts";
import { StoreError } from "../../src/store/store.ts";
import type { Kernel } from "./kernel.ts";
import {
  CALL_FAULTS,
  type CallFault,
  EVENT_FAULTS,
  type EventFault,
  type FaultKind,
  type Profile,
  pick,
  type WindowFault,
} from "./profile.ts";

/** The database says no because the run wants it to: what the program logs of it is no error of its own. */
export class SimulatedStoreError extends StoreError {}

export type Faults = ReturnType<typeof createFaults>;

export function createFaults(kernel: Kernel, { rates, windows }: Profile, note: (words: string) => void) {
  const random = kernel.random("faults");
  const storeChance = kernel.random("store");
  const reached = new Map<FaultKind, number>();
  const startedAt = kernel.clock.now();
  let isOn = true;
  let storeRefusedAt: Instant | undefined;
  let current: Fault | undefined;
  const count = (kind: FaultKind) => void reached.set(kind, (reached.get(kind) ?? 0) + 1);
  const draws = (kind: FaultKind) => {
    const hit = isOn && random.next() < (rates[kind] ?? 0);
    if (hit) count(kind);
    return hit;
  };
  /** How much longer it lasts; 0 where there is none now. */
  const left_ms = (kind: WindowFault) => {
    if (!isOn) return 0;
    const at = kernel.clock.now() - startedAt;
    const now = windows.find((one) => one.kind === kind && at >= one.after_ms && at < one.after_ms + one.lasts_ms);
    if (!now) return 0;
    count(kind);
    if (rates.swizzle !== undefined) count("swizzle");
    return now.after_ms + now.lasts_ms - at;
  };
  const lasts = (kind: WindowFault) => left_ms(kind) > 0;
  return {
    reached,
    count,
    draws,
    left_ms,
    lasts,
    on: () => isOn,
    stop() {
      isOn = false;
    },
    current: () => current,
    ofCall(method: string): CallFault | null {
      if (lasts("outage") || lasts("api-dead")) return "unreachable";
      return CALL_FAULTS.find((kind) => isFor(kind, method) && draws(kind)) ?? null;
    },
    ofEvent(envelope: Envelope): EventFate {
      if (envelope.payload.type === "app_rate_limited") return "deliver";
      if (lasts("event-limit")) return "drop";
      const kind = EVENT_FAULTS.find((one) => canMeet(one, envelope) && draws(one));
      if (kind) note(`event ${kind}`);
      if (kind === "delay") return { delay_ms: Math.floor(random.next() * HOUR_MS * 0.1) };
      if (kind === "overtaken") return { delay_ms: Math.floor(random.next() * 20 * SECOND_MS) };
      return kind ?? "deliver";
    },
    /** Whether nothing of this kind reaches the program. */
    isCutOff: (type: Envelope["type"]) => lasts("outage") || (type === "events_api" && lasts("events-dead")),
    /** Why the database takes nothing now, or null. */
    ofStore(): Error | null {
      const isFull = lasts("disk-full");
      const isBusy = !isFull && isOn && storeChance.next() < (rates.busy ?? 0);
      if (isBusy) count("busy");
      if (!isFull && !isBusy) return null;
      storeRefusedAt = kernel.clock.now();
      return new SimulatedStoreError(
        isFull ? "the disk is full (SQLITE_FULL)" : "the database is locked (SQLITE_BUSY)",
      );
    },
    storeRefusedAt: () => storeRefusedAt,
    during<T>(kind: CallFault | null, run: () => T): T {
      current = kind === null ? undefined : faultOf(kind, random);
      try {
        return run();
      } finally {
        current = undefined;
      }
    },
  };
}

const isFor = (kind: CallFault, method: string): boolean => kind !== "429-create" || method === "conversations.create";

/** A new message's event is overtaken by what happens to the message next. */
const canMeet = (kind: EventFault, { payload }: Envelope): boolean => {
  if (kind !== "overtaken") return true;
  const event = payload.event as { type?: string; subtype?: string } | undefined;
  return event?.type === "message" && event.subtype === undefined;
};

/** What a 429 may say besides a sensible number of seconds: nothing, nothing to wait for, or half an hour. */
const ODD_WAITS_S = [null, 0, 1_800] as const;

function faultOf(kind: CallFault, random: Random): Fault | undefined {
  const applied = kind.endsWith("-after");
  const wait_s = 1 + Math.floor(random.next() * 30);
  if (kind === "429-odd") return { kind: "429", retryAfter_s: pick(random, ODD_WAITS_S) };
  if (kind.startsWith("429")) return { kind: "429", retryAfter_s: wait_s };
  if (kind.startsWith("500")) return { kind: "http", status: 500, applied };
  if (kind.startsWith("internal-error")) {
    return { kind: "error", error: pick(random, ["internal_error", "fatal_error"]), applied };
  }
  if (kind.startsWith("garbage")) return { kind: "garbage", applied };
  if (kind.startsWith("hang")) return { kind: "hang", applied };
  return { kind: "reset", applied };
}

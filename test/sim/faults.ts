// What goes wrong and when, drawn from the seed by the run's profile, and counted: a fault that never came tested nothing.
import { HOUR_MS } from "../../src/lib/pure/duration.ts";
import type { EventFate, Fault } from "../../src/practice/faults.ts";
import type { Kernel } from "./kernel.ts";
import { CALL_FAULTS, type CallFault, EVENT_FAULTS, type FaultKind, type Profile } from "./profile.ts";

export type Faults = ReturnType<typeof createFaults>;

export function createFaults(kernel: Kernel, { rates, outage }: Profile, note: (words: string) => void) {
  const random = kernel.random("faults");
  const reached = new Map<FaultKind, number>();
  const startedAt = kernel.clock.now();
  let isOn = true;
  let current: Fault | undefined;
  const count = (kind: FaultKind) => void reached.set(kind, (reached.get(kind) ?? 0) + 1);
  const draws = (kind: FaultKind) => {
    const hit = isOn && random.next() < (rates[kind] ?? 0);
    if (hit) count(kind);
    return hit;
  };
  const isOutage = () => {
    if (!isOn || !outage) return false;
    const at = kernel.clock.now() - startedAt - outage.after_ms;
    const out = at >= 0 && at < outage.lasts_ms;
    if (out) count("outage");
    return out;
  };
  return {
    reached,
    count,
    draws,
    isOutage,
    on: () => isOn,
    stop() {
      isOn = false;
    },
    current: () => current,
    ofCall(): CallFault | null {
      if (isOutage()) return "unreachable";
      return CALL_FAULTS.find((kind) => draws(kind)) ?? null;
    },
    ofEvent(): EventFate {
      const kind = EVENT_FAULTS.find((one) => draws(one));
      if (kind) note(`event ${kind}`);
      if (kind === "delay") return { delay_ms: Math.floor(random.next() * HOUR_MS * 0.1) };
      return kind ?? "deliver";
    },
    during<T>(kind: CallFault | null, run: () => T): T {
      current = kind === null ? undefined : faultOf(kind, 1 + Math.floor(random.next() * 30));
      try {
        return run();
      } finally {
        current = undefined;
      }
    },
  };
}

function faultOf(kind: CallFault, retryAfter_s: number): Fault | undefined {
  const applied = kind.endsWith("-after");
  if (kind === "429") return { kind: "429", retryAfter_s };
  if (kind.startsWith("500")) return { kind: "http", status: 500, applied };
  if (kind.startsWith("hang")) return { kind: "hang", applied };
  return { kind: "reset", applied };
}

// What can be made to go wrong, by a plan from outside: a test, a drill or a simulation.
import type { Envelope } from "./deliveries.ts";
import type { Json } from "./state.ts";

export type Fault =
  /** `retryAfter_s` is what the header says: null where Slack sends none. */
  | { kind: "429"; retryAfter_s: number | null }
  /** `{ ok: false, error }`, before or after the call had its effect. */
  | { kind: "error"; error: string; applied?: boolean }
  /** HTTP 200 with a page instead of JSON, as a proxy sends it. */
  | { kind: "garbage"; applied: boolean }
  /** An HTTP failure, before or after the call had its effect. */
  | { kind: "http"; status: 500 | 502 | 503 | 504; applied: boolean }
  /** No answer, ever. */
  | { kind: "hang"; applied: boolean }
  /** The connection is cut instead of an answer. */
  | { kind: "reset"; applied: boolean };

export type EventFate = "deliver" | "drop" | "duplicate" | { delay_ms: number };

export interface Faults {
  beforeCall?(method: string, args: Json): Fault | undefined;
  onEvent?(envelope: Envelope): EventFate;
}

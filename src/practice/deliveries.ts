// Everything Slack sends the app: events are retried at once, after a minute and after five; interactions never.
import type { Activity } from "../lib/activity.ts";
import type { Clock } from "../lib/clock.ts";
import type { Random } from "../lib/random.ts";
import type { EventFate } from "./faults.ts";
import { envelopeId } from "./ids.ts";
import type { Json } from "./state.ts";

export const ACK_WITHIN_MS = 3_000;
const RETRY_AFTER_MS = [0, 60_000, 300_000];

type RetryReason = "http_timeout" | "http_error" | "connection_failed";

/** One attempt to hand a payload to the app: what Socket Mode sends as it is, and what HTTP turns into a request. */
export interface Envelope {
  readonly envelope_id: string;
  readonly type: "events_api" | "slash_commands" | "interactive";
  readonly payload: Json;
  readonly accepts_response_payload: boolean;
  readonly retry_attempt: number;
  readonly retry_reason: RetryReason | "";
}

export type Ack =
  | { acked: true; body: unknown }
  | { acked: false; reason: RetryReason; status?: number; noRetry?: boolean };

/** One way to the app: a socket, a request URL, or a function in a test. A rejection counts as a lost connection. */
export interface Transport {
  deliver(envelope: Envelope): Promise<Ack>;
}

/** What a transport in a test answers to say "received". */
export const acked = (body?: unknown): Ack => ({ acked: true, body });

export interface Deliveries {
  event(payload: Json): void;
  /** `after` learns how it went: Slack tells the person. */
  interaction(type: "slash_commands" | "interactive", payload: Json, after: (ack: Ack) => void): void;
  connect(transport: Transport): () => void;
  isConnected(): boolean;
  /** Events that ran out of retries, oldest first: what only a look into the history can bring back. */
  lost(): readonly Json[];
  counts(): { sent: number; acked: number };
}

interface Courier {
  clock: Clock;
  random: Random;
  activity: Activity;
  onEvent: (envelope: Envelope) => EventFate;
  changed: () => void;
  transports: Transport[];
  turn: number;
  lost: Json[];
  sent: number;
  acked: number;
}

/** The queue between the workspace and the app. */
export function createDeliveries(deps: {
  clock: Clock;
  random: Random;
  activity: Activity;
  onEvent: (envelope: Envelope) => EventFate;
  changed: () => void;
}): Deliveries {
  const courier: Courier = { ...deps, transports: [], turn: 0, lost: [], sent: 0, acked: 0 };
  return {
    event: (payload) => sendEvent(courier, payload),
    interaction(type, payload, after) {
      startSoon(courier, async () => after(await attempt(courier, makeEnvelope(courier, type, payload, 0, ""))));
    },
    connect(transport) {
      courier.transports.push(transport);
      deps.changed();
      return () => {
        courier.transports = courier.transports.filter((one) => one !== transport);
        deps.changed();
      };
    },
    isConnected: () => courier.transports.length > 0,
    lost: () => courier.lost,
    counts: () => ({ sent: courier.sent, acked: courier.acked }),
  };
}

function sendEvent(courier: Courier, payload: Json): void {
  const fate = courier.onEvent(makeEnvelope(courier, "events_api", payload, 0, ""));
  if (fate === "drop") return void courier.lost.push(payload);
  const deliver = () => startSoon(courier, () => deliverEvent(courier, payload, 0, ""));
  if (typeof fate === "object") return void courier.clock.after(fate.delay_ms, deliver);
  deliver();
  if (fate === "duplicate") deliver();
}

/** At the end of the turn, so that the call that caused a delivery is answered before the app hears of it. */
function startSoon(courier: Courier, work: () => Promise<void>): void {
  void courier.activity.track(new Promise<void>((resolve) => courier.clock.soon(() => void work().then(resolve))));
}

async function deliverEvent(courier: Courier, payload: Json, tries: number, reason: RetryReason | ""): Promise<void> {
  const ack = await attempt(courier, makeEnvelope(courier, "events_api", payload, tries, reason));
  if (ack.acked) return;
  const delay_ms = RETRY_AFTER_MS[tries];
  if (ack.noRetry || delay_ms === undefined) return void courier.lost.push(payload);
  if (delay_ms === 0) return deliverEvent(courier, payload, tries + 1, ack.reason);
  courier.clock.after(delay_ms, () => {
    void courier.activity.track(deliverEvent(courier, payload, tries + 1, ack.reason));
  });
}

/** One try over one of the connections, taken in turn; the first of answer and time limit decides. */
function attempt(courier: Courier, envelope: Envelope): Promise<Ack> {
  const transport = courier.transports[courier.turn++ % Math.max(1, courier.transports.length)];
  if (!transport) return Promise.resolve({ acked: false, reason: "connection_failed" });
  courier.sent += 1;
  return new Promise((resolve) => {
    const settle = (ack: Ack) => {
      timer.cancel();
      if (ack.acked) courier.acked += 1;
      resolve(ack);
    };
    const timer = courier.clock.after(ACK_WITHIN_MS, () => resolve({ acked: false, reason: "http_timeout" }));
    transport.deliver(envelope).then(settle, () => settle({ acked: false, reason: "connection_failed" }));
  });
}

function makeEnvelope(
  courier: Courier,
  type: Envelope["type"],
  payload: Json,
  retry_attempt: number,
  retry_reason: RetryReason | "",
): Envelope {
  const accepts_response_payload = type !== "events_api";
  const envelope_id = envelopeId(courier.random);
  return { envelope_id, type, payload, accepts_response_payload, retry_attempt, retry_reason };
}

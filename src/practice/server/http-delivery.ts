// Delivery to a request URL, signed as Slack signs. The one place here that calls out.
import { abortAfter, type Clock } from "../../lib/clock.ts";
import { hmacSha256 } from "../../lib/hash.ts";
import type { Ack, Envelope, Transport } from "../deliveries.ts";

/** The workspace itself stops waiting after 3 s; this only frees the connection of an app that never answers. */
const GIVE_UP_MS = 15_000;

interface HttpDelivery {
  url: string;
  signingSecret: string;
  /** The workspace's clock: signatures carry its time. */
  clock: Clock;
  /** Real time, for connections. */
  wireClock: Clock;
}

export function createHttpDelivery(options: HttpDelivery): Transport {
  return { deliver: (envelope) => post(options, envelope) };
}

async function post({ url, signingSecret, clock, wireClock }: HttpDelivery, envelope: Envelope): Promise<Ack> {
  const { body, type } = encode(envelope);
  const timestamp = String(Math.floor(clock.now() / 1_000));
  const headers: Record<string, string> = {
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${hmacSha256(signingSecret, `v0:${timestamp}:${body}`)}`,
  };
  if (envelope.retry_attempt > 0) {
    headers["x-slack-retry-num"] = String(envelope.retry_attempt);
    headers["x-slack-retry-reason"] = envelope.retry_reason;
  }
  const { signal, done } = abortAfter(wireClock, GIVE_UP_MS);
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
    const text = await response.text();
    if (response.ok) return { acked: true, body: ackBody(text) };
    const noRetry = response.headers.get("x-slack-no-retry") === "1";
    return { acked: false, reason: "http_error", status: response.status, noRetry };
  } catch {
    return { acked: false, reason: "connection_failed" };
  } finally {
    done();
  }
}

function encode({ type, payload }: Envelope): { body: string; type: string } {
  if (type === "events_api") return { body: JSON.stringify(payload), type: "application/json" };
  const form = "application/x-www-form-urlencoded";
  if (type === "interactive")
    return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), type: form };
  return { body: new URLSearchParams(payload as Record<string, string>).toString(), type: form };
}

/** JSON where it is JSON; otherwise the text itself is the message. */
function ackBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// Where events come in. Both receivers go through takeEvent, so that an event meets the same fate on either road:
// stored first, acknowledged after. Events never enter Bolt, which acknowledges before anything else happens.
import type { ActivityDep } from "../../../lib/activity.ts";
import { sha256 } from "../../../lib/hash.ts";
import type { LogDep } from "../../../lib/log.ts";

export interface EventEnvelope {
  /** Slack's event_id; where it gives none (app_rate_limited), the SHA-256 of the content. */
  readonly key: string;
  /** The parsed Events API body as it came: event_callback, app_rate_limited, or a kind Slack adds later. */
  readonly body: object;
}

export interface Intake {
  /** Resolves once the event is durable. When it rejects, the event is not acknowledged and Slack sends it again. */
  storeEvent(envelope: EventEnvelope): Promise<void>;
}

export interface IntakeDep {
  readonly intake: Intake;
}

/**
 * Stores one event and says whether it may be acknowledged. `retryNum`: 1 for the first repeat of a delivery; `null` when
 * this is the delivery itself.
 */
export async function takeEvent(
  body: object,
  retryNum: number | null,
  { intake, log, activity }: IntakeDep & LogDep & ActivityDep,
): Promise<boolean> {
  const key = eventKey(body);
  if (retryNum !== null) log.debug({ key, retryNum }, "Slack delivers an event again");
  try {
    await activity.track(intake.storeEvent({ key, body }));
    return true;
  } catch (error) {
    log.error(
      { err: error, key },
      "an event could not be stored, so Slack will send it again: check database and disk",
    );
    return false;
  }
}

/** Reads Slack's count of repeats (a header over HTTP, a field in Socket Mode), where 0 and nothing both mean none. */
export function retryNumber(given: unknown): number | null {
  const count = Number(given);
  return Number.isInteger(count) && count > 0 ? count : null;
}

/** True for what can be stored or handed on: a JSON object, not a list, a bare value or nothing. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What makes a delivery one and the same. */
export function eventKey(body: object): string {
  const id = "event_id" in body ? body.event_id : undefined;
  return typeof id === "string" && id !== "" ? id : sha256(JSON.stringify(body));
}

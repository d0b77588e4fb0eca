// A stored event, read: whose it is, which room it is about, what it says of it.
import { eventSighting, type Sighting } from "../../../domain/record/sighting.ts";
import { markIn, type SeenMark } from "../../../domain/timeline/seen-marks.ts";
import { type JsonObject, objectIn, textIn } from "../../../lib/pure/json.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";

export interface Arrived {
  key: string;
  team: string;
  body: JsonObject;
  event: JsonObject;
  /** What it adds to a room's record; null where it adds nothing. */
  about: { channel: string; sighting: Sighting } | null;
  /** The emoji or pin that it puts on another's message, or takes away; null for the rest. */
  mark: SeenMark | null;
}

/** In a shared channel `team_id` is where it happened, and `context_team_id` the workspace whose Warroom is told. */
export function readEvent(key: string, envelope: string | null): Arrived {
  const body = JSON.parse(envelope ?? "{}") as JsonObject;
  const event = objectIn(body.event);
  const team = textIn(body.context_team_id) || textIn(body.team_id);
  const mark = isOfWarroom(body, event.item_user) ? null : markIn(event);
  return { key, team, body, event, about: eventSighting(event), mark };
}

/** What Warroom itself wrote: its own acts are events of the incident. */
export function isOwn({ body, event }: Arrived): boolean {
  const inner = objectIn(event.message ?? event.previous_message);
  const appId = event.app_id ?? inner.app_id;
  const isMark = event.type === "reaction_added" || event.type === "reaction_removed";
  if (isMark && isOfWarroom(body, event.user)) return true;
  return typeof appId === "string" && appId !== "" && appId === body.api_app_id;
}

/** Slack names, with each event, whose installation it is told to: for a bot, its user. */
export function isOfWarroom(body: JsonObject, user: unknown): boolean {
  const installations = Array.isArray(body.authorizations) ? body.authorizations.map(objectIn) : [];
  return installations.some(({ is_bot, user_id }) => is_bot === true && user_id === user && textIn(user_id) !== "");
}

/** When Slack made this event of it, by Slack's clock; 0 where it does not say. */
export function happenedAt({ body }: Arrived): Instant {
  const seconds = Number(body.event_time);
  return Number.isSafeInteger(seconds) ? seconds * SECOND_MS : 0;
}

/** When it happened by Slack's clock, and never later than now. */
export function timeOf(event: JsonObject, now: Instant): Instant {
  const at = Math.round(Number(event.event_ts) * 1_000);
  return at > 0 ? Math.min(at, now) : now;
}

// Where a sentence of the draft comes from. Nothing stands in it without one.
import type { Instant } from "../../lib/pure/time.ts";
import type { DomainEvent } from "../event.ts";

/** An event by its number in the incident's stream, or a message of the room by Slack's ts. */
export type Source = number | string;

/** An event with its number, as the record cites it. */
export type NumberedEvent = DomainEvent & { seq: number };

/** Something that holds from one time to another; `to` is null while it still does. */
export interface Period {
  from: Instant;
  to: Instant | null;
  sources: Source[];
}

import type { Facts } from "../../domain/postmortem/facts.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { utc } from "../mrkdwn.ts";

/** "14:05", in UTC. */
export const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 16);

/** With the day only where it is not the one on which the incident was declared. */
export const stampOf =
  ({ times }: Facts): ((at: Instant) => string) =>
  (at) =>
    dayOf(at) === dayOf(times.declared?.at ?? at) ? clock(at) : utc(at).replace(/ UTC$/, "");

const dayOf = (at: Instant): string => utc(at).slice(0, 10);

import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { SlackFailure } from "../../lib/slack-call.ts";
import type { Outcome } from "../outcome.ts";

/** A scope that is missing is a matter for the operator: the work waits, and is not thrown away. */
const SCOPE_RETRY_MS = 60 * SECOND_MS;

/** Slack's words for a room that is out of reach. */
export const OUT_OF_REACH: ReadonlySet<string> = new Set(["is_archived", "not_in_channel", "channel_not_found"]);

/** Calls that did not come through are tried again for as long as it takes; a plain no from Slack is final. Null: nothing was called. */
export function failed(reply: SlackFailure | null): Outcome {
  if (reply === null) return { type: "superseded", why: "no longer wanted when it was to be sent" };
  switch (reply.kind) {
    case "rate-limited":
      return { type: "retry", why: "rate limited", after_ms: reply.retryAfter_ms, limited: true };
    case "held":
      return { type: "retry", why: reply.why, after_ms: reply.after_ms };
    case "unreachable":
    case "unknown":
      return { type: "retry", why: `${reply.kind}: ${reply.why}` };
    case "refused":
      // A token that Slack refuses never comes to here: client/token.ts makes `unreachable` of it.
      if (lacksEssential(reply)) return { type: "retry", why: reply.error, after_ms: SCOPE_RETRY_MS, aside: true };
      return { type: "give-up", why: reply.error };
  }
}

/** Without these Warroom cannot speak or open rooms: whoever runs it installs it again, and what was to be done is done. */
const ESSENTIAL = new Set(["chat:write", "channels:manage"]);

const lacksEssential = ({ error, detail }: Extract<SlackFailure, { kind: "refused" }>): boolean =>
  error === "missing_scope" && ESSENTIAL.has(String((detail as { needed?: unknown } | undefined)?.needed));

// A limit of Slack's counts for all who call the method, not only for the job that met it: until it is over nobody calls
// it, then one tries, and only when that goes well the others follow. Other methods and channels go on.
import type { ClockDep } from "../../../lib/clock.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { LogDep } from "../../../lib/log.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import type { SlackCall } from "../../../lib/slack-call.ts";

interface Limit {
  since: Instant;
  until: Instant;
  /** Somebody is trying whether it is over. */
  isTried: boolean;
}

/** Kept in memory: a new start meets each limit once, and then knows it. */
export function withinLimits(send: SlackCall, { clock, log }: ClockDep & LogDep): SlackCall {
  const limits = new Map<string, Limit>();
  return async (method, args) => {
    const key = limitedBy(method, args);
    const limit = limits.get(key);
    if (limit) {
      const wait_ms = waitFor(limit, clock.now());
      if (wait_ms > 0) {
        log.debug("a call waits because Slack limits its method");
        return { ok: false, kind: "rate-limited", retryAfter_ms: wait_ms };
      }
      limit.isTried = true;
    }
    const reply = await send(method, args);
    if (!reply.ok && reply.kind === "rate-limited") {
      log.info({ method, wait_ms: reply.retryAfter_ms }, "Slack limits a method: whoever calls it waits");
      const since = clock.now();
      limits.set(key, { since, until: since + reply.retryAfter_ms, isTried: false });
    } else if (!reply.ok && reply.kind === "held") {
      // Whether the limit is over, nobody knows yet.
      if (limit) limit.isTried = false;
    } else if (limit) limits.delete(key);
    return reply;
  };
}

const POSTS = /^chat\.post/;

/** Posting is limited by channel, everything else by workspace. */
const limitedBy = (method: string, { channel }: Record<string, unknown>): string =>
  POSTS.test(method) ? `${method} ${String(channel)}` : method;

/** A limit that has yet to begin was met before the clock was set back: how much of it is left, only a try can tell. */
function waitFor({ since, until, isTried }: Limit, now: Instant): number {
  if (since <= now && now < until) return until - now;
  return isTried ? SECOND_MS : 0;
}

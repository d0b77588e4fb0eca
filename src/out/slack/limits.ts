// A limit of Slack's counts for all who call the method, not only for the job that met it: until it is over nobody calls
// it, then one tries, and only when that goes well the others follow. Other methods and channels go on.
import type { ClockDep, Instant } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { HOUR_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import type { SlackCall } from "../../lib/slack-call.ts";

interface Limit {
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
      limits.set(key, { until: clock.now() + reply.retryAfter_ms, isTried: false });
    } else if (limit) limits.delete(key);
    return reply;
  };
}

const POSTS = /^chat\.post/;

/** Posting is limited by channel, everything else by workspace. */
const limitedBy = (method: string, { channel }: Record<string, unknown>): string =>
  POSTS.test(method) ? `${method} ${String(channel)}` : method;

/** Slack never asks for more than an hour: what looks longer is a clock that was set back. */
function waitFor({ until, isTried }: Limit, now: Instant): number {
  const rest_ms = until - now;
  if (rest_ms > 0 && rest_ms <= HOUR_MS) return rest_ms;
  return isTried ? SECOND_MS : 0;
}

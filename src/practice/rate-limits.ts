// How often a method may be called, per workspace and app, as Slack's tiers promise at least.
import type { Instant } from "../lib/pure/time.ts";
import type { Json } from "./state.ts";

const WINDOW_MS = 60_000;
const PER_MINUTE = { tier2: 20, tier3: 50, tier4: 100, special: 300 };

type Tier = keyof typeof PER_MINUTE;

const TIER2 = `conversations.create conversations.archive conversations.unarchive conversations.rename
  conversations.setTopic conversations.setPurpose conversations.list bookmarks.add bookmarks.edit bookmarks.remove
  conversations.canvases.create pins.add pins.list pins.remove reactions.remove usergroups.list usergroups.users.list users.list users.conversations`;
const TIER4 = `views.open views.push views.update views.publish users.info conversations.members chat.postEphemeral
  files.getUploadURLExternal files.completeUploadExternal files.info api.test`;
const SPECIAL = "auth.test chat.getPermalink chat.postMessage";

// Everything else is tier 3, the commonest. Slack's own lists disagree on apps.connections.open; it is tier 3 here.
const tiers = new Map<string, Tier>([
  ...TIER2.split(/\s+/).map((method): [string, Tier] => [method, "tier2"]),
  ...TIER4.split(/\s+/).map((method): [string, Tier] => [method, "tier4"]),
  ...SPECIAL.split(/\s+/).map((method): [string, Tier] => [method, "special"]),
]);

/** A channel takes one message a second; a short burst above that passes. */
const POST_BURST = 8;

export interface RateLimits {
  /** Seconds to wait, or undefined when the call may go on (and is counted). */
  take(method: string, args: Json, now: Instant): number | undefined;
}

/** For benches, where the limit would be what is measured. */
export const noRateLimits: RateLimits = { take: () => undefined };

/** With `cappedHistory`, history and replies allow one call a minute: Slack's rule for unlisted commercial apps. */
export function createRateLimits(cappedHistory: boolean): RateLimits {
  const calls = new Map<string, Instant[]>();
  const posts = new Map<string, { tokens: number; at: Instant }>();
  return {
    take(method, args, now) {
      const capped = cappedHistory && (method === "conversations.history" || method === "conversations.replies");
      const wait = takeFromWindow(calls, method, capped ? 1 : PER_MINUTE[tiers.get(method) ?? "tier3"], now);
      if (wait !== undefined || method !== "chat.postMessage") return wait;
      return takeFromBucket(posts, String(args.channel), now);
    },
  };
}

function takeFromWindow(calls: Map<string, Instant[]>, method: string, limit: number, now: Instant) {
  const recent = (calls.get(method) ?? []).filter((at) => at > now - WINDOW_MS);
  calls.set(method, recent);
  const blocking = recent[recent.length - limit];
  if (blocking !== undefined) return Math.max(1, Math.ceil((blocking + WINDOW_MS - now) / 1_000));
  recent.push(now);
  return undefined;
}

function takeFromBucket(posts: Map<string, { tokens: number; at: Instant }>, channel: string, now: Instant) {
  const before = posts.get(channel) ?? { tokens: POST_BURST, at: now };
  const tokens = Math.min(POST_BURST, before.tokens + (now - before.at) / 1_000);
  const allowed = tokens >= 1;
  posts.set(channel, { tokens: allowed ? tokens - 1 : tokens, at: now });
  return allowed ? undefined : 1;
}

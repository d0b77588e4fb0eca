// Slack's request signature, version v0 ("Verifying requests from Slack"): HMAC-SHA-256 over `v0:timestamp:raw body`.
import type { Clock } from "../../../lib/clock.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import { equalInConstantTime, hmacSha256 } from "../../../lib/hash.ts";
import { MINUTE_MS, SECOND_MS } from "../../../lib/pure/duration.ts";
import { err, ok, type Result } from "../../../lib/pure/result.ts";

export type SignatureProblem = "missing-signature" | "stale-timestamp" | "future-timestamp" | "bad-signature";

interface SignedRequest {
  /** More than one while a secret is being rotated. An empty one never verifies anything. */
  readonly secrets: readonly string[];
  /** The x-slack-request-timestamp header: seconds since 1970. */
  readonly timestamp: string | undefined;
  /** The x-slack-signature header. */
  readonly signature: string | undefined;
  /** The bytes as they came: parsing and writing them again would change them. */
  readonly rawBody: Buffer;
  readonly now: Instant;
}

/** Slack's own limit of five minutes, here on both sides of now: without the second a captured request lives for ever. */
const SKEW_MAX_MS = 5 * MINUTE_MS;

/**
 * The signature is checked before the time, so that a wrong time is only ever said of a request Slack did sign, and
 * the log may then blame a clock. All secrets are compared, so that the time taken does not tell which one was right.
 */
export function verifySignature({
  secrets,
  timestamp,
  signature,
  rawBody,
  now,
}: SignedRequest): Result<void, SignatureProblem> {
  if (!timestamp || !signature) return err("missing-signature");
  if (!/^\d{1,12}$/.test(timestamp)) return err("bad-signature");
  const signed = Buffer.concat([Buffer.from(`v0:${timestamp}:`), rawBody]);
  const matches = secrets.filter(
    (secret) => secret !== "" && equalInConstantTime(`v0=${hmacSha256(secret, signed)}`, signature),
  );
  if (matches.length === 0) return err("bad-signature");
  const age_ms = now - Number(timestamp) * SECOND_MS;
  if (age_ms > SKEW_MAX_MS) return err("stale-timestamp");
  if (age_ms < -SKEW_MAX_MS) return err("future-timestamp");
  return ok(undefined);
}

export interface ReplayGuard {
  /** Remembers a verified signature; `false` when it was here before. */
  isNew(signature: string): boolean;
}

/** A signature can be valid from 5 minutes before its timestamp to 5 after: whoever saw it once may use it that long. */
const REMEMBERED_MS = 2 * SKEW_MAX_MS;

/** Some 80 interactions a second for ten minutes; about 10 MB. */
const REMEMBERED_MAX = 50_000;

/**
 * Refuses an interaction or command that was already handled. Slack sends those once; where it does repeat itself (events)
 * it signs anew with a new timestamp, so the exact bytes and signature again come from a replay, or from a proxy
 * that repeats POST requests and should not. Events need no guard: their key makes a repeat harmless.
 * Only verified signatures are remembered, so strangers cannot fill it; when full, the oldest goes first.
 */
export function createReplayGuard(clock: Clock, remembered_max: number = REMEMBERED_MAX): ReplayGuard {
  const seenAt = new Map<string, Instant>();
  const forget = (now: Instant) => {
    for (const [signature, at] of seenAt) {
      if (now - at <= REMEMBERED_MS && seenAt.size < remembered_max) break;
      seenAt.delete(signature);
    }
  };
  return {
    isNew(signature) {
      const now = clock.now();
      const at = seenAt.get(signature);
      if (at !== undefined && now - at <= REMEMBERED_MS) return false;
      forget(now);
      seenAt.delete(signature);
      seenAt.set(signature, now);
      return true;
    },
  };
}

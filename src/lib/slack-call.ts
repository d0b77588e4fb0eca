// The port to Slack's Web API. `in` answers through it, `out` works through it, and a simulation stands in for it.

/**
 * One call of a Web API method, never thrown from. A caller that may not repeat itself must tell the failures apart:
 * after `refused`, `rate-limited`, `held` and `unreachable` nothing was done, after `unknown` it has to look before it tries again.
 */
export type SlackCall = (method: string, args: Record<string, unknown>) => Promise<SlackReply>;

export type SlackReply = { readonly ok: true; readonly data: Record<string, unknown> } | SlackFailure;

export type SlackFailure =
  /** Slack answered no. `error` is its code (`channel_not_found`), `detail` what came with it. */
  | { readonly ok: false; readonly kind: "refused"; readonly error: string; readonly detail?: unknown }
  /** HTTP 429: not done; the method is free again after `retryAfter_ms` (5 s where Slack does not say, at most 1 h). */
  | { readonly ok: false; readonly kind: "rate-limited"; readonly retryAfter_ms: number }
  /** Warroom itself did not call: something else comes first. */
  | { readonly ok: false; readonly kind: "held"; readonly why: string; readonly after_ms: number }
  /** It never came to Slack: no name, no connection, no trust in the certificate, or a proxy in between said no. */
  | { readonly ok: false; readonly kind: "unreachable"; readonly why: string }
  /** It may or may not have been done: timed out, cut off after sending, HTTP 5xx, or Slack's own internal error. */
  | { readonly ok: false; readonly kind: "unknown"; readonly why: string };

/** Nothing came back from Slack itself: it is down, or the way to it is cut. */
export const isUnanswered = (reply: SlackReply): boolean =>
  !reply.ok && (reply.kind === "unreachable" || reply.kind === "unknown");

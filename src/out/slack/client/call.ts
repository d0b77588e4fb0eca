// From the SDK's errors to the few outcomes a caller has to tell apart.
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type WebClient,
} from "@slack/web-api";
import { HOUR_MS, SECOND_MS } from "../../../lib/pure/duration.ts";
import { redactPayload } from "../../../lib/pure/secrets.ts";
import type { SlackCall, SlackFailure } from "../../../lib/slack-call.ts";

/** Secrets that people pasted stay behind. `hide` blanks the token: the runtime quotes a header it finds invalid, the Authorization header included. */
export function createSlackCall(client: WebClient, hide: (text: string) => string): SlackCall {
  return async (method, args) => {
    try {
      return { ok: true, data: { ...(await client.apiCall(method, redactPayload(args))) } };
    } catch (error) {
      return slackFailure(error, hide);
    }
  };
}

/** Whatever the SDK threw. Anything not known to have left nothing behind is `unknown`. */
export function slackFailure(error: unknown, hide: (text: string) => string): SlackFailure {
  if (error instanceof WebAPIPlatformError) return platformFailure(error.data, hide);
  if (error instanceof WebAPIRateLimitedError) return rateLimited(error.retryAfter);
  if (error instanceof WebAPIHTTPError) return httpFailure(error, hide);
  if (error instanceof WebAPIRequestError) {
    const kind = wasNeverSent(error.original) ? "unreachable" : "unknown";
    return { ok: false, kind, why: hide(words(error.original)) };
  }
  // A 429 without a number in Retry-After has no class of its own.
  if (error instanceof Error && error.message.startsWith("Retry header did not contain")) return rateLimited(undefined);
  return { ok: false, kind: "unknown", why: hide(words(error)) };
}

const RETRY_AFTER_DEFAULT_MS = 5 * SECOND_MS;

/** What a 429 means, whatever its Retry-After says, if anything. */
export function rateLimited(retryAfter_s: number | undefined): SlackFailure {
  const asked_ms = (retryAfter_s ?? 0) * SECOND_MS;
  return {
    ok: false,
    kind: "rate-limited",
    retryAfter_ms: asked_ms > 0 ? Math.min(asked_ms, HOUR_MS) : RETRY_AFTER_DEFAULT_MS,
  };
}

/** Slack's words for its own trouble; each method's page warns that some of the work may have been done. */
const INTERNAL_TROUBLE = new Set(["internal_error", "fatal_error", "request_timeout", "service_unavailable"]);

interface PlatformAnswer {
  readonly error: string;
  readonly response_metadata?: { readonly retryAfter?: number };
}

/** What Slack's `ok: false` means: its own trouble may have done something, a plain no has not. */
export function platformFailure(answer: PlatformAnswer, hide: (text: string) => string): SlackFailure {
  const { error } = answer;
  // An answer that is no JSON arrives here as an "error code" of any length: a proxy's page, or half an answer.
  if (typeof error !== "string" || !/^[\w.:-]{1,100}$/.test(error)) {
    return { ok: false, kind: "unknown", why: "the answer was not Slack's: check SLACK_API_URL and any proxy" };
  }
  if (error === "ratelimited" || error === "rate_limited") return rateLimited(answer.response_metadata?.retryAfter);
  if (INTERNAL_TROUBLE.has(error)) return { ok: false, kind: "unknown", why: `Slack answered ${hide(error)}` };
  return { ok: false, kind: "refused", error, detail: answer };
}

/** Slack itself answers with 200, 429 and 5xx. Any other status comes from something before it, which passed nothing on. */
function httpFailure({ statusCode, body }: WebAPIHTTPError, hide: (text: string) => string): SlackFailure {
  if (isPlatformAnswer(body)) return platformFailure(body, hide);
  const isClear = statusCode >= 400 && statusCode < 500 && statusCode !== 408;
  if (!isClear) return { ok: false, kind: "unknown", why: `HTTP ${statusCode}` };
  return { ok: false, kind: "unreachable", why: `HTTP ${statusCode}: check SLACK_API_URL and any proxy` };
}

const isPlatformAnswer = (body: unknown): body is PlatformAnswer =>
  typeof body === "object" && body !== null && "ok" in body && body.ok === false && "error" in body;

/** Codes of Node and its HTTP client for failing before the first byte of the request went out. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;

function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("syscall" in error && error.syscall === "connect") return true;
  if ("code" in error && typeof error.code === "string" && NEVER_SENT.test(error.code)) return true;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(wasNeverSent);
  return wasNeverSent(error.cause);
}

function words(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? `${error.code} ` : "";
  const cause = error.cause === undefined ? "" : `: ${words(error.cause)}`;
  return `${code}${error.message || error.name}${cause}`;
}

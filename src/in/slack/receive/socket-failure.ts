// Why a Socket Mode connection could not be opened, and what that means for the next try.
import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { SECOND_MS } from "../../../lib/pure/duration.ts";

export type SocketFailure =
  /** Slack will say no again until somebody changes something. `sentence` says what. */
  | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "rate-limited"; readonly retryAfter_ms: number }
  | { readonly kind: "down"; readonly why: string };

const NEW_TOKEN =
  "Make a new app-level token with connections:write (api.slack.com/apps, Basic Information, App-Level Tokens) and set SLACK_APP_TOKEN to it.";
const WRONG_KIND =
  "It must be an app-level token, which begins with xapp-; the one that begins with xoxb- belongs in SLACK_BOT_TOKEN.";
const REINSTALL = "The app or the workspace was deactivated: reinstall the app, then make a new app-level token.";

/** What to do about each refusal of apps.connections.open, which the SDK's own list of lost causes knows only in part. */
const ADVICE: Readonly<Record<string, string>> = {
  invalid_auth: NEW_TOKEN,
  not_authed: NEW_TOKEN,
  token_revoked: NEW_TOKEN,
  token_expired: NEW_TOKEN,
  missing_scope: NEW_TOKEN,
  no_permission: NEW_TOKEN,
  not_allowed_token_type: WRONG_KIND,
  account_inactive: REINSTALL,
  user_removed_from_team: REINSTALL,
  team_disabled: REINSTALL,
  link_disabled: "Switch Socket Mode on (api.slack.com/apps, Socket Mode).",
};

/** Takes whatever the SDK threw. Codes without advice may pass by themselves, and count as Slack being down. */
export function socketFailure(error: unknown): SocketFailure {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: "rate-limited", retryAfter_ms: Math.min(Math.max(error.retryAfter, 1), 60) * SECOND_MS };
  }
  if (error instanceof WebAPIPlatformError) return refusal(error.data.error);
  return { kind: "down", why: error instanceof Error ? words(error) : "the connection closed before Slack said hello" };
}

/** The same for a code that came another way, as the reason of a `disconnect` message. */
export function refusal(code: string): SocketFailure {
  const advice = ADVICE[code];
  if (advice) return { kind: "refused", sentence: `SLACK_APP_TOKEN was refused by Slack: ${code}. ${advice}` };
  // An answer that is no JSON comes out of the SDK as an "error code" of any length.
  return {
    kind: "down",
    why: /^\w{1,80}$/.test(code) ? code : "the answer was not Slack's: check SLACK_API_URL and any proxy",
  };
}

function words(error: Error): string {
  const cause = error.cause instanceof Error ? words(error.cause) : undefined;
  return cause ? `${error.message}: ${cause}` : error.message;
}

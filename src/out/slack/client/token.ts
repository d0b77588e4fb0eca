// A token that Slack refuses (revoked, the app removed, the account gone): after the first such answer nothing is called
// any more but one question a minute whether it counts again. Everything waits meanwhile, as if Slack were out of reach.
import type { ClockDep } from "../../../lib/clock.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { LogDep } from "../../../lib/log.ts";
import { MINUTE_MS } from "../../../lib/pure/duration.ts";
import type { SlackFailure, SlackReply } from "../../../lib/slack-call.ts";
import type { TroublesDep } from "../../../lib/troubles.ts";
import type { SlackClients } from "./clients.ts";

const TOKEN_ERRORS = new Set([
  "invalid_auth",
  "not_authed",
  "token_revoked",
  "token_expired",
  "account_inactive",
  "not_allowed_token_type",
]);
const ASK_EVERY_MS = MINUTE_MS;

type Deps = ClockDep & LogDep & TroublesDep;

/** All of them know together: what one was refused, the others need not ask. */
export function watchToken(clients: SlackClients, { clock, log, troubles }: Deps): SlackClients {
  let refused: string | null = null;
  let askedAt: Instant = 0;

  const take = (reply: SlackReply): SlackReply => {
    if (reply.ok || reply.kind !== "refused" || !TOKEN_ERRORS.has(reply.error)) return reply;
    if (refused === null) askedAt = clock.now();
    refused = reply.error;
    log.debug("Slack refuses the token: nothing more is called");
    troubles.set("token", {
      what: `Slack refuses the bot token (${reply.error}): nothing can be said, and everything waits`,
      nextStep:
        "install the app again (its page → Install App), put the new Bot User OAuth Token into SLACK_BOT_TOKEN, restart; where the token stayed the same, nothing but waiting a minute",
      serious: true,
    });
    return waits(reply.error);
  };
  /** Whether it still is refused, asked by whoever comes first in each minute. */
  const isRefused = async (): Promise<boolean> => {
    const since_ms = clock.now() - askedAt;
    // Before: the clock was set back, by how much is not known.
    if (since_ms >= 0 && since_ms < ASK_EVERY_MS) return true;
    askedAt = clock.now();
    if (!(await clients.reads("auth.test", {})).ok) return true;
    refused = null;
    troubles.set("token", null);
    log.info("Slack takes the token again: everything goes on");
    return false;
  };
  const guarded =
    <Args extends unknown[]>(call: (...args: Args) => Promise<SlackReply>) =>
    async (...args: Args): Promise<SlackReply> => {
      if (refused !== null && (await isRefused())) return waits(refused ?? "");
      return take(await call(...args));
    };
  return {
    interactive: guarded(clients.interactive),
    outbox: guarded(clients.outbox),
    reads: guarded(clients.reads),
    upload: guarded(clients.upload),
  };
}

const waits = (error: string): SlackFailure => ({
  ok: false,
  kind: "unreachable",
  why: `Slack refuses the token: ${error}`,
});

// Slack out of reach for long, and back: before anything else is said, each room's line about it is planned, which then
// goes first. A call that changes nothing finds out whether Slack is back, so that no message is lost on the way to know.
import { AWAY_MIN_MS, type Away } from "../../../domain/catch-up.ts";
import type { ClockDep } from "../../../lib/clock.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { LogDep } from "../../../lib/log.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import { isUnanswered, type SlackCall, type SlackReply } from "../../../lib/slack-call.ts";

type Deps = ClockDep & LogDep & { planCatchUps(away: Away): Promise<void> };

export function catchUpFirst(send: SlackCall, { clock, log, planCatchUps }: Deps): SlackCall {
  let downSince: Instant | null = null;
  let asking: Promise<SlackReply | null> | null = null;
  /** The outage that rooms are told of, by its beginning; none where the database refused it: the next call tries again. */
  let told: Instant | null = null;

  const isUntold = () => downSince !== null && clock.now() - downSince >= AWAY_MIN_MS && told !== downSince;
  const tell = async () => {
    if (!isUntold()) return;
    const from = downSince!;
    await planCatchUps({ from, to: clock.now(), why: "unreachable" });
    told = from;
  };
  /** What the caller is to be answered in place of its call; null when that may go on. */
  const ask = async (): Promise<SlackReply | null> => {
    const reply = await send("auth.test", {});
    if (isUnanswered(reply)) return reply;
    log.info("Slack is back after an outage: rooms are told first");
    await tell();
    // The lanes begin anew, with what is most urgent now.
    return { ok: false, kind: "held", why: "rooms are told first what they missed", after_ms: SECOND_MS };
  };
  return async (method, args) => {
    if (isUntold()) {
      asking ??= ask().finally(() => {
        asking = null;
      });
      const instead = await asking;
      if (instead) return instead;
    }
    const begunAt = clock.now();
    const reply = await send(method, args);
    if (isUnanswered(reply)) {
      // Of a clock that was set back meanwhile, the time since then is what is known.
      downSince = Math.min(downSince ?? begunAt, begunAt);
      return reply;
    }
    // Called before it had lasted long, and answered after.
    await tell();
    downSince = null;
    return reply;
  };
}

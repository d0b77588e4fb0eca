// Of which regimes people are asked whether they hold, who is asked, and when: at once in the room, and while nobody has
// answered again within the hour and before the regime's shortest limit is over.
import { DAY_MS, MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { isRoomClosed } from "../aftermath.ts";
import { inBusinessTimeBefore } from "../calendar/calendar.ts";
import { roughly_ms } from "../calendar/span.ts";
import { holds } from "../condition.ts";
import type { Context } from "../context.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import type { Incident } from "../incident.ts";
import type { JobOf } from "../job.ts";
import type { Runbook } from "../runbook.ts";
import { notBefore, over, type Turn } from "../turn.ts";
import { firstLimit } from "./due.ts";
import { holdingOf } from "./notifications.ts";
import type { RunbookRegime } from "./regime.ts";
import { answerableFor } from "./reminders.ts";
import { regimeState } from "./state.ts";

/** What was found is read first. */
const ASK_AFTER_MS = MINUTE_MS;

/** Warroom's own, as the times of askAt are. */
export const ASKS_MAX = 4;

/** While those who were there still are. */
const ASK_AGAIN_AFTER_MS = 30 * MINUTE_MS;

/** A regime that gives more, or no number, is asked of as if it gave this. */
const LIMIT_MAX_MS = 3 * DAY_MS;

export interface RegimeToAsk {
  regime: RunbookRegime;
  /** The first time is 1. */
  ask: number;
  at: Instant;
}

/** Those whose questions are to be put before people: their condition holds, and nobody has answered. The next first. */
export function regimesToAsk(incident: Incident, runbook: Runbook): RegimeToAsk[] {
  if ((incident.stage !== "open" && incident.stage !== "resolved") || isRoomClosed(incident)) return [];
  return runbook.regimes
    .filter((regime) => isUnanswered(regime, incident) && isToBeAsked(regime, incident))
    .flatMap((regime) => {
      const ask = (incident.regimesAsked[regime.key]?.asks ?? 0) + 1;
      return ask > (incident.drill === null ? ASKS_MAX : 1)
        ? []
        : [{ regime, ask, at: askAt(regime, incident, runbook) }];
    })
    .toSorted((a, b) => a.at - b.at);
}

/** Those that people were asked of, and that nobody has answered. */
export const unansweredRegimes = (incident: Incident, runbook: Runbook): RunbookRegime[] =>
  runbook.regimes.filter((regime) => incident.regimesAsked[regime.key] && isUnanswered(regime, incident));

const isUnanswered = (regime: RunbookRegime, incident: Incident): boolean =>
  holdingOf(regime, regimeState(incident, regime.key)) === "unknown";

/** Warroom's own, where the runbook does not say when: as soon as a category or an impact on data or security is named. */
function isToBeAsked({ askedIf }: RunbookRegime, incident: Incident): boolean {
  if (askedIf !== null) return holds(askedIf, circumstancesOf(incident)) === true;
  const { data = "", security = "" } = incident.impact?.words ?? {};
  return incident.categories.length > 0 || data !== "" || security !== "";
}

/** A minute after what it hangs on was found, within the hour, and then twice more, each a third of its limit later. */
function askAt(regime: RunbookRegime, incident: Incident, { calendar }: Runbook): Instant {
  const { circumstancesSince, impact, regimesAsked } = incident;
  const asked = regimesAsked[regime.key];
  if (!asked) return Math.max(circumstancesSince, impact?.at ?? 0) + ASK_AFTER_MS;
  if (asked.asks === 1) return asked.at + ASK_AGAIN_AFTER_MS;
  const limit = firstLimit(regime);
  const at = asked.at + Math.min(limit ? roughly_ms(limit) : LIMIT_MAX_MS, LIMIT_MAX_MS) / 3;
  const inBusinessTime = inBusinessTimeBefore(at, calendar);
  // A limit in hours runs through nights and weekends.
  return inBusinessTime > asked.at ? inBusinessTime : at;
}

export function askTimer(incident: Incident, { runbook }: Context): { job: JobOf<"ask-regimes">; at: Instant } | null {
  const [next] = regimesToAsk(incident, runbook);
  return next ? { job: { kind: "ask-regimes" }, at: next.at } : null;
}

/** Those of one answerer in one message; who answers for others is asked next. */
export function askTurn(
  incident: Incident,
  _job: JobOf<"ask-regimes">,
  { runbook, people, now }: Context,
): Turn<{ regimes: readonly RunbookRegime[]; ask: number }> {
  const all = regimesToAsk(incident, runbook);
  const [first] = all;
  if (!first) return over("nothing is to be asked");
  if (first.at > now) return notBefore(first.at);
  const { ask } = first;
  const to = answerableFor(first.regime, incident, runbook, people);
  const regimes = all
    .filter((one) => one.at <= now && one.ask === ask)
    .map(({ regime }) => regime)
    .filter((regime) => answerableFor(regime, incident, runbook, people).join() === to.join());
  return {
    type: "due",
    to,
    regimes,
    ask,
    variant: `${ask}:${regimes.map(({ key }) => key).join()}`,
    // What an earlier attempt asked is what people read; what is to be asked since is asked next.
    record: ({ text, ts, variant }) => ({
      type: "RecordRegimesAsked",
      ...(variant === undefined ? { ask, regimes: regimes.map(({ key }) => key) } : fromVariant(variant)),
      to,
      text,
      ts,
    }),
  };
}

/** One of an older version has no number. */
function fromVariant(variant: string): { ask: number; regimes: string[] } {
  const [, ask = "1", keys = ""] = /^(?:(\d+):)?(.*)$/.exec(variant) ?? [];
  return { ask: Number(ask), regimes: keys.split(",") };
}

// Of the regimes that a silent incident asks of: until when authorities and people would have to be notified, if all of it held
// and was known at the declaration. Nobody answers in silence, so that no such clock runs there.
import { spanWords } from "../../domain/calendar/span.ts";
import type { Plan } from "../../domain/plan/plan.ts";
import { notificationsDue, submitted } from "../../domain/regimes/due.ts";
import type { RunbookRegime } from "../../domain/regimes/regime.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { timeWords } from "./when.ts";

export interface ToldNotification {
  regime: string;
  title: string;
  to: string;
  dueAt: Instant | null;
  /** In place of that time, or beside it: "without undue delay". */
  words: string;
  /** Only where this is so besides; null for always. */
  only: string | null;
}

export function notificationsIn({ incident, silence }: Plan, runbook: Runbook): ToldNotification[] {
  const asked = silence.played.flatMap(({ events }) =>
    events.flatMap((event) => (event.type === "RegimesAsked" ? event.regimes : [])),
  );
  return runbook.regimes
    .filter(({ key }) => asked.includes(key))
    .flatMap((regime) => {
      const started = Object.fromEntries(regime.starts.map(({ key }) => [key, incident.declaredAt]));
      return notificationsDue(regime, started, runbook.calendar).map(({ notification, dueAt }) => ({
        regime: regime.name,
        title: notification.title,
        to: notification.to,
        dueAt,
        words: [
          ...(notification.words === null ? [] : [notification.words]),
          ...(dueAt === null ? afterWords(regime, notification.due) : []),
        ].join(", "),
        only: notification.only?.question ?? null,
      }));
    });
}

/** "72 h after “Initial notification” is submitted". */
const afterWords = ({ notifications }: RunbookRegime, due: RunbookRegime["notifications"][number]["due"]): string[] =>
  due.flatMap(({ from, within }) => {
    const before = notifications.find(({ key }) => submitted(key) === from);
    return before ? [`${spanWords(within)} after “${before.title}” is submitted`] : [];
  });

export const NOTIFY_HEADING = "If these apply, and that is known at the declaration";

export const notifyLines = (all: readonly ToldNotification[], zone: string): string[] =>
  all.map(({ regime, title, to, dueAt, words, only }) => {
    const until = [...(dueAt === null ? [] : [`by ${timeWords(zone, dueAt)}`]), ...(words === "" ? [] : [words])];
    return `${regime}: ${title} to ${to}, ${until.join(", ")}${only === null ? "" : ` (${only})`}`;
  });

// What the room hears of regimes: their questions, what was answered and submitted, and reminders.
import type { KnownBlock } from "@slack/types";
import { spanWords } from "../../domain/calendar/span.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Said } from "../../domain/job.ts";
import { ASKS_MAX } from "../../domain/regimes/asking.ts";
import { firstLimit } from "../../domain/regimes/due.ts";
import { holdingOf, notificationsOf } from "../../domain/regimes/notifications.ts";
import type { RunbookRegime } from "../../domain/regimes/regime.ts";
import { type RegimeReminder, regimeState } from "../../domain/regimes/state.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { HOUR_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { actions, escaped, person, type Post, section, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { drillRemark, openRegimes } from "./list.ts";

type RegimeSaid = Extract<
  Said,
  { type: "regime-answered" | "notification-submitted" | "notification-not-needed" | "notification-reopened" }
>;

const TYPES: readonly Said["type"][] = [
  "regime-answered",
  "notification-submitted",
  "notification-not-needed",
  "notification-reopened",
];

export const isRegimeSaid = (what: Said): what is RegimeSaid => TYPES.includes(what.type);

/** Slack takes five buttons in a row that stays readable. */
const BUTTONS_MAX = 5;

/** Puts the questions before whoever answers for them; again while nobody has. */
export function regimesAsk(
  incident: Incident,
  { regimes, to, ask: time }: { regimes: readonly RunbookRegime[]; to: readonly string[]; ask: number },
  words: Words,
): Post {
  const { ask } = words.regimes;
  const about = { who: to.map(person).join(" "), name: escaped(incident.name) };
  const each = regimes.map((regime) =>
    ask.regime({
      name: escaped(regime.name),
      limit: limitOf(regime, words),
      questions: regime.asks.map(({ question }) => escaped(question)).join(" · "),
    }),
  );
  const head = time === 1 ? ask.head(about) : ask.again(about);
  const text = [head, ...each, ...(time === ASKS_MAX ? [ask.last] : [])].join("\n");
  const buttons = regimes
    .slice(0, BUTTONS_MAX)
    .map(({ key: regime, name }) =>
      button(ask.button({ name }), `${ACTION.answerRegime}:${regime}`, { incident: incident.id, regime }),
    );
  const rest = regimes.length > BUTTONS_MAX ? [openRegimes(incident, words)] : [];
  return posted(incident, text, [actions([...buttons, ...rest])], words);
}

function limitOf(regime: RunbookRegime, { regimes: { ask } }: Words): string {
  const limit = firstLimit(regime);
  if (!limit) return escaped(regime.notifications[0]?.words ?? "");
  return limit.unit === "exact" ? ask.withinHours(limit.ms / HOUR_MS) : ask.within({ span: spanWords(limit) });
}

export function regimesReminder(
  incident: Incident,
  runbook: Runbook,
  { to, reminded, now }: { to: readonly string[]; reminded: readonly RegimeReminder[]; now: Instant },
  words: Words,
): Post {
  const { nudge } = words.regimes;
  const each = reminded.flatMap(({ regime: key, notification, dueAt, step }) => {
    const regime = runbook.regimes.find((one) => one.key === key);
    const found = regime?.notifications.find((one) => one.key === notification);
    if (!regime || !found) return [];
    const about = nudge.about({ regime: escaped(regime.name), title: escaped(found.title), to: escaped(found.to) });
    return [nudge[step]({ about, at: time(dueAt), left: words.duration(Math.max(0, dueAt - now)) })];
  });
  const text = [nudge.head({ who: to.map(person).join(" "), name: escaped(incident.name) }), ...each].join("\n");
  return posted(incident, text, [actions([openRegimes(incident, words)])], words);
}

export function regimeSaid(incident: Incident, runbook: Runbook, what: RegimeSaid, words: Words): Post {
  const text =
    what.type === "regime-answered" ? answeredText(incident, runbook, what, words) : settledText(what, words);
  return posted(
    incident,
    text,
    what.type === "regime-answered" ? [actions([openRegimes(incident, words)])] : [],
    words,
  );
}

const posted = (incident: Incident, text: string, below: KnownBlock[], words: Words): Post => {
  const drill = incident.drill === null ? "" : `${words.regimes.drill}\n`;
  return { text: `${drill}${text}`, blocks: [...drillRemark(incident, words), section(text), ...below] };
};

/** What was answered, which clocks run, and until when as it then stands. */
function answeredText(
  incident: Incident,
  runbook: Runbook,
  { regime: key, name, answers, clocks, by, reason }: Extract<RegimeSaid, { type: "regime-answered" }>,
  words: Words,
): string {
  const { say } = words.regimes;
  const given = answers
    .map(({ question, yes }) => (yes ? say.yes : say.no)({ question: escaped(question) }))
    .join("; ");
  const head = say.answered({ by: person(by), name: escaped(name), answers: given });
  const lines = [
    reason === null ? head : say.because({ line: head, reason: escaped(reason) }),
    ...clocks.map(({ means, since, how }) =>
      (how === "said" ? say.clock : say.fromAnswer)({ means: escaped(means), at: time(since) }),
    ),
  ];
  const regime = runbook.regimes.find((one) => one.key === key);
  if (!regime) return lines.join("\n");
  const holdsNot = holdingOf(regime, regimeState(incident, key)) === "no";
  return [
    ...lines,
    ...(holdsNot ? [say.holdsNot({ name: escaped(name) })] : dueLines(incident, regime, runbook, words)),
  ].join("\n");
}

function dueLines(incident: Incident, regime: RunbookRegime, runbook: Runbook, words: Words): string[] {
  const { line, say } = words.regimes;
  return notificationsOf(incident, regime, runbook).flatMap(({ notification, stage, dueAt, knownSince }) => {
    const about = line.about({ title: escaped(notification.title), to: escaped(notification.to) });
    if (stage === "at-once") return [say.atOnce({ about, words: escaped(notification.words ?? "") })];
    if (stage !== "running" || dueAt === null) return [];
    return [(dueAt < knownSince ? say.overdue : say.due)({ about, at: time(dueAt) })];
  });
}

function settledText(what: Exclude<RegimeSaid, { type: "regime-answered" }>, words: Words): string {
  const { say } = words.regimes;
  const by = person(what.by);
  const about = say.about({ regime: escaped(what.name), title: escaped(what.title), to: escaped(what.to) });
  switch (what.type) {
    case "notification-not-needed":
      return say.notNeeded({ by, about, reason: escaped(what.reason) });
    case "notification-reopened":
      return say.reopened({ by, about, reason: escaped(what.reason) });
    case "notification-submitted": {
      const { at, dueAt, reference } = what;
      const line = say.submitted({ by, about, at: time(at) });
      const timed = dueAt !== null && at > dueAt ? say.late({ line, late: words.duration(at - dueAt) }) : line;
      return reference === null ? timed : say.reference({ line: timed, reference: escaped(reference) });
    }
  }
}

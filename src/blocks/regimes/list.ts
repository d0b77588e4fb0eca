// The regimes of an incident: the list with its buttons, and the card's lines.
import type { Button, KnownBlock, ModalView } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import { unansweredRegimes } from "../../domain/regimes/asking.ts";
import {
  allNotifications,
  holdingOf,
  isToSubmit,
  type StandingNotification,
} from "../../domain/regimes/notifications.ts";
import { submitted } from "../../domain/regimes/due.ts";
import type { RunbookRegime } from "../../domain/regimes/regime.ts";
import { isReminded } from "../../domain/regimes/reminders.ts";
import { regimeState } from "../../domain/regimes/state.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { listView } from "../forms.ts";
import { actions, context, escaped, person, section, time, webLink } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** A form takes 100 blocks: each of at most 20 regimes has two, and so has a notification. */
const NOTIFICATIONS_SHOWN_MAX = 20;
const ON_CARD_MAX = 3;

/** The list, with buttons. `remark` tells why the last press changed nothing. */
export function regimesView(
  incident: Incident,
  runbook: Runbook,
  { now, remark }: { now: Instant; remark?: string },
  words: Words,
): ModalView {
  const { regimes: said } = words;
  const all = allNotifications(incident, runbook);
  const openFirst = all.toSorted((a, b) => Number(a.settled !== null) - Number(b.settled !== null));
  const shown = new Set(openFirst.slice(0, NOTIFICATIONS_SHOWN_MAX));
  const blocks = [
    ...(remark === undefined ? [] : [section(remark)]),
    ...drillRemark(incident, words),
    ...runbook.regimes.flatMap((regime) => [
      ...regimeBlocks(incident, regime, words),
      ...all
        .filter((one) => shown.has(one) && one.regime === regime)
        .flatMap((one) => notificationBlocks(incident, one, now, words)),
    ]),
    ...(all.length > shown.size ? [context(said.more(all.length - shown.size))] : []),
    ...(runbook.regimes.length === 0 ? [section(said.none)] : proofBlocks(incident, words)),
  ];
  return listView(said.title({ name: incident.name }), blocks, words);
}

export const drillRemark = ({ drill }: Incident, { regimes: said }: Words): KnownBlock[] =>
  drill === null ? [] : [section(said.drill)];

const proofBlocks = ({ id: incident }: Incident, { regimes: said }: Words): KnownBlock[] => [
  context(said.notLegalAdvice),
  actions([button(said.buttons.proof, ACTION.askForProof, { incident })]),
];

export const openRegimes = ({ id }: Incident, { regimes: { buttons } }: Words): Button =>
  button(buttons.list, ACTION.openRegimes, { incident: id });

function regimeBlocks(incident: Incident, regime: RunbookRegime, words: Words): KnownBlock[] {
  const { regimes: said } = words;
  const state = regimeState(incident, regime.key);
  const holding = holdingOf(regime, state);
  const answered = Object.keys(state.answers).length > 0;
  const label = answered && holding !== "unknown" ? said.buttons.change : said.buttons.answer;
  const value = { incident: incident.id, regime: regime.key };
  const change = button(label, `${ACTION.answerRegime}:${regime.key}`, value);
  const { url, read: day } = regime.source;
  const clocks = regime.starts.flatMap(({ key, means }) => {
    const clock = state.clocks[key];
    if (!clock) return [];
    return [said.clock({ means: escaped(means), at: time(clock.at), by: person(clock.by), said: time(clock.saidAt) })];
  });
  return [
    { ...section(headLine(incident, regime, words)), accessory: change } as KnownBlock,
    context([...clocks, said.source({ link: webLink(url), day })].join("\n")),
  ];
}

function headLine(incident: Incident, regime: RunbookRegime, { regimes: { head } }: Words): string {
  const { answers } = regimeState(incident, regime.key);
  const name = escaped(regime.name);
  const asked = (which: boolean | undefined) =>
    regime.asks
      .filter(({ key }) => answers[key]?.yes === which)
      .map(({ question }) => escaped(question))
      .join(" · ");
  switch (holdingOf(regime, { answers, clocks: {}, settled: {} })) {
    case "yes":
      return head.yes({ name });
    case "no":
      return head.no({ name, questions: asked(false) });
    case "unknown":
      return head.unknown({ name, open: asked(undefined) });
  }
}

function notificationBlocks(incident: Incident, one: StandingNotification, now: Instant, words: Words): KnownBlock[] {
  const { buttons } = words.regimes;
  const { regime, notification, stage } = one;
  const value = { incident: incident.id, regime: regime.key, notification: notification.key };
  const id = `${regime.key}/${notification.key}`;
  const shown = section(notificationLine(one, now, words));
  if (stage === "not-wanted" || stage === "unsure") return [shown];
  if (stage === "submitted" || stage === "not-needed") {
    return [
      { ...shown, accessory: button(buttons.reopen, `${ACTION.openReopenNotification}:${id}`, value) } as KnownBlock,
    ];
  }
  return [
    shown,
    actions([
      button(buttons.submitted, `${ACTION.openSubmitted}:${id}`, value, "primary"),
      button(buttons.notNeeded, `${ACTION.openNotNeeded}:${id}`, value),
    ]),
  ];
}

function notificationLine(one: StandingNotification, now: Instant, words: Words): string {
  const { line: said } = words.regimes;
  const { notification, stage, dueAt } = one;
  const about = aboutLine(one, words);
  const question = escaped(notification.only?.question ?? "");
  switch (stage) {
    case "unsure":
      return said.unsure({ about, question });
    case "not-wanted":
      return said.notWanted({ about, question });
    case "waiting":
      return said.waiting({ about, after: escaped(waitsFor(one, words)) });
    case "at-once":
      return said.atOnce({ about, words: escaped(notification.words ?? "") });
    case "running": {
      const line = (dueAt! < now ? said.overdue : said.running)({ about, at: time(dueAt!) });
      return notification.words === null ? line : said.withWords({ line, words: escaped(notification.words) });
    }
    case "submitted":
    case "not-needed":
      return settledLine(one, about, words);
  }
}

const aboutLine = ({ notification: { title, to } }: StandingNotification, { regimes: { line } }: Words): string =>
  line.about({ title: escaped(title), to: escaped(to) });

function settledLine({ settled, dueAt }: StandingNotification, about: string, words: Words): string {
  const { line: said } = words.regimes;
  const { how, at, reference, words: given, by: user } = settled!;
  const by = person(user);
  if (how === "not-needed") return said.notNeeded({ about, by, reason: escaped(given ?? "") });
  const done = said.submitted({ about, at: time(at), by });
  const timed = dueAt !== null && at > dueAt ? said.late({ line: done, at: time(dueAt) }) : done;
  const referred = reference === null ? timed : said.reference({ line: timed, reference: escaped(reference) });
  return given === null ? referred : said.proof({ line: referred, proof: escaped(given) });
}

/** What has to come before its clock runs. */
export function waitsFor({ regime, notification }: StandingNotification, { regimes: { from: said } }: Words): string {
  const state = notification.due.map(({ from }) => {
    const start = regime.starts.find(({ key }) => key === from);
    if (start) return said.start({ means: start.means });
    const before = regime.notifications.find(({ key }) => submitted(key) === from);
    return said.submitted({ title: before?.title ?? from });
  });
  return state.join(", ");
}

/** What is due next, and what nobody has answered; nothing where nothing is. */
export function regimesOnCard(incident: Incident, runbook: Runbook, words: Words): KnownBlock[] {
  const { card: said } = words.regimes;
  const open = allNotifications(incident, runbook)
    .filter(isToSubmit)
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  const asked = unansweredRegimes(incident, runbook).length;
  if (open.length === 0 && asked === 0) return [];
  const lines = [
    incident.drill === null ? said.head : said.drill,
    ...open.slice(0, ON_CARD_MAX).map((one) => cardLine(incident, one, words)),
    ...(open.length > ON_CARD_MAX ? [said.more(open.length - ON_CARD_MAX)] : []),
    ...(asked === 0 ? [] : [said.asks(asked)]),
  ];
  return [{ ...section(lines.join("\n")), accessory: openRegimes(incident, words) } as KnownBlock];
}

function cardLine(incident: Incident, { regime, notification, dueAt }: StandingNotification, words: Words): string {
  const { card: said } = words.regimes;
  const what = said.what({ regime: escaped(regime.name), title: escaped(notification.title) });
  if (dueAt === null) return said.atOnce({ what, words: escaped(notification.words ?? "") });
  const isOverdue = isReminded(incident, { regime: regime.key, notification: notification.key, dueAt, step: "due" });
  return said[isOverdue ? "overdue" : "due"]({ what, at: time(dueAt) });
}

// What the runbook wants done after the end: its list, its line on the card, and the reminder.
import type { Button, KnownBlock, ModalView } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import {
  type DeadlineNudge,
  deadlinesOf,
  isLastNudge,
  deadlinesLeft,
  type RunningDeadline,
} from "../../domain/review/deadlines.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { listed, openByHand, openDuties } from "../duties/duties.ts";
import { listView } from "../forms.ts";
import { actions, context, escaped, link, person, type Post, section, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** The list, with a button for each. `remark` tells why the last press changed nothing. */
export function deadlinesView(
  incident: Incident,
  runbook: Runbook,
  { now, remark }: { now: Instant; remark?: string },
  words: Words,
): ModalView {
  const { review: said } = words;
  const all = deadlinesOf(incident, runbook);
  const nothing = runbook.review.deadlines.length === 0 || incident.stage === "resolved" ? said.none : said.notYet;
  const blocks = [
    ...(remark === undefined ? [] : [section(remark)]),
    ...all.flatMap((one, index) => deadlineBlocks(one, index + 1, incident, now, words)),
    ...(all.length === 0 ? [section(nothing)] : []),
  ];
  return listView(said.title({ name: incident.name }), blocks, words);
}

function deadlineBlocks(
  one: RunningDeadline,
  number: number,
  incident: Incident,
  now: Instant,
  words: Words,
): KnownBlock[] {
  const { buttons, how } = words.review;
  const value = { incident: incident.id, deadline: one.key };
  const isSaid = incident.deadlinesDone[one.key] !== undefined;
  const finish = button(buttons.done, `${ACTION.finishDeadline}:${one.key}`, value);
  const back = button(buttons.undone, `${ACTION.unfinishDeadline}:${one.key}`, value);
  const shown = section(deadlineLine(one, number, now, words));
  const hint = one.done === null && one.doneBy !== "word" ? [context(how[one.doneBy])] : [];
  if (one.done !== null && !isSaid) return [shown];
  return [{ ...shown, accessory: one.done === null ? finish : back } as KnownBlock, ...hint];
}

function deadlineLine({ title, dueAt, done }: RunningDeadline, number: number, now: Instant, { review: said }: Words) {
  const about = { number: String(number), title: escaped(title) };
  if (done === null) return (now > dueAt ? said.overdue : said.open)({ ...about, until: time(dueAt) });
  return done.by === null
    ? said.doneByAll({ ...about, at: time(done.at) })
    : said.done({ ...about, at: time(done.at), by: person(done.by) });
}

/** What comes next, with the way to the list; nothing where the runbook wants nothing. */
export function deadlinesOnCard(incident: Incident, runbook: Runbook, words: Words): KnownBlock[] {
  const all = deadlinesOf(incident, runbook);
  if (all.length === 0) return [];
  const { review: said } = words;
  const open = deadlinesLeft(incident, runbook).toSorted((a, b) => a.dueAt - b.dueAt);
  const done = all.length - open.length;
  const [next] = open;
  const more = open.filter(({ dueAt }) => dueAt === next?.dueAt).length - 1;
  const isLate = next !== undefined && (incident.deadlinesNudged[next.key] ?? "soon") !== "soon";
  const text = next
    ? said[isLate ? "cardLate" : "card"]({ next: escaped(next.title), at: time(next.dueAt) }, more, done, all.length)
    : said.cardDone(all.length);
  return [{ ...section(text), accessory: openDeadlines(incident, words) } as KnownBlock];
}

/** What is open, a line for each time, for the message that says what is left. */
export function deadlineLines(incident: Incident, runbook: Runbook, { review: said }: Words): string[] {
  const open = deadlinesLeft(incident, runbook);
  return [...new Set(open.map(({ dueAt }) => dueAt))]
    .toSorted((a, b) => a - b)
    .map((dueAt) => {
      const titles = open.filter((one) => one.dueAt === dueAt).map(({ title }) => escaped(title));
      return said.next({ titles: titles.join("; "), until: time(dueAt) });
    });
}

export const openDeadlines = ({ id }: Incident, { review: { buttons } }: Words): Button =>
  button(buttons.open, ACTION.openDeadlines, { incident: id });

interface Reminded {
  to: readonly string[];
  nudged: readonly DeadlineNudge[];
  now: Instant;
  /** Of a direct message: where the incident's card can be read; null where Slack does not say. */
  alone?: { cardUrl: string | null };
}

/** To whoever answers for these, in one message: with all else that is still open. */
export function deadlineReminder(
  incident: Incident,
  runbook: Runbook,
  { to, nudged, now, alone }: Reminded,
  words: Words,
): Post {
  const { nudge: said } = words.review;
  const open = deadlinesLeft(incident, runbook).toSorted((a, b) => a.dueAt - b.dueAt);
  const duties = openByHand(incident, runbook);
  const lines = [
    ...open.map((one) => reminderLine(one, now, words)),
    ...(duties.length > 0 ? [said.duties({ list: listed(duties, runbook, words) })] : []),
    ...(isLastNudge(incident, runbook, nudged) ? [said.last] : []),
  ];
  const name = escaped(incident.name);
  const head = alone
    ? said.headAlone({ name: alone.cardUrl ? link(alone.cardUrl, name) : name, title: escaped(incident.title) })
    : said.head({ who: to.map(person).join(" "), name });
  const text = [head, ...lines].join("\n");
  const buttons = [openDeadlines(incident, words), ...(duties.length > 0 ? [openDuties(incident, words)] : [])];
  return { text, blocks: [section(text), actions(buttons)] };
}

function reminderLine({ title, dueAt }: RunningDeadline, now: Instant, words: Words): string {
  const { nudge: said } = words.review;
  const about = { title: escaped(title), at: time(dueAt) };
  if (now < dueAt) return said.soon(about);
  return now - dueAt < MINUTE_MS ? said.due(about) : said.overdue({ ...about, late: words.duration(now - dueAt) });
}

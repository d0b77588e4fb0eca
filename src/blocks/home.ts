// The app's Home tab of one person: what waits for them, what is open, what ended lately.
import type { HomeView, KnownBlock } from "@slack/types";
import type { Standing } from "../domain/actor.ts";
import type { Incident } from "../domain/incident.ts";
import type { Readiness } from "../domain/readiness/readiness.ts";
import { roleOf, type Runbook } from "../domain/runbook.ts";
import type { Waiting } from "../domain/waiting.ts";
import { endOf } from "../domain/facts/times.ts";
import { cut } from "../lib/pure/text.ts";
import type { Instant } from "../lib/pure/time.ts";
import { ACTION, button } from "./actions.ts";
import { declareButton, inFull, inShort, type Listed, worstFirst } from "./incident-list.ts";
import { actions, channelLink, clockTime, context, escaped, header, lines, person, section, time } from "./mrkdwn.ts";
import { standing } from "./card.ts";
import { notAllowed } from "./problem.ts";
import { readinessOnHome } from "./readiness/list.ts";
import type { Words } from "./words/en.ts";

/** Slack takes 100 blocks a view. */
const FULL_MAX = 8;
const SHORT_MAX = 30;
const WAITING_MAX = 20;
const ENDED_MAX = 5;
const SHOWN_CHARS_MAX = 120;

interface Home {
  /** Open and ended, newest first. */
  all: readonly Listed[];
  waiting: readonly Waiting[];
  /** Null where nothing is practised between incidents. */
  readiness: Readiness | null;
  user: string;
  now: Instant;
}

export function homeView({ all, waiting, readiness, user, now }: Home, words: Words): HomeView {
  const { home, buttons } = words;
  const open = worstFirst(all.filter(({ incident }) => incident.stage === "open"));
  const ended = all
    .filter(({ incident }) => incident.stage !== "open")
    .toSorted((a, b) => endedAt(b.incident) - endedAt(a.incident));
  const acts = [declareButton(words), button(buttons.refresh, ACTION.refreshHome, { incident: "" })];
  const runbookOf = new Map(all.map(({ incident, runbook }) => [incident.id, runbook]));
  return {
    type: "home",
    blocks: [
      actions(acts),
      context(home.asOf({ at: clockTime(now) })),
      header(home.waiting),
      ...listOf(
        waiting.slice(0, WAITING_MAX).map((one) => waitingLine(one, runbookOf.get(one.incident.id)!, now, words)),
        home.nothingWaits,
      ),
      ...moreOf(waiting.length - WAITING_MAX, words),
      header(home.open),
      ...open.slice(0, FULL_MAX).map((one) => section(inFull(one, user, now, words))),
      ...listOf(
        open.slice(FULL_MAX, FULL_MAX + SHORT_MAX).map((one) => inShort(one, now, words)),
        open.length === 0 ? words.overview.open(0) : null,
      ),
      ...moreOf(open.length - FULL_MAX - SHORT_MAX, words),
      ...readinessOnHome(readiness, now, words),
      ...(ended.length === 0 ? [] : [header(home.ended)]),
      ...listOf(
        ended.slice(0, ENDED_MAX).map(({ incident }) => endedLine(incident, words)),
        null,
      ),
    ],
  };
}

/** For guests and people of another organisation, to whom nothing of incidents is shown. */
export const refusedHome = (who: Standing, words: Words): HomeView => ({
  type: "home",
  blocks: [section(notAllowed(who, words))],
});

const endedAt = (incident: Incident): Instant => endOf(incident) ?? incident.declaredAt;

const listOf = (all: readonly string[], none: string | null): KnownBlock[] =>
  all.length > 0 ? lines(all).blocks : none === null ? [] : [section(none)];

const moreOf = (count: number, { overview }: Words): KnownBlock[] => (count > 0 ? [context(overview.more(count))] : []);

/** What waits, in which room, since or until when. */
function waitingLine(one: Waiting, runbook: Runbook, now: Instant, words: Words): string {
  const { home } = words;
  const where = whereWords(one.incident, words);
  switch (one.type) {
    case "update":
      return home.update({ where, late: words.duration(now - one.at) });
    case "question":
      return home.question({ where, by: person(one.question.by), text: shown(one.question.text) });
    case "offer":
      return home.offer({ where, role: escaped(roleOf(runbook, one.role)?.name ?? one.role) });
    case "task": {
      const { number, text, stage, dueAt } = one.task;
      const about = { where, number: String(number), text: shown(text) };
      if (stage === "declined") return home.taskOfNobody(about);
      if (stage === "given") return home.taskGiven(about);
      return dueAt === null ? home.task(about) : home.taskDue({ ...about, at: time(dueAt) });
    }
    case "action-item": {
      const { number, text, due } = one.item;
      const about = { where, number: String(number), text: shown(text) };
      return due === null ? home.item(about) : home.itemDue({ ...about, day: due.day });
    }
  }
}

const shown = (text: string): string => escaped(cut(text, SHOWN_CHARS_MAX));

const whereWords = ({ name, room, thread }: Incident, { home }: Words): string => {
  const place = room ?? thread;
  return place ? home.where({ name: escaped(name), room: channelLink(place.channel) }) : escaped(name);
};

function endedLine(incident: Incident, words: Words): string {
  const { home } = words;
  const about = { what: `${standing(incident, words)} · ${escaped(incident.title)}`, at: time(endedAt(incident)) };
  const ended = incident.room
    ? home.endedIn({ ...about, room: channelLink(incident.room.channel) })
    : home.endedAt(about);
  return incident.draftUrl === null ? ended : home.withDraft({ what: ended, link: incident.draftUrl });
}

// `/incident readiness` and its part of the Home tab: what is due, what is overdue, and what was done when.
import type { KnownBlock } from "@slack/types";
import { type Outlook, outlooksOf } from "../../domain/readiness/due.ts";
import type { Readiness } from "../../domain/readiness/readiness.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { context, escaped, header, line, lines, type Post, section, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { answerWords, exerciseButtons, movedWords, periodWords } from "./exercise.ts";

/** At two blocks each, and the rest in lines, Slack's 50 are not reached. */
const WITH_BUTTONS_MAX = 16;
const HOME_MAX = 8;

/** What is overdue first, then by when it is due. */
export function readinessList(readiness: Readiness | null, now: Instant, words: Words): Post {
  const { list: said } = words.readiness;
  const outlooks = readiness ? outlooksOf(readiness, now).toSorted(byUrgency) : [];
  if (outlooks.length === 0) return line(said.none);
  const text = said.text(outlooks.length);
  const rest = outlooks.slice(WITH_BUTTONS_MAX).map((one) => outlookLines(one, words));
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...outlooks.slice(0, WITH_BUTTONS_MAX).flatMap((one) => outlookBlocks(one, words)),
      ...(rest.length > 0 ? lines(rest).blocks : []),
      context(said.usage),
    ],
  };
}

const byUrgency = (one: Outlook, other: Outlook): number =>
  Number(other.isOverdue) - Number(one.isOverdue) || sortedAt(one) - sortedAt(other);

/** What is answered comes again with its next reminder. */
const sortedAt = (one: Outlook): Instant => (isOpen(one) ? one.dueAt! : one.nextAt);

const isOpen = ({ dueAt, round }: Outlook): boolean => dueAt !== null && !round?.answer;

function outlookBlocks(one: Outlook, words: Words): KnownBlock[] {
  const shown = section(outlookLines(one, words));
  const key = { exercise: one.exercise.key, period: one.period.begins };
  return isOpen(one) ? [shown, exerciseButtons(key, words)] : [shown];
}

function outlookLines(one: Outlook, words: Words): string {
  const { readiness: said } = words;
  const { exercise, number, round, missed, lastDone, nextAt } = one;
  const named = (begins: string) => periodWords(begins, exercise.every, words);
  const came = round ? answerWords(round, words) : null;
  const moved = round && came === null ? movedWords(round, words) : null;
  const rhythm = said.every[exercise.every];
  return [
    said.head({ number: String(number), title: escaped(exercise.title), rhythm }),
    ...(moved === null ? [] : [moved]),
    came ?? standWords(one, words),
    ...(missed.length > 0 ? [said.missed({ periods: missed.map(named).join(", ") })] : []),
    ...(lastDone ? [said.lastDone({ period: named(lastDone.period) })] : []),
    ...(one.dueAt === null && came === null ? [] : [said.next({ at: time(nextAt) })]),
  ].join("\n");
}

function standWords({ dueAt, isOverdue, nextAt }: Outlook, { readiness: said }: Words): string {
  if (dueAt === null) return said.waits({ at: time(nextAt) });
  return (isOverdue ? said.overdue : said.open)({ until: time(dueAt) });
}

/** Nothing where nothing is due. */
export function readinessOnHome(readiness: Readiness | null, now: Instant, words: Words): KnownBlock[] {
  const { home: said } = words.readiness;
  const open = readiness ? outlooksOf(readiness, now).filter(isOpen).toSorted(byUrgency) : [];
  if (open.length === 0) return [];
  const shown = open.slice(0, HOME_MAX).map(({ exercise, dueAt, isOverdue }) => {
    const about = { title: escaped(exercise.title), until: time(dueAt!) };
    return isOverdue ? said.overdue(about) : said.open(about);
  });
  return [header(said.title), ...lines(shown).blocks, context(said.how)];
}

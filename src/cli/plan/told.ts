// A plan as lines that a person reads, for text, JSON and page alike: when, whom, what, where.
import { effectWords } from "../../blocks/effect.ts";
import { en } from "../../blocks/words/en.ts";
import type { Clock } from "../../domain/clocks/clocks.ts";
import { effectOf } from "../../domain/effect.ts";
import { DECLARER, type Plan } from "../../domain/plan/plan.ts";
import type { Played, ToCome } from "../../domain/plan/play.ts";
import type { People, Runbook } from "../../domain/runbook.ts";
import { durationWords } from "../../lib/pure/duration.ts";
import { mentionsIn, unescapeMrkdwn } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { notificationsIn, type ToldNotification } from "./notify.ts";
import type { Strand } from "./strands.ts";
import { timeWords } from "./when.ts";
import { UNSEEN, type Worded, worded } from "./words.ts";

export interface Line {
  at: Instant;
  strand: Strand;
  text: string;
  /** Where it is said; more than one place where the same is said in each. */
  where: string[];
  /** Whom it names or reaches, as the runbook calls them. */
  whom: string[];
  /** The job's own, which the plan and the record of a real incident share. */
  keys: string[];
  /** The same is said again and again, so often, `until` the last time; null where it is not. */
  again: { every_ms: number; times: number; until: Instant } | null;
}

interface ToldClock {
  name: string;
  words: string;
  since: Instant;
  dueAt: Instant | null;
}

export interface Told {
  runbook: Runbook;
  plan: Plan;
  /** In which times are shown. */
  zone: string;
  /** Who is bound to nobody, or null where there is no people.yml and names stand for people. */
  unbound: string[] | null;
  clocks: ToldClock[];
  silence: Line[];
  /** What is planned beyond the time that was played, the next of each kind; continues "Warroom would …". */
  later: { at: Instant; what: string }[];
  notify: ToldNotification[];
  afterwards: Line[];
}

export interface Names {
  runbook: Runbook;
  people: People;
  zone: string;
  unbound: string[] | null;
}

export const tell = (plan: Plan, names: Names): Told => ({
  ...names,
  plan,
  clocks: plan.clocks.map(toldClock),
  silence: linesOf(plan.silence.played, names),
  later: plan.silence.waiting.filter(({ job }) => !UNSEEN.has(job.kind)).map(toldLater),
  notify: notificationsIn(plan, names.runbook),
  afterwards: linesOf(plan.afterwards.played, names).map((line) => ({ ...line, strand: "after" as const })),
});

const toldLater = ({ at, job }: ToCome) => ({ at, what: effectWords(effectOf(job), en) });

const CLOCK_NAMES: Record<Clock["name"], string> = {
  acknowledge: "Acknowledged",
  response: "Responded to",
  "first-update": "First update",
  resolve: "Over",
};

const toldClock = ({ name, target, since, dueAt }: Clock): ToldClock => ({
  name: CLOCK_NAMES[name],
  words: target.words,
  since,
  dueAt,
});

/** What is said in several places at once, or to several people, is one line. */
function linesOf(played: readonly Played[], names: Names): Line[] {
  const lines: Line[] = [];
  for (const one of played) {
    const time = (at: Instant) => timeWords(names.zone, at).slice("2026-03-28 ".length);
    const words = worded({ played: one, runbook: names.runbook, time });
    if (!words) continue;
    const line = lineOf(one, words, names);
    const same = lines.findLast(
      ({ at, strand, text }) => at === line.at && strand === line.strand && text === line.text,
    );
    if (!same) {
      lines.push(line);
      continue;
    }
    same.where = [...new Set([...same.where, ...line.where])];
    same.whom = [...new Set([...same.whom, ...line.whom])];
    same.keys.push(...line.keys);
  }
  return repeated(lines);
}

/** What comes again and again after the same time is one line. */
function repeated(lines: readonly Line[]): Line[] {
  const all = new Map<string, Line[]>();
  for (const line of lines) {
    const same = JSON.stringify([line.strand, line.text, line.where, line.whom]);
    all.set(same, [...(all.get(same) ?? []), line]);
  }
  return [...all.values()].flatMap(oneOfMany).toSorted((a, b) => a.at - b.at);
}

/** Fewer than these are told one by one. */
const REPEATED_MIN = 4;

function oneOfMany(same: readonly Line[]): Line[] {
  const [first, second] = same;
  const every_ms = second ? second.at - first!.at : 0;
  const isSteady = same.every(({ at }, index) => at === first!.at + index * every_ms);
  if (same.length < REPEATED_MIN || !isSteady) return [...same];
  const again = { every_ms, times: same.length - 1, until: same.at(-1)!.at };
  return [{ ...first!, again }];
}

const lineOf = ({ at, key, to }: Played, { strand, text, where }: Worded, names: Names): Line => ({
  at,
  strand,
  text: plain(text, names),
  where: where === "" ? [] : [where],
  whom: [...new Set([...to, ...mentionsIn(text)].map((user) => personWords(user, names.people)))],
  keys: [key],
  again: null,
});

/** As the runbook calls them; by their id where it has several names for them. */
function personWords(user: string, people: People): string {
  if (user === DECLARER.user) return "declarer";
  const keys = Object.keys(people).filter((key) => people[key]!.includes(user));
  const [key] = keys;
  if (key === undefined) return user;
  return people[key]!.length === 1 && keys.length === 1 ? key : `${keys.join(", ")} (${user})`;
}

/** Slack's markup as a reader sees it. */
export function plain(markup: string, { people, zone }: Pick<Names, "people" | "zone">): string {
  const shown = markup
    .replace(/<!date\^(\d+)\^([^|]*)\|[^>]*>/g, (_token, seconds: string, format: string) => {
      const words = timeWords(zone, Number(seconds) * 1_000);
      return format === "{time}" ? words.slice("2026-03-28 ".length) : words;
    })
    .replace(/<@([A-Z0-9]+)>/g, (_token, user: string) => `@${personWords(user, people)}`)
    .replace(/<#[A-Z0-9]+(?:\|([^>]*))?>/g, (_token, name?: string) => (name ? `#${name}` : "the room"))
    .replace(/<[^|>]*\|([^>]*)>/g, "$1")
    .replace(/(^|[^\w*])\*([^*\n]+)\*/g, "$1$2")
    .replace(/(^|[^\w_])_([^_\n]+)_/g, "$1$2")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/^> ?/gm, "");
  return unescapeMrkdwn(shown).trim();
}

/** " (again every 30 min until 2026-10-24 16:30, 47 times)". */
export function againWords({ again }: Line, zone: string): string {
  if (again === null) return "";
  const { every_ms, times, until } = again;
  return ` (again every ${durationWords(every_ms)} until ${timeWords(zone, until)}, ${times} times)`;
}

/** "+0", "+15 min". */
export const sinceWords = (at: Instant, from: Instant): string => (at === from ? "+0" : `+${durationWords(at - from)}`);

// A plan as lines that a person reads, for text, JSON and page alike: when, whom, what, where.
import type { Clock } from "../../domain/clocks/clocks.ts";
import { DECLARER, type Plan } from "../../domain/plan/plan.ts";
import type { Played, Waiting } from "../../domain/plan/play.ts";
import type { People, Runbook } from "../../domain/runbook.ts";
import { durationWords } from "../../lib/pure/duration.ts";
import { mentionsIn, unescapeMrkdwn } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Strand } from "./strands.ts";
import { timeWords } from "./when.ts";
import { type Worded, worded } from "./words.ts";

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
}

export interface ToldClock {
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
  /** What is planned beyond the time that was played, the next of each kind. */
  later: { at: Instant; kind: string }[];
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
  later: plan.silence.waiting.map(({ at, job }: Waiting) => ({ at, kind: job.kind })),
  afterwards: linesOf(plan.afterwards.played, names).map((line) => ({ ...line, strand: "after" as const })),
});

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
  return lines;
}

const lineOf = ({ at, key, to }: Played, { strand, text, where }: Worded, names: Names): Line => ({
  at,
  strand,
  text: plain(text, names),
  where: where === "" ? [] : [where],
  whom: [...new Set([...to, ...mentionsIn(text)].map((user) => personWords(user, names.people)))],
  keys: [key],
});

/** As the runbook calls them; by their id where it has several names for them. */
export function personWords(user: string, people: People): string {
  if (user === DECLARER.user) return "whoever declared it";
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
    .replace(/<@([A-Z0-9]+)>/g, (_token, user: string) => personWords(user, people))
    .replace(/<#[A-Z0-9]+(?:\|([^>]*))?>/g, (_token, name?: string) => (name ? `#${name}` : "the room"))
    .replace(/<[^|>]*\|([^>]*)>/g, "$1")
    .replace(/(^|[^\w*])\*([^*\n]+)\*/g, "$1$2")
    .replace(/(^|[^\w_])_([^_\n]+)_/g, "$1$2")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/^> ?/gm, "");
  return unescapeMrkdwn(shown).trim();
}

/** "+0", "+15 min". */
export const sinceWords = (at: Instant, from: Instant): string => (at === from ? "+0" : `+${durationWords(at - from)}`);

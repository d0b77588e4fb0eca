// An organisation's rules as the domain reads them. src/runbook/ makes this from a YAML file; nothing here knows YAML.
import type { Calendar } from "./calendar/calendar.ts";
import type { Span } from "./calendar/span.ts";
import type { Check } from "./checks/check.ts";
import type { Duty, Template } from "./duties/duty.ts";
import type { Ladder } from "./escalation/ladder.ts";
import type { Measure } from "./facts/measures.ts";
import type { TriageQuestion } from "./facts/triage.ts";
import type { Checklist, Phase, Playbook } from "./procedures/procedures.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { Exercise } from "./readiness/readiness.ts";
import type { Recovery } from "./recovery/criteria.ts";
import type { RunbookRegime } from "./regimes/regime.ts";
import type { Review } from "./review/review.ts";
import type { SeverityRule } from "./severity/rules.ts";
import type { EntryKind } from "./timeline/entries.ts";
import type { UpdatePart } from "./updates/updates.ts";

/** What a severity promises. `words` is what people read, in the runbook's own terms. */
export interface Target {
  words: string;
  /** Counted from when the severity was set; null where the runbook gives no number (then no clock runs). */
  within: Span | null;
}

export interface Severity {
  /** The runbook's own name, shown everywhere. */
  name: string;
  /** 1 is the most severe; for ordering only. */
  rank: number;
  title: string;
  examples: readonly string[];
  /** Null where the runbook sets none. */
  acknowledge: Target | null;
  response: Target | null;
  firstUpdate: Target | null;
  resolve: Target | null;
  /** How often an update is due, or null: "as needed". */
  cadence_ms: number | null;
  /** How often those outside are told, or null: "as needed". */
  publicCadence_ms: number | null;
  /** A channel of its own, or one thread in the channel that hears of each incident. */
  place: "own" | "thread";
  /** Keys into People: who is paged at declaration. */
  page: readonly string[];
  /** Keys into People: who is invited to the room at declaration. */
  invite: readonly string[];
}

export interface Role {
  key: string;
  name: string;
  /** Asked for at every severity, until somebody holds it. */
  mandatory: boolean;
  /** The severities at which it is asked for, where it is not at all of them; by name. */
  mandatoryAt: readonly string[];
  /** Whether this role answers for the regular updates, and so is the first to be reminded of them. */
  postsUpdates: boolean;
  duties: readonly string[];
  /** Keys into People: who is asked first. */
  primary: readonly string[];
  /** Keys into People: who is asked when nobody holds a mandatory role. */
  backup: readonly string[];
}

/** A kind of trouble. An incident may be of several. */
export interface Category {
  key: string;
  name: string;
  /** Empty where the runbook says no more. */
  title: string;
  kinds: readonly string[];
  /** Whether such an incident is declared private. */
  private: boolean;
}

/** Somebody to call. */
export interface Contact {
  name: string;
  /** Keys into People. */
  to: readonly string[];
  backup: readonly string[];
  mail: string | null;
  phone: string | null;
  /** The ways to reach them, first one first; empty where the runbook names none. */
  by: readonly string[];
}

export interface PostmortemSection {
  title: string;
  prompt: string;
}

export interface Runbook {
  name: string;
  title: string;
  /** `{number}`, `{number:3}`, `{year}` and `{timestamp}` are replaced: "INC-{number}". */
  idPattern: string;
  /** `{number}`, `{id}` and `{slug}` are replaced: "inc-{number}-{slug}". */
  roomPattern: string;
  /** Name of the channel that hears of each incident, without "#". */
  announceChannel: string;
  calendar: Calendar;
  /** Highest first. */
  severities: readonly Severity[];
  categories: readonly Category[];
  measures: readonly Measure[];
  severityRules: readonly SeverityRule[];
  /** The words an incident's status may take while it is open; the first is where it starts. */
  statuses: readonly string[];
  /** The status at which Warroom asks whether the trouble is mitigated now; null where none means that. */
  mitigatedAt: string | null;
  phases: readonly Phase[];
  /** What is asked in the first minutes. */
  triage: readonly TriageQuestion[];
  roles: readonly Role[];
  /** The parts that the form of an update asks for, besides what changed. */
  updateParts: readonly UpdatePart[];
  /** After how long whoever leads is reminded to hand over; null for never. */
  handOverAfter_ms: number | null;
  ladder: Ladder;
  duties: readonly Duty[];
  templates: readonly Template[];
  checks: readonly Check[];
  recovery: Recovery;
  checklists: readonly Checklist[];
  playbooks: readonly Playbook[];
  /** Where people meet by voice, until somebody sets another. */
  bridge: string | null;
  links: readonly { title: string; url: string }[];
  contacts: readonly Contact[];
  /** An emoji's name, without colons → the kind of entry it makes of the message it is put on. */
  keyMoments: Readonly<Record<string, EntryKind>>;
  postmortem: { sections: readonly PostmortemSection[] };
  review: Review;
  regimes: readonly RunbookRegime[];
  readiness: readonly Exercise[];
  reports: readonly ("daily" | "weekly" | "monthly")[];
}

/** Where a runbook was read from. */
export interface RunbookFile {
  /** Without its folder. */
  name: string;
  /** It, or one that it builds on. */
  changedAt: Instant;
}

/** Who stands behind a runbook's names: key → Slack user ids. An absent key is unbound. */
export type People = Readonly<Record<string, readonly string[]>>;

export const severityOf = (runbook: Runbook, name: string): Severity | undefined =>
  runbook.severities.find((one) => one.name.toLowerCase() === name.toLowerCase());

export const roleOf = (runbook: Runbook, key: string): Role | undefined => runbook.roles.find((one) => one.key === key);

/** The role that leads and is never left empty: the first mandatory one. */
export const leadRole = (runbook: Runbook): Role | undefined => runbook.roles.find((role) => role.mandatory);

/** Whose holder posts the updates. */
export const updatesRole = (runbook: Runbook): Role | undefined => runbook.roles.find((role) => role.postsUpdates);

/** The people behind several keys, each once, in order. */
export const bound = (people: People, keys: readonly string[]): string[] => [
  ...new Set(keys.flatMap((key) => people[key] ?? [])),
];

// An organisation's rules as the domain reads them. src/runbook/ makes this from a YAML file; nothing here knows YAML.
import type { TriageQuestion } from "./facts/triage.ts";

import type { EntryKind } from "./timeline/entries.ts";
import type { UpdatePart } from "./updates/updates.ts";

/** What a severity promises about a first response. `words` is what people read, in the runbook's own terms. */
export interface Target {
  words: string;
  /** Milliseconds after declaration, or null where the runbook gives no number (then no clock runs). */
  within_ms: number | null;
}

export interface Severity {
  /** The runbook's own name, shown everywhere. */
  name: string;
  /** 1 is the most severe; for ordering only. */
  rank: number;
  title: string;
  examples: readonly string[];
  response: Target | null;
  /** How often an update is due, or null: "as needed". */
  cadence_ms: number | null;
  /** Keys into People: who is invited to the room at declaration. */
  invite: readonly string[];
}

export interface Role {
  key: string;
  name: string;
  mandatory: boolean;
  /** Whether this role answers for the regular updates, and so is the first to be reminded of them. */
  postsUpdates: boolean;
  duties: readonly string[];
  /** Keys into People: who is asked when nobody holds a mandatory role. */
  backup: readonly string[];
}

export interface PostmortemSection {
  title: string;
  prompt: string;
}

export interface Runbook {
  name: string;
  title: string;
  /** `{number}` is replaced: "INC-{number}". */
  idPattern: string;
  /** `{number}` and `{slug}` are replaced: "inc-{number}-{slug}". */
  roomPattern: string;
  /** Name of the channel that hears of each incident, without "#". */
  announceChannel: string;
  severities: readonly Severity[];
  /** The words an incident's status may take while it is open; the first is where it starts. */
  statuses: readonly string[];
  /** The status at which Warroom asks whether the trouble is mitigated now; null where none means that. */
  mitigatedAt: string | null;
  /** What is asked in the first minutes. */
  triage: readonly TriageQuestion[];
  roles: readonly Role[];
  /** The parts that the form of an update asks for, besides what changed. */
  updateParts: readonly UpdatePart[];
  /** After how long whoever leads is reminded to hand over; null for never. */
  handOverAfter_ms: number | null;
  links: readonly { title: string; url: string }[];
  /** An emoji's name, without colons → the kind of entry it makes of the message it is put on. */
  keyMoments: Readonly<Record<string, EntryKind>>;
  postmortem: { sections: readonly PostmortemSection[] };
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

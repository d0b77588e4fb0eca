// From the file as people write it to the rules the domain reads: defaults filled in, durations as milliseconds.
import type { PostmortemSection, Role, Runbook, Severity, Target } from "../domain/runbook.ts";
import { UPDATE_PARTS } from "../domain/updates/updates.ts";
import { assert } from "../lib/pure/assert.ts";
import { durationWords, parseDuration } from "../lib/pure/duration.ts";
import {
  DEFAULT_ANNOUNCE,
  DEFAULT_HAND_OVER_AFTER_MS,
  DEFAULT_ID,
  DEFAULT_MITIGATED_AT,
  DEFAULT_KEY_MOMENTS,
  DEFAULT_ROLES,
  DEFAULT_ROOM,
  DEFAULT_SECTIONS,
  DEFAULT_STATUSES,
  DEFAULT_TRIAGE,
  DEFAULT_UPDATES_BY,
} from "./defaults.ts";
import type { RunbookFile } from "./schema.ts";

/** The runbook that a checked file describes. `name` is what the file is called. */
export const buildRunbook = (name: string, file: RunbookFile): Runbook => ({
  name,
  title: file.title,
  idPattern: file.id ?? DEFAULT_ID,
  roomPattern: file.room ?? DEFAULT_ROOM,
  announceChannel: file.announce ?? DEFAULT_ANNOUNCE,
  severities: file.severities.map(severity),
  statuses: file.statuses ?? DEFAULT_STATUSES,
  mitigatedAt: mitigatedAt(file),
  triage: file.triage?.map(({ question, lands }) => ({ question, lands: lands ?? "observation" })) ?? DEFAULT_TRIAGE,
  roles: roles(file),
  updateParts: file.update_parts ?? UPDATE_PARTS,
  handOverAfter_ms: handOverAfter_ms(file.hand_over_after),
  links: file.links ?? [],
  keyMoments: file.key_moments ?? DEFAULT_KEY_MOMENTS,
  postmortem: { sections: file.postmortem?.sections?.map(section) ?? DEFAULT_SECTIONS },
});

const severity = (one: RunbookFile["severities"][number], index: number): Severity => ({
  name: one.name,
  rank: index + 1,
  title: one.title,
  examples: one.examples ?? [],
  response: target(one.response ?? null),
  cadence_ms: one.update_every ? milliseconds(one.update_every) : null,
  invite: one.invite ?? [],
});

/** Words without a number stay words: inventing a number would start a clock nobody promised. */
function target(given: NonNullable<RunbookFile["severities"][number]["response"]> | null): Target | null {
  if (given === null) return null;
  const { words, within } = typeof given === "string" ? { words: undefined, within: given } : given;
  const within_ms = within === undefined ? null : milliseconds(within);
  return { words: words ?? durationWords(within_ms ?? 0), within_ms };
}

/** In the file's own spelling of the status. */
function mitigatedAt(file: RunbookFile): string | null {
  const statuses = file.statuses ?? DEFAULT_STATUSES;
  const named = file.mitigated_at?.toLowerCase();
  const isMeant = (status: string) =>
    named === undefined ? DEFAULT_MITIGATED_AT.test(status) : status.toLowerCase() === named;
  return statuses.find(isMeant) ?? null;
}

function roles(file: RunbookFile): readonly Role[] {
  const postsUpdates = file.updates_by ?? DEFAULT_UPDATES_BY;
  const listed = file.roles?.map((one) => ({
    key: one.key,
    name: one.name ?? inWords(one.key),
    mandatory: one.mandatory ?? false,
    duties: one.duties ?? [],
    backup: one.backup ?? [],
  }));
  return (listed ?? DEFAULT_ROLES).map((role) => ({ ...role, postsUpdates: role.key === postsUpdates }));
}

const handOverAfter_ms = (given: string | null | undefined): number | null =>
  given === undefined ? DEFAULT_HAND_OVER_AFTER_MS : given === null ? null : milliseconds(given);

const section = ({ title, prompt }: { title: string; prompt?: string | undefined }): PostmortemSection => ({
  title,
  prompt: prompt?.trim() ?? "",
});

/** "technical-lead" becomes "Technical lead". */
const inWords = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1).replaceAll("-", " ");

function milliseconds(text: string): number {
  const span_ms = parseDuration(text);
  assert(span_ms !== undefined, `the schema let "${text}" pass as a duration`);
  return span_ms;
}

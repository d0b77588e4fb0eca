// The record of a room: what each message said, in every version. Pure: deciding what is new, never storing it.
import type { Instant } from "../../lib/pure/time.ts";
import type { JsonObject } from "../../lib/pure/json.ts";
import { type Sighting, TOMBSTONE } from "./sighting.ts";

/** A message as the record shows it now. */
export interface RecordedMessage {
  ts: string;
  kind: string;
  threadTs: string | null;
  author: string;
  text: string;
  files: string[];
  version: number;
  editedTs: string;
  /** Keys of all versions' contents; and ABSENT, while it is only taken for deleted since history did not show it. */
  contents: string[];
  deletedAt: Instant | null;
}

/** Among the contents of a message: it is taken for deleted because history did not show it. */
export const ABSENT = "absent";

/** The kind of a message whose words were removed: nothing that is told of it later counts. */
export const REDACTED = "redacted";

/**
 * The message after one more sighting, or null when the sighting tells nothing new. Sightings come in any order and
 * more than once: an older version is kept without hiding a newer one, a deletion is never undone by a late edit, and
 * the words that a deletion quotes are shown where nothing newer is known. A deletion that was only inferred, since
 * history did not show the message, holds until something shows it again. `contentKey` is a short hash of the
 * sighting's content.
 */
export function recorded(
  before: RecordedMessage | null,
  sighting: Sighting,
  contentKey: string,
  now: Instant,
): RecordedMessage | null {
  if (before?.kind === REDACTED) return null;
  const inferred = before?.contents.includes(ABSENT) ?? false;
  const infers = sighting.deleted && isAbsence(sighting);
  // Shown again, deleted again, or deleted for certain: news, whatever was told before.
  const turns = before !== null && (inferred ? !infers : sighting.deleted && before.deletedAt === null);
  if (!turns && before?.contents.includes(contentKey)) return null;
  const newer = isNewer(before, sighting);
  if (!turns && sighting.deleted && before?.deletedAt != null && !newer) return null;
  const told = new Set([...(before?.contents ?? []), contentKey]);
  if (infers && (inferred || before?.deletedAt == null)) told.add(ABSENT);
  else told.delete(ABSENT);
  const contents = [...told];
  const version = (before?.version ?? 0) + 1;
  const shownAgain = inferred && !sighting.deleted;
  const deletedAt = shownAgain ? null : (before?.deletedAt ?? (sighting.deleted ? now : null));
  if (before && !newer) return { ...before, contents, version, deletedAt };
  const { ts, kind, threadTs, author, text, files, editedTs } = sighting;
  return { ts, kind, threadTs, author, text, files, editedTs, version, contents, deletedAt };
}

/** Reconciliation tells so of a message that history should show and does not. */
const isAbsence = ({ raw }: Sighting): boolean => (raw as JsonObject | null)?.absent_from_history === true;

/** Whether its words are to stand. Of two edits in one second, which Slack does not tell apart, the later told. */
function isNewer(before: RecordedMessage | null, sighting: Sighting): boolean {
  if (!before || before.kind === TOMBSTONE) return true;
  if (sighting.kind === TOMBSTONE) return false;
  return sighting.deleted ? sighting.editedTs > before.editedTs : sighting.editedTs >= before.editedTs;
}

/** What makes two tellings of a message the same version. Unfurls and counters change neither. */
export const contentOf = (sighting: Sighting): string =>
  JSON.stringify([
    sighting.deleted,
    sighting.editedTs,
    sighting.author,
    sighting.text,
    sighting.files,
    // A message of blocks without words (an image, a divider) changes in them alone.
    sighting.text === "" && !sighting.deleted ? ((sighting.raw as JsonObject | null)?.blocks ?? null) : null,
  ]);

// Proves the record of one room: its chain of versions, and the current texts replayed from them.
import { ABSENT, contentOf, type RecordedMessage, recorded } from "../domain/record/record.ts";
import type { Sighting } from "../domain/record/sighting.ts";
import { versionFields } from "./messages.ts";
import type { MessageRow, MessageVersionRow, RoomRow } from "./tables.ts";
import { canonical, chainFindings, jsonOf } from "./verify-chain.ts";

export function roomFindings(
  name: string,
  room: RoomRow,
  versions: readonly MessageVersionRow[],
  current: readonly MessageRow[],
): string[] {
  const chain = chainFindings(`${name} room ${room.channel} version`, versions, versionFields, room);
  if (chain.length > 0) return chain;
  const { replayed, contents, findings } = replay(name, room, versions);
  const redacted = new Set(versions.filter(({ body }) => body === null).map(({ ts }) => ts));
  for (const row of current) {
    const expected = replayed.get(row.ts);
    replayed.delete(row.ts);
    if (redacted.has(row.ts)) continue;
    const place = `${name} message ${row.ts}`;
    if (!expected || !sameMessage(row, expected)) {
      findings.push(`${place}: what stands now is not what its versions say`);
    } else if (!contentsFit(row, expected, contents.get(row.ts)!.size)) {
      findings.push(`${place}: its list of contents does not fit its ${row.version} versions`);
    }
  }
  for (const ts of replayed.keys()) findings.push(`${name} message ${ts}: its current text is missing`);
  return findings;
}

/** What the versions say that stands now. Their own contents keys are not needed: a stored version was a new one. */
function replay(name: string, room: RoomRow, versions: readonly MessageVersionRow[]) {
  const replayed = new Map<string, RecordedMessage>();
  const contents = new Map<string, Set<string>>();
  const findings: string[] = [];
  for (const version of versions) {
    if (version.body === null) continue;
    const sighting = jsonOf(version.body) as Sighting | null | undefined;
    if (typeof sighting !== "object" || sighting === null) {
      findings.push(`${name} room ${room.channel} version ${version.room_seq}: it cannot be read`);
      continue;
    }
    const after = recorded(replayed.get(version.ts) ?? null, sighting, `${version.version}`, version.at);
    if (after) replayed.set(version.ts, after);
    contents.set(version.ts, (contents.get(version.ts) ?? new Set()).add(contentOf(sighting)));
  }
  return { replayed, contents, findings };
}

function sameMessage(row: MessageRow, expected: RecordedMessage): boolean {
  const { kind, threadTs, author, text, files, version, editedTs, deletedAt } = expected;
  return (
    canonical([
      row.kind,
      row.thread_ts,
      row.author,
      row.text,
      row.files,
      row.version,
      row.edited_ts,
      row.deleted_at,
    ]) === canonical([kind, threadTs, author, text, JSON.stringify(files), version, editedTs, deletedAt])
  );
}

/**
 * One hash for each different content, and the word for a deletion that was only inferred. Which hash it is may change
 * with the program; how many there are may not: one too many would hide a version that is still to come.
 */
function contentsFit({ contents }: MessageRow, expected: RecordedMessage, different: number): boolean {
  const all = contents.split(" ");
  const hashes = all.filter((one) => one !== ABSENT);
  const isAbsent = hashes.length < all.length;
  return (
    isAbsent === expected.contents.includes(ABSENT) &&
    hashes.length === different &&
    new Set(hashes).size === different &&
    hashes.every((hash) => /^[0-9a-f]+$/.test(hash))
  );
}

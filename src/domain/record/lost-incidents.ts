// Incidents that were declared after the backup that was put back: the database holds nothing of them. Their numbers are
// never given again, and their rooms hear what happened.
import type { Instant } from "../../lib/pure/time.ts";
import { type JobChange, type LostIncident, PRIORITY, postLane } from "../job.ts";
import type { NumberEvent } from "../workspace.ts";

/** What our messages in Slack say of one; the number and name are null in messages of an older version. */
interface Lost {
  incident: string;
  number: number | null;
  name: string | null;
}

/**
 * One event for each number that is not given again, behind the `seq` numbers that are known. Those between were lost too,
 * and where an incident's number is not known it may be the one after the last: better one too many than one twice.
 */
export function lostNumbers(seq: number, lost: readonly Lost[]): Extract<NumberEvent, { type: "NumberLost" }>[] {
  const known = lost.flatMap(({ number }) => number ?? []);
  const unknown = lost.length - known.length;
  const last = Math.max(seq, ...known) + unknown;
  return Array.from({ length: last - seq }, (_, index) => {
    const number = seq + index + 1;
    const own = lost.find((one) => one.number === number);
    return { type: "NumberLost", number, incident: own?.incident ?? null, name: own?.name ?? null };
  });
}

export const lostRoomKey = (incident: string): string => `tell-lost-room:${incident}`;

/** Its room is told, once. */
export const lostRoomJob = (
  { team, channel, incident, ...lost }: LostIncident & { team: string; channel: string; incident: string },
  now: Instant,
): JobChange => ({
  do: "enqueue",
  key: lostRoomKey(incident),
  job: { kind: "tell-lost-room", team, channel, lost },
  lane: postLane(team, channel),
  priority: PRIORITY.card,
  dueAt: now,
  again: "once",
});

// What `warroom incident verify` says of a room's record: from when to when, until when it was compared with Slack, and
// what it may lack.
import { utc } from "../blocks/mrkdwn.ts";
import { type Coverage, type Gap, mayLack } from "../domain/record/coverage.ts";
import { FOREVER } from "../lib/pure/time.ts";
import { coverageOf } from "../store/read/coverage.ts";
import { lastAlive } from "../store/read/instances.ts";
import { roomsOf } from "../store/read/rooms.ts";
import type { Reader } from "../store/store.ts";
import type { IncidentRow } from "../store/tables.ts";
import { nameOf } from "../store/verify.ts";

export interface RoomCoverage extends Coverage {
  incident: string;
  channel: string;
  /** Something is missing, or nobody can say that nothing is. */
  mayLack: boolean;
}

export async function coverageOfRooms(reader: Reader, row: IncidentRow): Promise<RoomCoverage[]> {
  // Whoever reads a stopped Warroom's record later: nothing was compared after it stopped, and nothing had to be.
  const asOf = (await lastAlive(reader)) ?? 0;
  const found: RoomCoverage[] = [];
  for (const room of await roomsOf(reader, row.id)) {
    const coverage = await coverageOf(reader, room, row.ended_at);
    found.push({ incident: nameOf(row), channel: room.channel, ...coverage, mayLack: mayLack(coverage, asOf) });
  }
  return found;
}

export function coverageLines({ incident, channel, ...coverage }: RoomCoverage): string[] {
  const { from, to, comparedAt, comparedWholeAt, recovered, changesNoticed, isCapped, silentSince, gaps } = coverage;
  const place = `${incident} room ${channel}`;
  const until = to === null ? "" : `, until ${utc(to)}`;
  const compared = comparedAt === null ? "never compared with Slack" : `compared with Slack ${utc(comparedAt)}`;
  const whole = comparedWholeAt === null ? "never in full" : `in full ${utc(comparedWholeAt)}`;
  return [
    `COVERED  ${place}: recorded since ${utc(from)}${until}; ${compared}, ${whole}; ` +
      `${recovered} messages and ${changesNoticed} changes came from that alone`,
    ...gaps.map((gap) => `GAP      ${place}: ${gapWords(gap)}`),
    ...(silentSince === null ? [] : [`GAP      ${place}: Slack's events have not come since ${utc(silentSince)}`]),
    ...(isCapped ? [`NOTE     ${place}: Slack shows this app 15 messages of its history a minute`] : []),
  ];
}

function gapWords({ from, to, why, recoveredAt }: Gap): string {
  const span = to === FOREVER ? `from ${utc(from)} on` : `${utc(from)} to ${utc(to)}`;
  return `${span}: ${why}; ${recoveredAt === null ? "not recovered" : `recovered ${utc(recoveredAt)}`}`;
}

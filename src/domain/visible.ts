// Who may see an incident: the one place that decides it. Everybody sees a public one; a private one is seen by those who
// are in its room, asked of Slack each time.
import { callsPeople } from "./drill/drill.ts";
import type { Incident } from "./incident.ts";
import { bound, type People } from "./runbook.ts";

/** Who wants to see it: an `Actor`, or anybody by their id in Slack. */
type Viewer = { kind: "person"; user: string } | { kind: "operator" | "warroom" };

/** Who is in the room as Slack says now; null where there is no room, or Slack did not say: then nobody is. */
export type RoomMembers = ReadonlySet<string> | null;

/**
 * An operator has the database before them and sees all of it. Until it has its first room, its declarer alone knows of it:
 * they may have been removed from a later one.
 */
export function visibleTo(viewer: Viewer, incident: Incident, members: RoomMembers): boolean {
  if (!incident.private || viewer.kind !== "person") return true;
  if (!incident.room) return incident.formerRooms.length === 0 && viewer.user === incident.declaredBy;
  return members?.has(viewer.user) ?? false;
}

/**
 * Whom the runbook calls: nobody to a private incident, where people are asked by those who are in it, and nobody to a drill
 * that is to call nobody.
 */
export const calledTo = (incident: Incident, people: People, keys: readonly string[]): string[] =>
  incident.private || !callsPeople(incident) ? [] : bound(people, keys);

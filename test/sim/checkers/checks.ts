// The runbook's checks: no round whose time came is left, and none is shown to the room more often than it should be.
import { roundDueAt } from "../../../src/domain/checks/rounds.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { type Checker, type Evidence, eventsOf, storedIncidents } from "./evidence.ts";

const LOOKED_AT_WITHIN_MS = 3 * MINUTE_MS;

export const checks: Checker = {
  name: "checks",
  holds: ["I5", "I8"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) => [
      ...left(evidence, incident),
      ...shownTooOften(evidence, incident),
    ]),
};

function left({ world }: Evidence, incident: Incident): string[] {
  const dueAt = roundDueAt(incident, world.runbook.runbook);
  const isLate = dueAt !== null && dueAt < world.shownAt(world.now()) - LOOKED_AT_WITHIN_MS;
  return isLate ? [`${incident.name}: its checks were due at ${dueAt}, and nobody looked`] : [];
}

/** Once in each place where it was worked on, and once for each who asked. */
function shownTooOften(evidence: Evidence, { id, name }: Incident): string[] {
  const events = eventsOf(evidence, id);
  const posted = events.filter((event) => event.type === "ChecksPosted");
  const asked = events.filter((event) => event.type === "ChecksRan" && event.asked !== null).length;
  const places = events.filter(({ type }) => type === "RoomOpened" || type === "ThreadOpened").length;
  const told = new Set(posted.map(({ ts }) => ts));
  return [
    ...(posted.length > asked + places ? [`${name} shows its checks ${posted.length} times`] : []),
    ...(told.size < posted.length ? [`${name} recorded twice that its checks are shown`] : []),
  ];
}

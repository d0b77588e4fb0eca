// Each duty is owed once on its occasion and told once to each whom it concerns; none whose time came is left unsaid or on
// its way; and what is recorded as told stands in Slack.
import { dutyMoments } from "../../../src/domain/duties/moments.ts";
import { isOnItsWay } from "../../../src/domain/duties/owed.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { type Checker, type Evidence, eventsOf, repeated, storedIncidents } from "./evidence.ts";

const SETTLED_WITHIN_MS = 3 * MINUTE_MS;

export const duties: Checker = {
  name: "duties",
  holds: ["I5", "I8", "I13"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) => [
      ...twice(evidence, incident),
      ...left(evidence, incident),
      ...untrue(evidence, incident),
    ]),
};

function twice(evidence: Evidence, { id, name }: Incident): string[] {
  const events = eventsOf(evidence, id);
  const owed = events.flatMap((event) => (event.type === "DutiesOwed" ? event.duties.map((one) => one.id) : []));
  const told = events.flatMap((event) => (event.type === "DutyTold" ? [`${event.duty} to ${event.to}`] : []));
  const settled = events.flatMap((event) =>
    event.type === "DutyDone" || event.type === "DutySkipped" ? [event.duty] : [],
  );
  return [
    ...repeated(owed).map((one) => `${name} owes ${one} twice`),
    ...repeated(told).map((one) => `${name} told ${one} twice`),
    ...repeated(settled).map((one) => `${name} settled ${one} twice`),
  ];
}

/** By the state alone. */
function left({ world }: Evidence, incident: Incident): string[] {
  const latest = world.shownAt(world.now()) - SETTLED_WITHIN_MS;
  const [next] = dutyMoments(incident, world.rulesOf(incident));
  const sending = incident.owed.filter((one) => isOnItsWay(one) && one.sending!.at < latest);
  return [
    ...(next && next.at < latest
      ? [`${incident.name}: a duty was ${next.step} at ${next.at}, and nobody was told`]
      : []),
    ...sending.map(({ id }) => `${incident.name}: ${id} is still on its way`),
  ];
}

function untrue({ world, ...evidence }: Evidence, { id, name }: Incident): string[] {
  const { channels } = world.core.state;
  return eventsOf({ world, ...evidence }, id).flatMap((event) => {
    if (event.type !== "DutyTold" || event.channel === null || event.ts === null) return [];
    const stands = channels.get(event.channel)?.messages.has(event.ts);
    return stands ? [] : [`${name} says that ${event.to} was told, and Slack has no such message`];
  });
}

// A regime's questions are asked once, again on later days while nobody has answered, nobody is reminded of the same twice, nor of what is settled or does not hold; and what
// is recorded as said stands in Slack.
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold, type Incident } from "../../../src/domain/incident.ts";
import { allNotifications } from "../../../src/domain/regimes/notifications.ts";
import { reminderKey } from "../../../src/domain/regimes/state.ts";
import { SECOND_MS } from "../../../src/lib/pure/duration.ts";
import { type Checker, type Evidence, eventsOf, repeated, storedIncidents } from "./evidence.ts";

/** From deciding what to say to its record, where an answer of Slack was late or lost. */
const ON_THE_WAY_MS = 30 * SECOND_MS;

export const regimes: Checker = {
  name: "regimes",
  holds: ["I5", "I8", "I13"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) => {
      const all = eventsOf(evidence, incident.id);
      return [...twice(incident, all), ...needless(evidence, incident, all), ...untrue(evidence, incident, all)];
    }),
};

function twice({ name }: Incident, all: readonly DomainEvent[]): string[] {
  const asked = all.flatMap((event) =>
    event.type === "RegimesAsked" ? event.regimes.map((key) => `${key}, time ${event.ask ?? 1}`) : [],
  );
  const reminded = all.flatMap((event) =>
    event.type === "RegimesReminded" ? event.reminded.map((one) => `${reminderKey(one)} ${one.step}`) : [],
  );
  return [
    ...repeated(asked).map((one) => `${name} asked twice of ${one}`),
    ...repeated(reminded).map((one) => `${name} reminded of ${one} twice`),
  ];
}

function needless({ world }: Evidence, { id, name }: Incident, all: readonly DomainEvent[]): string[] {
  return all.flatMap((event, index) => {
    if (event.type !== "RegimesReminded") return [];
    const until = all.slice(0, index).filter(({ at }) => at < event.at - ON_THE_WAY_MS);
    if (until.length < index) return [];
    const before = fold(id, until);
    const running = allNotifications(before, world.rulesOf(before)).filter(({ stage }) => stage === "running");
    return event.reminded.flatMap(({ regime, notification }) =>
      running.some((one) => one.regime.key === regime && one.notification.key === notification)
        ? []
        : [`${name} reminded of ${regime}/${notification}, whose clock does not run`],
    );
  });
}

/** Told alone, it stands in a direct message. */
function untrue({ world }: Evidence, { name }: Incident, all: readonly DomainEvent[]): string[] {
  const channels = [...world.core.state.channels.values()];
  return all.flatMap((event) => {
    if (event.type !== "RegimesAsked" && event.type !== "RegimesReminded") return [];
    if ("isLost" in event || channels.some(({ messages }) => messages.has(event.ts))) return [];
    return [`${name} records ${event.type}, and Slack has no such message`];
  });
}

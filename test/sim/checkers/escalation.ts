// Whom the runbook names hears of an incident once, while it is open, and not before: rungs of the ladder, calls by hand and
// pages. What was recorded of them was said, and none whose time came is left.
import { BACKUP_AFTER_MS, callOf, openCalls } from "../../../src/domain/escalation/calls.ts";
import { timedMoments } from "../../../src/domain/escalation/rungs.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold, type Incident } from "../../../src/domain/incident.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { type Checker, type Evidence, eventsOf, jobRows, repeated, storedIncidents } from "./evidence.ts";

const SETTLED_WITHIN_MS = 3 * MINUTE_MS;

/** What the room hears of each. */
const SAID = ["RungReached", "PeopleCalled", "CallAnswered", "CallUnanswered", "Blocked", "ComplaintsCounted"];

export const escalation: Checker = {
  name: "escalation",
  holds: ["I5", "I8", "I13"],
  check(evidence) {
    const jobs = new Set(jobRows(evidence).map(({ id }) => id));
    return storedIncidents(evidence).flatMap((incident) => {
      const all = eventsOf(evidence, incident.id);
      return [
        ...twice(incident, all),
        ...all.flatMap((event, index) => untimely(event, all.slice(0, index), incident.id)),
        ...unsaid(incident, all, jobs),
        ...left(evidence, incident),
      ];
    });
  },
};

function twice({ name }: Incident, all: readonly DomainEvent[]): string[] {
  const rungs = all.flatMap((event) => (event.type === "RungReached" ? [event.rung] : []));
  const pages = all.flatMap((event) => (event.type === "PageEnded" ? [`${event.key} (call ${event.call})`] : []));
  const calls = all.flatMap((event) => (event.type === "CallUnanswered" ? [`call ${event.call}`] : []));
  return [
    ...repeated(rungs).map((one) => `${name} reached ${one} twice`),
    ...repeated(pages).map((one) => `${name} paged ${one} twice`),
    ...repeated(calls).map((one) => `${name} asked the backup of ${one} twice`),
  ];
}

/** Whether somebody answered is looked at by the events alone: the state is what is in doubt. */
function untimely(event: DomainEvent, past: readonly DomainEvent[], id: string): string[] {
  switch (event.type) {
    case "RungReached": {
      const { name, stage } = fold(id, past);
      const { rung, why, at } = event;
      const isEarly = why.on === "time" && at < why.dueAt;
      return [
        ...(stage === "open" ? [] : [`${name} was ${stage} when it reached ${rung}`]),
        ...(isEarly ? [`${name} reached ${rung} before its time`] : []),
      ];
    }
    case "CallUnanswered": {
      const before = fold(id, past);
      const wasAnswered = past.some((one) => one.type === "CallAnswered" && one.call === event.call);
      const call = callOf(before, event.call);
      const isOpen = call && before.stage === "open" && !wasAnswered && call.answered === null;
      if (!isOpen) return [`${before.name} asked for somebody else though call ${event.call} was answered, or over`];
      return event.at < call.at + BACKUP_AFTER_MS ? [`${before.name} asked the backup too soon`] : [];
    }
    default:
      return [];
  }
}

const unsaid = ({ id, name }: Incident, all: readonly DomainEvent[], jobs: ReadonlySet<string>): string[] =>
  all.flatMap(({ type }, index) =>
    !SAID.includes(type) || jobs.has(`say:room:${index + 1}:${id}`) ? [] : [`${name} says nothing of ${type}`],
  );

/** By the state alone. */
function left({ world }: Evidence, incident: Incident): string[] {
  const latest = world.shownAt(world.now()) - SETTLED_WITHIN_MS;
  const { name } = incident;
  return [
    ...timedMoments(incident, world.rulesOf(incident))
      .filter(({ at }) => at < latest)
      .map(({ rung, at }) => `${name} was to reach ${rung.key} at ${at}, and did not`),
    ...openCalls(incident)
      .filter(({ unansweredAt, at }) => unansweredAt === null && at + BACKUP_AFTER_MS < latest)
      .map(({ number }) => `${name}: nobody answered call ${number}, and nobody was told`),
  ];
}

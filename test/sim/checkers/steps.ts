// A playbook's step is done once, and one that needs a word not without it: the word of whoever held the role just then. Its
// question in the room has buttons for as long as it waits.
import { userOf } from "../../../src/domain/actor.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold, type Incident } from "../../../src/domain/incident.ts";
import { findStep, stepOf } from "../../../src/domain/procedures/playbooks.ts";
import { buttonsOf } from "../buttons.ts";
import { type Checker, type Evidence, eventsOf, storedIncidents } from "./evidence.ts";

export const steps: Checker = {
  name: "steps",
  holds: ["I18"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) => {
      const all = eventsOf(evidence, incident.id);
      const wrong = all.flatMap((event, index) =>
        "step" in event && "playbook" in event
          ? wrongStep(evidence, event, fold(incident.id, all.slice(0, index)))
          : [],
      );
      return [...wrong, ...misleading(evidence, incident)];
    }),
};

function wrongStep({ world }: Evidence, event: DomainEvent & { playbook: string; step: string }, before: Incident) {
  const { playbook, step, type } = event;
  const { answer, done } = stepOf(before, playbook, step);
  const approver = findStep(world.rulesOf(before), { playbook, step })?.step.approver ?? null;
  const about = `"${step}" of ${before.name}`;
  if (type === "StepDone" || type === "StepRunAsked") {
    const isApproved = approver === null || answer?.how === "approved";
    return [
      ...(isApproved ? [] : [`${about} was done without the word of its ${approver}`]),
      ...(done ? [`${about} was done twice`] : []),
    ];
  }
  if (type === "StepApproved" || type === "StepRefused") {
    const holder = approver === null ? undefined : before.roles[approver]?.user;
    return holder === userOf(event.actor) ? [] : [`${about} was answered by ${event.actor}, and ${holder} is asked`];
  }
  return [];
}

function misleading({ world }: Evidence, { name, steps }: Incident): string[] {
  return Object.values(steps).flatMap((ofPlaybook) =>
    Object.entries(ofPlaybook).flatMap(([step, { asked, answer }]) => {
      const at = asked?.posted;
      const message = at && world.core.state.channels.get(at.channel)?.messages.get(at.ts);
      if (!at) return [];
      if (!message) return [`"${step}" of ${name} was asked about, and Slack has no such message`];
      const asks = buttonsOf(message).length > 0;
      return asks === (answer === null) ? [] : [`the question about "${step}" of ${name} shows no answer, or too much`];
    }),
  );
}

// Asking whoever leads, answering, and taking over from somebody who does not answer.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { type Actor, actorText, userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { once } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type Job, type JobChange, PRIORITY, postLane } from "../job.ts";
import { openOnly, withText } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";
import { takeOverFrom } from "./questions.ts";
import { leadRole } from "../runbook.ts";

export type QuestionCommand =
  | { type: "AskLead"; text: string }
  | { type: "AnswerQuestion"; question: string }
  /** The lead role only, and only from whoever leaves a question unanswered. */
  | { type: "TakeOver"; reason: string };

export function decideQuestion(
  incident: Incident,
  command: QuestionCommand,
  actor: Actor,
  context: Context,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  const by = userOf(actorText(actor)) ?? actorText(actor);
  if (command.type === "AnswerQuestion") {
    if (!incident.questions.some(({ id }) => id === command.question)) return err({ type: "question-over" });
    return ok([{ type: "QuestionAnswered", question: command.question, by, how: "pressed" }]);
  }
  const lead = leadRole(context.runbook);
  const held = lead && incident.roles[lead.key];
  if (!held) return err({ type: "role-vacant", role: lead?.key ?? "" });
  const { key: role } = lead;
  const { user: to, since } = held;
  if (command.type === "TakeOver") {
    if (actor.kind !== "person") return err({ type: "not-allowed", command: command.type, standing: actor.kind });
    if (to === by) return err({ type: "role-held", role, user: to, at: since });
    const from = takeOverFrom(incident);
    if (from === null || from > context.now) return err({ type: "take-over-early", role, user: to, at: since, from });
    return withText("reason", command.reason, (reason) => [
      { type: "RoleAssigned", role, user: by, previous: to, how: "taken-over", reason },
    ]);
  }
  if (to === by) return err({ type: "lead-asks", role });
  // Warroom is not in the channel where it speaks instead: it would never hear the answer.
  if (!incident.room && incident.roomRefused && !incident.thread)
    return err({ type: "question-unheard", name: incident.name });
  const question = `ask:${incident.seq + 1}`;
  const asked = { type: "QuestionAsked" as const, question, role, by, to, ts: null, threadTs: null };
  return withText("question", command.text, (text) => [{ ...asked, text, askedAt: context.now }]);
}

/** A question that is not in the room yet is put there. */
export function questionJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type !== "QuestionAsked" || event.ts !== null) return [];
  const { question, by, to, text } = event;
  const job: Job = { kind: "post-question", question, by, to, text };
  const lane = incident.room ? postLane(incident.team, incident.room.channel) : `say:${incident.id}`;
  return [once(incident, `question:${seq}`, job, lane, PRIORITY.say, context)];
}

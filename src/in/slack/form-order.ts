// What a submitted form orders, and what its answer needs where that was refused: nothing typed may be lost.
import { FIELD } from "../../blocks/forms.ts";
import { quoting, unmarked } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import type { Applied, Order } from "../../commands/dispatch.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { UPDATE_PARTS } from "../../domain/updates/updates.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { loadIncident } from "../../store/read/incidents.ts";
import { type Answer, reply } from "./answer.ts";
import type { FormRequest, Known } from "./request.ts";
import { actorOf, type InDeps, runbookOf } from "./steps.ts";

export interface Refused {
  problem: Problem;
  said: string;
  /** Null where the form's incident is none of this workspace. */
  incident: Incident | null;
  runbook: Runbook;
}

export async function orderOfForm(
  request: Known<FormRequest>,
  deps: InDeps,
  command: Order["command"],
): Promise<Result<Applied, Refused>> {
  const { team, key, metadata } = request;
  const id = metadata.incident ?? "";
  const order = { team, actor: actorOf(request), cause: key, interaction: key, incident: id, command };
  const applied = await deps.dispatch(order);
  if (applied.ok) return ok(applied.value);
  const stored = await loadIncident(deps.store, id);
  const incident = stored?.incident.team === team ? stored.incident : null;
  const runbook = incident ? await runbookOf(deps, incident) : deps.runbooks.current.runbook;
  return err({ problem: applied.error, said: problemWords(applied.error, runbook, deps.words), incident, runbook });
}

/** The form stays open with this beside the field. */
export const fieldError = (field: string, said: string): Answer => ({
  type: "errors",
  errors: { [field]: unmarked(said) },
});

/** In place of a form that no correction would help: why, and what was typed, so that it is not lost. */
export function refusedForm(said: string, fields: Record<string, string>): Answer {
  const typed = fields[FIELD.text] ?? fields[FIELD.reason];
  return typed === undefined ? reply(said) : { type: "reply", post: quoting(said, typed) };
}

/** What is asked for in a field of the same name; all else is asked for in the one field for text. */
const WITH_A_FIELD: readonly string[] = [FIELD.reason, ...UPDATE_PARTS];

/** The field that a Problem is about; null where it is about none. `time` is where the form asks for a time. */
export function fieldOf(problem: Problem, time: string = FIELD.text): string | null {
  switch (problem.type) {
    case "text-empty":
    case "text-too-long":
      return WITH_A_FIELD.find((what) => what === problem.what) ?? FIELD.text;
    case "time-in-future":
    case "time-passed":
    case "time-too-far":
      return time;
    case "update-unchanged":
      return FIELD.text;
    default:
      return null;
  }
}

import { err, ok, type Result } from "../lib/pure/result.ts";
import { nearest, oneLine } from "../lib/pure/text.ts";
import type { DeclareIncident } from "./command.ts";
import type { Context } from "./context.ts";
import type { EventBody } from "./event.ts";
import { knownCategory, measuredEvents } from "./facts/circumstances.ts";
import { TITLE_CHARS_MAX } from "./limits.ts";
import { incidentName } from "./room/naming.ts";
import type { Problem } from "./problem.ts";
import { type Category, type Runbook, severityOf } from "./runbook.ts";
import { similarTo } from "./similar.ts";
import type { Workspace } from "./workspace.ts";

/** The declaration of the workspace's next incident. Numbers are consecutive: the commit expects `workspace.seq`. */
export function decideDeclare(
  workspace: Workspace,
  command: DeclareIncident,
  { now, runbook }: Context,
  runbookHash: string,
): Result<Extract<EventBody, { type: "IncidentDeclared" }>, Problem> {
  const title = oneLine(command.title);
  if (title === "") return err({ type: "title-empty" });
  if (title.length > TITLE_CHARS_MAX) {
    return err({ type: "title-too-long", length: title.length, length_max: TITLE_CHARS_MAX });
  }
  const severity = knownSeverity(runbook, command.severity);
  if (!severity.ok) return severity;
  if (command.startedAt !== undefined && command.startedAt > now)
    return err({ type: "time-in-future", at: command.startedAt });
  const categories = knownCategories(runbook, command.categories ?? []);
  if (!categories.ok) return categories;
  const isPrivate = command.private || categories.value.some((one) => one.private);
  // What a private one is about is told to nobody, and joining another would tell its room.
  const similar = isPrivate || command.drill ? null : similarTo(title, workspace.recent, now);
  if (similar && !command.anyway) {
    const { id, name, title: theirs, declaredBy, declaredAt, channel } = similar;
    return err({ type: "just-declared", incident: id, name, title: theirs, by: declaredBy, at: declaredAt, channel });
  }
  const number = workspace.seq + 1;
  const keys = categories.value.map(({ key }) => key);
  const [measuring] = measuredEvents({}, command.measured ?? {}, runbook);
  return ok({
    type: "IncidentDeclared",
    team: workspace.team,
    number,
    name: incidentName(runbook, number, now, workspace.latestName ?? null),
    title,
    severity: severity.value,
    status: runbook.statuses[0]!,
    startedAt: command.startedAt ?? now,
    runbook: runbookHash,
    ...(command.drill && { drill: command.drill }),
    ...(isPrivate && { private: true as const }),
    ...(keys.length > 0 && { categories: keys }),
    ...(measuring && { measured: measuring.measured }),
  });
}

/** Each once, in the runbook's order. */
function knownCategories(runbook: Runbook, asked: readonly string[]): Result<Category[], Problem> {
  const keys: string[] = [];
  for (const one of asked) {
    const known = knownCategory(runbook, one);
    if (!known.ok) return known;
    keys.push(known.value.key);
  }
  return ok(runbook.categories.filter(({ key }) => keys.includes(key)));
}

/** The runbook's own spelling of a severity a person typed. */
export function knownSeverity(runbook: Runbook, asked: string): Result<string, Problem> {
  const severity = severityOf(runbook, asked);
  if (severity) return ok(severity.name);
  const known = runbook.severities.map((one) => one.name);
  return err({ type: "unknown-severity", asked, known, nearest: nearest(asked, known) ?? null });
}

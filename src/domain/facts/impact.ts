// Who and what is hit, in parts that are filled in as they become known. The history is in the events.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import { type MeasuredChanges, measuredEvents } from "./circumstances.ts";
import type { Context } from "../context.ts";
import { sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import type { Problem } from "../problem.ts";

export const IMPACT_PARTS = ["summary", "users", "services", "regions", "business", "data", "security"] as const;
export type ImpactPart = (typeof IMPACT_PARTS)[number];

/** Free words; an absent part is not known. */
export type ImpactWords = Partial<Record<ImpactPart, string>>;

/** Longest part, in characters: a sentence or two. */
export const IMPACT_CHARS_MAX = 500;

/**
 * `from` is what its writer saw there; absent where they saw nothing of it, and then the last word counts. Empty words
 * take a part away.
 */
export type ImpactChanges = Partial<Record<ImpactPart, { from?: string; to: string }>>;

/** `measured`: what the runbook asks in numbers or by yes and no. */
export type ImpactCommand = { type: "SetImpact"; changes: ImpactChanges; measured?: MeasuredChanges };

export interface Impact {
  words: ImpactWords;
  by: string;
  at: Instant;
}

/**
 * The whole of it as it stands from then on, and which parts changed. `via`: it was the answer to a triage question,
 * which says it to the room itself.
 */
export type ImpactEvent = { type: "ImpactSet"; words: ImpactWords; changed: ImpactPart[]; via?: "triage" };

export function evolveImpact(_before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  return event.type === "ImpactSet" ? { impact: { words: event.words, by, at: event.at } } : null;
}

/** Also once it is over: how bad it was is often known last. */
export function decideImpact(
  incident: Incident,
  { changes, measured = {} }: ImpactCommand,
  { runbook }: Pick<Context, "runbook">,
): Result<EventBody[], Problem> {
  const before = incident.impact?.words ?? {};
  const words = { ...before };
  const changed: ImpactPart[] = [];
  for (const part of IMPACT_PARTS) {
    const { from, to } = trimmed(changes[part]);
    const stands = before[part] ?? "";
    if (to === undefined || to === stands) continue;
    const problem = partProblem(incident, part, stands, from, to);
    if (problem) return err(problem);
    changed.push(part);
    if (to === "") delete words[part];
    else words[part] = to;
  }
  const said: EventBody[] = changed.length === 0 ? [] : [{ type: "ImpactSet", words, changed }];
  const events = [...said, ...measuredEvents(incident.measured, measured, runbook)];
  return events.length === 0 ? err({ type: "unchanged", what: "impact" }) : ok(events);
}

function partProblem(
  { impact }: Incident,
  part: ImpactPart,
  stands: string,
  from: string | undefined,
  to: string,
): Problem | null {
  const length_max = IMPACT_CHARS_MAX;
  if (to.length > length_max) return { type: "impact-too-long", part, length: to.length, length_max };
  if (from === undefined || from === stands || !impact) return null;
  return { type: "impact-changed", part, by: impact.by, at: impact.at, text: stands };
}

const trimmed = (change: { from?: string; to: string } | undefined): { from?: string; to?: string } => ({
  ...(change?.from === undefined ? {} : { from: change.from.trim() }),
  ...(change === undefined ? {} : { to: change.to.trim() }),
});

/** One message with what changed, and nothing of what stays. */
export function impactJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type !== "ImpactSet" || event.via === "triage") return [];
  const parts = event.changed.map((part) => ({ part, text: event.words[part] ?? "" }));
  const by = userOf(event.actor) ?? event.actor;
  return sayOnce(incident, "room", { type: "impact-set", parts, by }, seq, context);
}

// The questions of the first minutes, from the runbook. An answer lands where it belongs, and is kept here as answered.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { sayOnce } from "../enqueue.ts";
import { ENTRY_KINDS, type EntryKind } from "../timeline/entries.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import { decideImpact, IMPACT_PARTS, type ImpactChanges, type ImpactPart } from "./impact.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { openOnly } from "../lifecycle.ts";
import type { Problem } from "../problem.ts";
import { timeOf, timeProblem } from "./times.ts";

/** Where an answer may land: on the timeline, as a time, or as a part of the impact. */
export const LANDINGS = [...ENTRY_KINDS, "started", "detected", ...IMPACT_PARTS] as const;
type Landing = (typeof LANDINGS)[number];

export interface TriageQuestion {
  question: string;
  lands: Landing;
}

/** Longest answer, in characters: the shortest of what it may become. */
export const ANSWER_CHARS_MAX = 500;

export interface TriageAnswer {
  text: string;
  by: string;
  at: Instant;
}

export interface Answered {
  question: string;
  text: string;
}

export type TriageCommand = {
  type: "AnswerTriage";
  /** `from` is what its writer saw there; `at` the time that can be read out of the text, if any. */
  answers: (Answered & { from: string; at?: Instant })[];
};

export type TriageEvent = { type: "TriageAnswered"; answers: Answered[] };

export function evolveTriage(before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  if (event.type !== "TriageAnswered") return null;
  const answers = event.answers.map(({ question, text }) => [question, { text, by, at: event.at }]);
  return { triage: { ...before.triage, ...Object.fromEntries(answers) } };
}

/** The answer as it stands: what became of it, where it landed in the impact; empty while there is none. */
export const answerOf = (incident: Incident, { question, lands }: TriageQuestion): string =>
  (isImpact(lands) ? incident.impact?.words[lands] : incident.triage[question]?.text) ?? "";

/** How far the checklist is. */
export function triageDone(incident: Incident, { triage }: Context["runbook"]): { answered: number; of: number } {
  return { answered: triage.filter((one) => answerOf(incident, one) !== "").length, of: triage.length };
}

/** Each new answer, and in the same commit what it becomes. A question left empty stays as it is. */
export function decideTriage(
  incident: Incident,
  { answers }: TriageCommand,
  { now, runbook }: Context,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  const fresh: Fresh[] = [];
  for (const given of answers) {
    const asked = runbook.triage.find(({ question }) => question === given.question);
    const text = given.text.trim();
    const stands = asked && answerOf(incident, asked);
    if (!asked || text === "" || text === stands) continue;
    if (text.length > ANSWER_CHARS_MAX) {
      const { question } = asked;
      return err({ type: "answer-too-long", question, length: text.length, length_max: ANSWER_CHARS_MAX });
    }
    if (stands !== "" && given.from.trim() !== stands) return err(answeredMeanwhile(incident, asked));
    fresh.push({ ...asked, text, at: given.at ?? null });
  }
  if (fresh.length === 0) return err({ type: "unchanged", what: "triage" });
  const landed = landings(incident, fresh, { now, runbook });
  if (!landed.ok) return landed;
  const answered = fresh.map(({ question, text }) => ({ question, text }));
  return ok([{ type: "TriageAnswered", answers: answered }, ...landed.value]);
}

type Fresh = TriageQuestion & { text: string; at: Instant | null };

function landings(
  incident: Incident,
  fresh: readonly Fresh[],
  { now, runbook }: Pick<Context, "now" | "runbook">,
): Result<EventBody[], Problem> {
  const events: EventBody[] = [];
  const changes: ImpactChanges = {};
  let { times } = incident;
  for (const { question, lands, text, at } of fresh) {
    if (isImpact(lands)) changes[lands] = { to: text };
    else if (isTime(lands) && at !== null) {
      const soFar = { ...incident, times };
      const problem = timeProblem(soFar, lands, at, now);
      if (problem) return err(problem);
      const reason = `${question} ${text}`;
      events.push({ type: "TimeSet", time: lands, from: timeOf(soFar, lands), to: at, reason, via: "triage" });
      times = { ...times, [lands]: { at, by: "", setAt: now, reason } };
    } else {
      const kind: EntryKind = isTime(lands) ? "observation" : lands;
      events.push({ type: "NoteAdded", text: `${question} ${text}`, happenedAt: now, kind });
    }
  }
  if (Object.keys(changes).length === 0) return ok(events);
  const impact = decideImpact(incident, { type: "SetImpact", changes }, { runbook });
  if (!impact.ok) return impact;
  return ok([...events, ...impact.value.map((event) => ({ ...event, via: "triage" }) as EventBody)]);
}

function answeredMeanwhile(incident: Incident, asked: TriageQuestion): Problem {
  const { question, lands } = asked;
  const { by, at } = isImpact(lands) ? incident.impact! : incident.triage[question]!;
  return { type: "triage-answered", question, by, at, text: answerOf(incident, asked) };
}

const isImpact = (lands: Landing): lands is ImpactPart => IMPACT_PARTS.some((part) => part === lands);
export const isTime = (lands: Landing): lands is "started" | "detected" => lands === "started" || lands === "detected";

/** One message for one person's answers, however many they are. */
export function triageJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type !== "TriageAnswered") return [];
  const by = userOf(event.actor) ?? event.actor;
  return sayOnce(incident, "room", { type: "triage-answered", answers: event.answers, by }, seq, context);
}

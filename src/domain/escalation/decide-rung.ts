// Climbing the ladder: by itself when a rung's moment has come, or by hand.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { nearest } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { inviteJobs, noticeJobs, sayNamed, sayOnce } from "../enqueue.ts";
import { callsPeople } from "../drill/drill.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange, JobOf, Said } from "../job.ts";
import { givenText, openOnly } from "../lifecycle.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import { bound, type People, type Runbook } from "../runbook.ts";
import { notBefore, over, type WordlessTurn } from "../turn.ts";
import { calledTo } from "../visible.ts";
import { wereCalled } from "./called.ts";
import type { Rung } from "./ladder.ts";
import {
  isMeant,
  reachedBeforeRaise,
  type RungEvent,
  rungMoments,
  rungsOf,
  type RungWhy,
  timedMoments,
} from "./rungs.ts";

export type RungCommand =
  /** `text`: whom to, where not to the next one, and why; either may be missing. */
  { type: "Escalate"; text: string } | { type: "RecordRungs"; rungs: string[] };

export function rungTimer(incident: Incident, { runbook }: Context): { job: JobOf<"reach-rung">; at: Instant } | null {
  const [next] = timedMoments(incident, runbook);
  return next ? { job: { kind: "reach-rung" }, at: next.at } : null;
}

/** After a time away each rung that is due is reached, once. */
export function rungTurn(
  incident: Incident,
  _job: JobOf<"reach-rung">,
  { now, runbook, people }: Context,
): WordlessTurn {
  const moments = timedMoments(incident, runbook);
  const [next] = moments;
  if (!next) return over("no rung is due");
  if (next.at > now) return notBefore(next.at);
  const rungs = moments.filter(({ at }) => at <= now).map(({ rung }) => rung);
  const to = rungs.flatMap((rung) => calledTo(incident, people, rung.to));
  return { type: "due", to, record: () => ({ type: "RecordRungs", rungs: rungs.map(({ key }) => key) }) };
}

export function decideRung(incident: Incident, command: RungCommand, context: Context): Result<EventBody[], Problem> {
  if (command.type === "Escalate") return escalate(incident, command.text, context);
  const reached = timedMoments(incident, context.runbook).filter(({ rung }) => command.rungs.includes(rung.key));
  if (reached.length === 0) return noLongerWanted("nothing sets these rungs off any more");
  return ok(reached.map(({ rung, why }) => reach(rung, why, incident, context.people)));
}

function escalate(incident: Incident, text: string, { runbook, people }: Context): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  const asked = askedRung(incident, runbook, text.trim());
  if (!asked.ok) return asked;
  const { rung, reason } = asked.value;
  const before = incident.rungs[rung.key];
  if (before) return err({ type: "rung-reached", name: rung.name, at: before.at });
  if (isMeant(rung, incident) === false) return err({ type: "rung-not-meant", name: rung.name });
  const why = reason === "" ? ok(null) : givenText("reason", reason);
  return why.ok ? ok([reach(rung, { on: "person", reason: why.value }, incident, people)]) : why;
}

/**
 * The rung that the text begins with, else the one for which the runbook names that reason, else the next one; one word
 * that names none is taken for a slip.
 */
function askedRung(
  incident: Incident,
  runbook: Runbook,
  text: string,
): Result<{ rung: Rung; reason: string }, Problem> {
  const typed = text.toLowerCase();
  const named = rungsOf(incident, runbook).flatMap((rung) =>
    [rung.name.toLowerCase(), rung.key]
      .filter((word) => typed === word || typed.startsWith(`${word} `) || typed.startsWith(`${word}: `))
      .map((word) => ({ rung, reason: text.slice(word.length).replace(/^:?\s+/, "") })),
  );
  // Of the same name the one that is meant.
  const unmeant = ({ rung }: { rung: Rung }) => Number(isMeant(rung, incident) === false);
  const longest = named.toSorted((a, b) => a.reason.length - b.reason.length || unmeant(a) - unmeant(b))[0];
  if (longest) return ok(longest);
  const meant = rungsLeft(incident, runbook).find((rung) => reasonsOf(rung).some((reason) => isIn(typed, reason)));
  if (meant) return ok({ rung: meant, reason: text });
  const known = rungsOf(incident, runbook).map(({ name }) => name);
  if (typed !== "" && !/\s/.test(typed) && known.length > 0) {
    return err({ type: "unknown-rung", asked: text, known, nearest: nearest(typed, known) ?? null });
  }
  const next = nextRung(incident, runbook);
  return next ? ok({ rung: next, reason: text }) : err({ type: "no-rung-left", name: incident.name });
}

/** For what people climb to it by hand, in the runbook's words. */
export const reasonsOf = ({ triggers }: Rung): string[] =>
  triggers.flatMap((trigger) => (trigger.on === "person" && trigger.reason !== null ? [trigger.reason] : []));

/** "Business impact: no orders" is for "business impact", with or without an article. */
const isIn = (typed: string, reason: string): boolean =>
  typed.includes(reason.toLowerCase().replace(/^(an?|the) /, ""));

/** The next one by hand. */
export const nextRung = (incident: Incident, runbook: Runbook): Rung | null => rungsLeft(incident, runbook)[0] ?? null;

/** To be climbed by hand, in order: not meant for other incidents, and reaching somebody who has not heard of it. */
export function rungsLeft(incident: Incident, runbook: Runbook): Rung[] {
  const heard = new Set(Object.values(incident.rungs).flatMap(({ to }) => to));
  return rungMoments(incident, runbook)
    .map(({ rung }) => rung)
    .filter((rung) => isMeant(rung, incident) !== false && rung.to.some((key) => !heard.has(key)));
}

function reach({ key, name, to }: Rung, why: RungWhy, incident: Incident, people: People): RungEvent {
  const called = calledTo(incident, people, to);
  const isUnbound = (one: string) => incident.private || bound(people, [one]).length === 0;
  const unbound = callsPeople(incident) ? to.filter(isUnbound) : [];
  return {
    type: "RungReached",
    rung: key,
    name,
    to: [...to],
    called,
    unbound,
    why,
    ...(incident.private && { private: true }),
  };
}

export function rungJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  if (event.type === "SeverityChanged") return raisedJobs(event, incident, seq, context);
  if (event.type !== "RungReached") return [];
  const { name, called, unbound, why } = event;
  const by = why.on === "person" ? (userOf(event.actor) ?? event.actor) : null;
  const again = wereCalled(called, event.at, incident, context.people);
  return [
    ...inviteJobs(incident, called, `:rung:${event.rung}`, context),
    ...sayOnce(incident, "room", { type: "rung-reached", name, called, why, by, again }, seq, context),
    ...(unbound.length > 0 ? noticeJobs(incident, { type: "call-yourself", name, keys: unbound }, seq, context) : []),
  ];
}

/** Each rung is reached once: that it is worse now is said to those who were called before. */
function raisedJobs(
  { from, to }: Extract<DomainEvent, { type: "SeverityChanged" }>,
  incident: Incident,
  seq: number,
  context: Context,
): JobChange[] {
  const rungs = reachedBeforeRaise(incident, context.runbook);
  const called = [...new Set(rungs.flatMap(({ key }) => incident.rungs[key]!.called))];
  if (called.length === 0) return [];
  const names = [...new Set(rungs.map(({ name }) => name))];
  const said: Said = { type: "rungs-raised", names, called, from, to };
  return [sayNamed(incident, `rungs-raised:${seq}`, said, context)];
}

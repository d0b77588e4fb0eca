// Plays an incident in which nobody does anything, by the rules that run incidents: decide, evolve, and the jobs that
// follow. Whatever is done outside succeeds at once.
import { assert } from "../../lib/pure/assert.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { type Actor, WARROOM } from "../actor.ts";
import type { Command } from "../command.ts";
import type { Context } from "../context.ts";
import { type Decision, decide } from "../decide.ts";
import type { DomainEvent } from "../event.ts";
import { isTimer, turnOf } from "../follow.ts";
import type { Incident } from "../incident.ts";
import type { Job, JobChange } from "../job.ts";
import type { Sent } from "../turn.ts";
import { voiceOf } from "../room/voice.ts";
import { successOf } from "./effects.ts";

/** One job that was done. */
export interface Played {
  at: Instant;
  key: string;
  job: Job;
  /** Which of several things it said. */
  variant: string | null;
  /** Slack users whom it names or reaches. */
  to: readonly string[];
  /** What was recorded of it. */
  events: readonly DomainEvent[];
  /** As the incident was when it was done. */
  incident: Incident;
}

/** A job that is still to come. */
export interface ToCome {
  key: string;
  job: Job;
  at: Instant;
}

export interface Play {
  incident: Incident;
  played: Played[];
  waiting: ToCome[];
}

export type Rules = Pick<Context, "runbook" | "people">;

/** Something that a person does in between. */
export interface Act {
  at: Instant;
  actor: Actor;
  command: Command;
}

/** More than this in one incident means that something calls itself for ever. */
const JOBS_MAX = 20_000;

/** From a declaration until then, in silence but for `acts`, which are in the order of their times. */
export function play({ after, jobs }: Decision, rules: Rules, until: Instant, acts: readonly Act[] = []): Play {
  const queue = createQueue();
  const played: Played[] = [];
  let incident = after;
  let now = incident.declaredAt;
  const take = (command: Command, actor: Actor, done?: string): readonly DomainEvent[] => {
    const decision = decide(incident, command, actor, { ...rules, now, done });
    if (!decision.ok) return [];
    incident = decision.value.after;
    queue.change(decision.value.jobs, now);
    return decision.value.events;
  };
  const playUntil = (end: Instant) => {
    for (let next = queue.next(end); next; next = queue.next(end)) {
      assert(played.length < JOBS_MAX, `a silent incident ends: ${next.key} came ${JOBS_MAX} jobs after it began`);
      now = Math.max(now, next.at);
      const one = carriedOut(next, incident, { ...rules, now });
      if (one.type === "not-yet") {
        queue.putOff(next.key, Math.max(one.at, now + SECOND_MS));
        continue;
      }
      queue.end(next.key);
      if (one.type === "superseded") continue;
      const before = incident;
      const events = one.command === null ? [] : take(one.command, WARROOM, next.key);
      const { key, job } = next;
      played.push({ at: now, key, job, variant: one.variant, to: one.to, events, incident: before });
    }
    now = end;
  };
  queue.change(jobs, now);
  for (const act of acts) {
    playUntil(act.at);
    take(act.command, act.actor);
  }
  playUntil(until);
  return { incident, played, waiting: queue.waiting() };
}

type Done =
  | { type: "done"; to: readonly string[]; variant: string | null; command: Command | null }
  | { type: "not-yet"; at: Instant }
  | { type: "superseded" };

function carriedOut({ job }: ToCome, incident: Incident, context: Context): Done {
  const sent = sentBy(job, incident, context);
  if (!isTimer(job)) return { type: "done", variant: null, ...successOf(job, incident, context, sent) };
  const turn = turnOf(incident, job, context);
  if (turn.type !== "due") return turn;
  const { to, variant = null, record } = turn;
  return { type: "done", to, variant, command: record({ ...sent, variant: turn.variant }) };
}

/** The message that it posts, in a made-up channel where the room is to come. */
function sentBy(job: Job, incident: Incident, { now, runbook }: Context): Sent {
  const announced = `#${runbook.announceChannel}`;
  const room = voiceOf(incident, runbook.announceChannel) ?? `C${incident.number}`;
  const ts = (now / SECOND_MS).toFixed(6);
  return { channel: job.kind === "post-announcement" ? announced : room, ts, text: "" };
}

interface Queued extends ToCome {
  priority: number;
  pending: boolean;
}

/** The jobs table as the store keeps it: one job a key, and what a second wish for it does. */
function createQueue() {
  const jobs = new Map<string, Queued>();
  const pending = () => [...jobs.values()].filter((one) => one.pending);
  const apply = (change: JobChange, now: Instant) => {
    const before = jobs.get(change.key);
    // Nothing fails here, so nothing is given up that could be tried again.
    if (change.do === "retry") return;
    if (change.do === "cancel") {
      if (before) before.pending = false;
      return;
    }
    const { key, job, priority, dueAt, again } = change;
    if (before && (again === "once" || (again === "revive" && before.pending))) return;
    const at = again === "coalesce" && before?.pending ? Math.min(before.at, dueAt) : dueAt;
    jobs.delete(key);
    jobs.set(key, { key, job, priority, at: Math.max(at, now), pending: true });
  };
  return {
    change: (changes: readonly JobChange[], now: Instant) => {
      for (const change of changes) apply(change, now);
    },
    /** The first that is due until then; of those due at once, the most urgent. */
    next: (until: Instant): Queued | undefined =>
      pending()
        .filter(({ at }) => at <= until)
        .toSorted((a, b) => a.at - b.at || a.priority - b.priority)[0],
    putOff: (key: string, at: Instant) => {
      jobs.get(key)!.at = at;
    },
    end: (key: string) => {
      jobs.get(key)!.pending = false;
    },
    waiting: (): ToCome[] =>
      pending()
        .toSorted((a, b) => a.at - b.at)
        .map(({ key, job, at }) => ({ key, job, at })),
  };
}

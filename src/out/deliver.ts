// One claimed job: is it still wanted, what does the world say, and the commit in which it ends.
import { type Actor, WARROOM } from "../domain/actor.ts";
import { type OutcomeCommand, SAID_ALOUD } from "../domain/command.ts";
import type { Context } from "../domain/context.ts";
import { effectOf } from "../domain/effect.ts";
import { waitNoticeJobs } from "../domain/enqueue.ts";
import { isPlanned } from "../domain/follow.ts";
import type { Incident } from "../domain/incident.ts";
import { PRIORITY } from "../domain/job.ts";
import type { Problem } from "../domain/problem.ts";
import { nextReminderOf } from "../domain/readiness/due.ts";
import type { People, Runbook } from "../domain/runbook.ts";
import type { ClockDep } from "../lib/clock.ts";
import type { Result } from "../lib/pure/result.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { LogDep } from "../lib/log.ts";
import { MINUTE_MS, SECOND_MS } from "../lib/pure/duration.ts";
import type { RandomDep } from "../lib/random.ts";
import type { Head } from "../store/events.ts";
import { applyJobChange, type Claim, type Ending, expectEnd, putOff, releaseLane } from "../store/jobs.ts";
import { isToldOf } from "../store/read/events.ts";
import { loadIncident } from "../store/read/incidents.ts";
import { loadReadiness } from "../store/read/readiness.ts";
import { type StoreDep, StoreError, type Write } from "../store/store.ts";
import type { Outcome, ReadinessRecorded } from "./outcome.ts";
import type { RetryStore } from "./worker.ts";

/** What an effect is handed: its claim, and the incident as it is now. */
export interface Delivery {
  claim: Claim;
  incident: Incident;
  /** Its chain as it stood then. */
  head: Head;
  runbook: Runbook;
}

/** What the domain is asked with at the moment of carrying it out. */
export const contextOf = (
  { clock, runbooks }: ClockDep & { runbooks: { readonly people: People } },
  { runbook }: Delivery,
): Context => ({ now: clock.now(), runbook, people: runbooks.people });

export interface JobRunner {
  ofIncident(delivery: Delivery): Promise<Outcome>;
  ofWorkspace(claim: Claim): Promise<Outcome>;
}

/** Handed in, since out/ may not import commands/: of the dispatch that people's commands go through, what a job needs. */
type DispatchOutcome = (order: {
  team: string;
  actor: Actor;
  cause: string;
  incident: string;
  command: OutcomeCommand;
  settles?: { claim: Claim; status: Ending; outcome: string | null; laneFreeAt: number };
}) => Promise<Result<unknown, Problem>>;

/** The same, into the record of what is practised between incidents. */
type DispatchReadinessOutcome = (
  order: ReadinessRecorded & Omit<Parameters<DispatchOutcome>[0], "incident" | "command">,
) => Promise<Result<unknown, Problem>>;

type DeliverDeps = StoreDep &
  ClockDep &
  LogDep &
  RandomDep & {
    runbooks: { byHash(hash: string): Promise<Runbook>; people: People };
    dispatch: DispatchOutcome;
    dispatchReadiness: DispatchReadinessOutcome;
  };

/** A job that breaks the program, while it is carried out or when its outcome is stored, is shown to a person instead of being tried for ever. */
const BROKEN_ATTEMPTS_MAX = 5;
const BACKOFF_MAX_MS = 30 * SECOND_MS;
/** A wait of Slack's up to this passes without a word. */
const WAIT_TOLD_MS = MINUTE_MS;

export function createDeliver(deps: DeliverDeps, runner: JobRunner): (claim: Claim) => Promise<RetryStore> {
  return async (claim) => {
    const outcome = await attempt(deps, runner, claim);
    return endBy(deps, claim, [
      () => settleOutcome(deps, claim, outcome),
      (why) => settleOutcome(deps, claim, { type: "give-up", why }),
      (why) => dispatchEnd(deps, claim, "parked", why, 0),
    ]);
  };
}

/** Ends the attempt the first of these ways; the next one is for where that breaks the program, whose words it is given. */
async function endBy(
  deps: DeliverDeps,
  claim: Claim,
  ways: readonly ((why: string) => Promise<void>)[],
  why = "",
): Promise<RetryStore> {
  const [end, ...others] = ways;
  try {
    await end?.(why);
  } catch (error) {
    deps.log.error({ err: error, job: claim.id }, "a job's outcome could not be stored");
    if (error instanceof StoreError) return () => endBy(deps, claim, ways, why);
    if (claim.attempt >= BROKEN_ATTEMPTS_MAX) return endBy(deps, claim, others, wordsOf(error));
    // The lease ends by itself: the job is tried again, and this attempt's outcome counts for nothing.
  }
  return undefined;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function attempt(deps: DeliverDeps, runner: JobRunner, claim: Claim): Promise<Outcome> {
  try {
    if (claim.incident === null) return await runner.ofWorkspace(claim);
    const stored = await loadIncident(deps.store, claim.incident);
    if (!stored) return { type: "superseded", why: "the incident is gone" };
    const { incident, head } = stored;
    const runbook = await deps.runbooks.byHash(incident.runbook);
    return await runner.ofIncident({ claim, incident, head, runbook });
  } catch (error) {
    const why = wordsOf(error);
    if (error instanceof StoreError) {
      deps.log.error({ err: error, job: claim.id }, "a job waits for the database");
      return { type: "retry", why };
    }
    deps.log.error({ err: error, job: claim.id, attempt: claim.attempt }, "a job failed in a way nobody foresaw");
    return claim.attempt < BROKEN_ATTEMPTS_MAX ? { type: "retry", why } : { type: "give-up", why };
  }
}

async function settleOutcome(deps: DeliverDeps, claim: Claim, outcome: Outcome): Promise<void> {
  const { clock, log } = deps;
  const now = clock.now();
  switch (outcome.type) {
    case "done": {
      const laneFreeAt = outcome.pause_ms ? now + outcome.pause_ms : 0;
      if (outcome.readiness) return dispatchReadinessEnd(deps, claim, laneFreeAt, outcome.readiness);
      return dispatchEnd(deps, claim, "done", null, laneFreeAt, outcome.command);
    }
    case "superseded":
      if (await isStillPlanned(deps, claim)) {
        log.warn({ job: claim.id, why: outcome.why }, "a timer that its incident still needs is kept");
        // What is said there meanwhile need not wait for it.
        return settleOutcome(deps, claim, { type: "retry", why: outcome.why, aside: true });
      }
      log.debug({ job: claim.id, why: outcome.why }, "a job is no longer wanted");
      return dispatchEnd(deps, claim, "superseded", outcome.why, 0);
    case "retry": {
      const dueAt = now + (outcome.after_ms ?? backoff_ms(deps, claim.attempt));
      log.info({ job: claim.id, attempt: claim.attempt, why: outcome.why, again_ms: dueAt - now }, "a job is put off");
      return commitEnd(
        deps,
        claim,
        putOff(deps.store, claim, {
          dueAt,
          why: outcome.why,
          job: outcome.left ?? claim.job,
          toSearch: outcome.toSearch === "as-before" ? claim.toSearch : (outcome.toSearch ?? "all"),
        }),
        outcome.aside ? 0 : dueAt,
        outcome.limited ? await waitNotice(deps, claim, dueAt) : [],
      );
    }
    case "give-up": {
      const { why, passed } = outcome;
      log.warn({ job: claim.id, kind: claim.job.kind, why }, "a job is given up");
      // A failed notice has nobody left to be told to; the log has it.
      const command: OutcomeCommand | undefined =
        claim.incident === null || claim.job.kind === "notice"
          ? undefined
          : { type: "RecordFailure", effect: effectOf(claim.job), why, ...(passed ? { passed } : { job: claim.id }) };
      // What its incident goes on without is not tried again.
      return dispatchEnd(deps, claim, passed ? "superseded" : "parked", why, 0, command);
    }
  }
}

async function dispatchEnd(
  deps: DeliverDeps,
  claim: Claim,
  status: "done" | "superseded" | "parked",
  outcome: string | null,
  laneFreeAt: number,
  command?: OutcomeCommand,
): Promise<void> {
  if (!command || claim.incident === null) {
    return commitEnd(deps, claim, expectEnd(deps.store, claim, { status, outcome }, deps.clock.now()), laneFreeAt);
  }
  const stored = await loadIncident(deps.store, claim.incident);
  const order = {
    team: stored!.incident.team,
    actor: WARROOM,
    cause: `job:${claim.id}`,
    incident: claim.incident,
    command,
  };
  const settled = await deps.dispatch({ ...order, settles: { claim, status, outcome, laneFreeAt } });
  if (settled.ok) return;
  const problem = settled.error.type;
  deps.log.debug({ job: claim.id, problem }, "what a job brought is no longer wanted");
  // Either the job was replaced while it ran, or what it brought no longer fits. What was said aloud is still told, once:
  // of a commit whose answer was lost it may be told already.
  if (SAID_ALOUD[command.type] && "ts" in command) {
    const isTold = await isToldOf(deps.store, claim.incident, order.cause, command.ts);
    if (isTold) deps.log.info({ job: claim.id }, "what a job said is in the record already");
    else warnWhereRefused(deps, claim, await deps.dispatch(order));
  }
  await commitEnd(
    deps,
    claim,
    expectEnd(deps.store, claim, { status: "superseded", outcome: outcome ?? problem }, deps.clock.now()),
    laneFreeAt,
  );
}

function warnWhereRefused({ log }: DeliverDeps, claim: Claim, told: Result<unknown, Problem>): void {
  if (!told.ok) log.warn({ job: claim.id, problem: told.error.type }, "what a job said is not in the record");
}

/** As `dispatchEnd`, of what is practised between incidents. */
async function dispatchReadinessEnd(
  deps: DeliverDeps,
  claim: Claim,
  laneFreeAt: number,
  { team, command }: ReadinessRecorded,
): Promise<void> {
  const order = { team, actor: WARROOM, cause: `job:${claim.id}`, command };
  const settles = { claim, status: "done" as const, outcome: null, laneFreeAt };
  const settled = await deps.dispatchReadiness({ ...order, settles });
  if (settled.ok) return;
  // A message that stands is told, whoever carries the job out by now; told twice it is one.
  if (command.type === "RecordReminderPosted") warnWhereRefused(deps, claim, await deps.dispatchReadiness(order));
  return settleOutcome(deps, claim, { type: "superseded", why: settled.error.type });
}

/** A timer ends by a change of its open incident, or of its workspace; one that changes nothing must not take it away. */
async function isStillPlanned({ store, clock, runbooks }: DeliverDeps, claim: Claim): Promise<boolean> {
  const { id, incident, job } = claim;
  if (job.kind === "note-exercises") {
    const { readiness } = await loadReadiness(store, job.team);
    return readiness !== null && nextReminderOf(readiness) !== null;
  }
  const stored = incident === null ? null : await loadIncident(store, incident);
  if (stored?.incident.stage !== "open") return false;
  const runbook = await runbooks.byHash(stored.incident.runbook);
  return isPlanned(id, stored.incident, { now: clock.now(), runbook, people: runbooks.people });
}

/** Ends the attempt if it is still the current one, and lets go of its lane in any case. */
async function commitEnd(
  { store }: DeliverDeps,
  claim: Claim,
  expectation: ReturnType<typeof expectEnd>,
  laneFreeAt: number,
  more: readonly Write[] = [],
): Promise<void> {
  const release: Write = releaseLane(store, claim, laneFreeAt);
  const outcome = await store.commit({ expect: [expectation], writes: [release, ...more] });
  if (!outcome.ok) await store.commit({ writes: [release] });
}

/** Somebody hears of it, once, where Slack keeps what is important waiting for long. */
async function waitNotice(deps: DeliverDeps, claim: Claim, until: Instant): Promise<Write[]> {
  const now = deps.clock.now();
  if (claim.incident === null || claim.priority > PRIORITY.nudge || until - now <= WAIT_TOLD_MS) return [];
  const stored = await loadIncident(deps.store, claim.incident);
  if (!stored) return [];
  const runbook = await deps.runbooks.byHash(stored.incident.runbook);
  const effect = effectOf(claim.job);
  deps.log.warn({ job: claim.id, until }, "Slack keeps an important job waiting: somebody is told");
  return waitNoticeJobs(stored.incident, claim.id, { type: "effect-waits", effect, until }, { now, runbook }).map(
    (change) => applyJobChange(deps.store, claim.incident, change, now),
  );
}

/** 1 s, 2 s, 4 s … up to 30 s, spread by a fifth so that many do not come back at once. */
function backoff_ms({ random }: RandomDep, attempt: number): number {
  const base = Math.min(BACKOFF_MAX_MS, SECOND_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.round(base * (0.9 + random.next() / 5));
}

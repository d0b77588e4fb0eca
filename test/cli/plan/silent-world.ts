// Incidents that run for real in virtual time, and in which nobody does anything: orders, store, jobs, worker and effects
// are the program's own, and Slack says yes to everything.
import { onTestFinished } from "vitest";
import { en } from "../../../src/blocks/words/en.ts";
import { createDispatch, type Dispatch } from "../../../src/commands/dispatch.ts";
import { createReadinessDispatch } from "../../../src/commands/readiness.ts";
import { createRunbookLibrary } from "../../../src/commands/runbook-library.ts";
import type { OutcomeCommand } from "../../../src/domain/command.ts";
import type { Job } from "../../../src/domain/job.ts";
import { DECLARER } from "../../../src/domain/plan/plan.ts";
import type { People, Runbook } from "../../../src/domain/runbook.ts";
import { createActivity } from "../../../src/lib/activity.ts";
import { createFrozenClock, createMovableClock, systemClock } from "../../../src/lib/clock.ts";
import type { Instant } from "../../../src/lib/pure/time.ts";
import { createSeededRandom } from "../../../src/lib/random.ts";
import type { SlackCall } from "../../../src/lib/slack-call.ts";
import { mentionsIn } from "../../../src/lib/pure/text.ts";
import { createTroubles } from "../../../src/lib/troubles.ts";
import { createDeliver, type JobRunner } from "../../../src/out/deliver.ts";
import { type Checker, NO_OUTLETS } from "../../../src/out/outlets.ts";
import { createJobRunner } from "../../../src/out/job-runner.ts";
import { createWorker } from "../../../src/out/worker.ts";
import { nextChange } from "../../../src/store/read/jobs.ts";
import { quiet } from "../../support/quiet.ts";
import { freshStore } from "../../support/stores.ts";

/** One job that was carried out. */
export interface Done {
  at: Instant;
  incident: string;
  /** Without the incident. */
  key: string;
  job: Job;
  /** Whom the calls to Slack named, wrote to or invited. */
  whom: string[];
  recorded: OutcomeCommand["type"] | null;
}

export interface SilentWorld {
  dispatch: Dispatch;
  done: readonly Done[];
  now(): Instant;
  /** From one thing that is due to the next: nothing happens in between. */
  advance(span_ms: number): Promise<void>;
}

interface Stamped {
  runbook: Runbook;
  hash: string;
  text: string;
}

export async function createSilentWorld(stamped: Stamped, people: People, startAt: Instant): Promise<SilentWorld> {
  const under = { at: startAt };
  const clock = createMovableClock({ ...createFrozenClock(startAt), now: () => under.at });
  const store = await freshStore("sqlite", clock);
  const activity = createActivity();
  const random = createSeededRandom(7);
  const base = { store, clock, random, log: quiet, activity, troubles: createTroubles(clock, quiet), words: en };
  const runbooks = await createRunbookLibrary(base, stamped, people);
  const dispatch = createDispatch({ ...base, runbooks });
  const done: Done[] = [];
  const named: { whom: string[] } = { whom: [] };
  const slack = createYes(clock.now, (args) => named.whom.push(...namedIn(args)));
  const runner = createJobRunner({
    ...base,
    runbooks,
    slack: { send: slack, read: slack, upload: async () => ({ ok: true, data: { id: "F1", permalink: null } }) },
    outlets: {
      ...NO_OUTLETS,
      checker: NOBODY_KNOWS,
      pager: { page: async ({ key }) => void named.whom.push(...(people[key] ?? [])) },
    },
    planCatchUps: async () => {},
    recordRoom: async () => 0,
    noteShown: async () => {},
    takeMarks: async () => {},
    learnPeople: async () => true,
  });
  // One job at a time: then whom Slack was told belongs to the job that is being carried out.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine;
    return mine;
  };
  const watched: JobRunner = {
    ofWorkspace: (claim) => inTurn(() => runner.ofWorkspace(claim)),
    ofIncident: (delivery) =>
      inTurn(async () => {
        named.whom = [];
        const at = clock.now();
        const outcome = await runner.ofIncident(delivery);
        if (outcome.type !== "done") return outcome;
        const { claim, incident } = delivery;
        const key = claim.id.replace(`:${incident.id}`, "");
        const recorded = outcome.command?.type ?? null;
        done.push({ at, incident: incident.id, key, job: claim.job, whom: [...new Set(named.whom)], recorded });
        return outcome;
      }),
  };
  const dispatchReadiness = createReadinessDispatch({ ...base, runbooks });
  const deliver = createDeliver({ ...base, runbooks, dispatch, dispatchReadiness }, watched);
  const worker = createWorker({ ...base, planCatchUps: async () => {} }, deliver);
  worker.start();
  onTestFinished(() => worker.stop());
  const settle = async () => {
    for (let idle = 0; idle < 3; ) {
      idle = activity.isIdle() ? idle + 1 : 0;
      await new Promise<void>((resolve) => systemClock.soon(resolve));
    }
  };
  await settle();
  const leapTo = async (at: Instant) => {
    under.at = at;
    await clock.advance(0, settle);
  };
  return {
    dispatch,
    done,
    now: clock.now,
    async advance(span_ms) {
      const target = clock.now() + span_ms;
      await settle();
      for (let next = await nextChange(store, clock.now()); next !== null && next <= target; ) {
        await leapTo(next);
        next = await nextChange(store, clock.now());
      }
      await leapTo(target);
    },
  };
}

const NOBODY_KNOWS: Checker = {
  async check() {
    throw new Error("nobody knows");
  },
};

/** A Slack that takes everything. */
function createYes(now: () => Instant, told: (args: Record<string, unknown>) => void): SlackCall {
  let channels = 0;
  let messages = 0;
  return async (method, args) => {
    const ok = (data: Record<string, unknown> = {}) => ({ ok: true as const, data: { ok: true, ...data } });
    switch (method) {
      case "conversations.create":
        channels += 1;
        return ok({ channel: { id: `C${channels}`, name: args.name } });
      case "conversations.open":
        return ok({ channel: { id: `D${String(args.users)}` } });
      case "conversations.members":
        return ok({ members: [DECLARER.user] });
      case "conversations.history":
      case "conversations.replies":
        return ok({ messages: [], has_more: false });
      case "conversations.info":
        return ok({ channel: { id: args.channel, is_member: true, topic: { value: "" } } });
      case "chat.postMessage":
      case "chat.postEphemeral":
        messages += 1;
        told(args);
        return ok({
          channel: args.channel,
          ts: `${(now() / 1_000).toFixed(3)}${String(messages % 1_000).padStart(3, "0")}`,
        });
      case "conversations.invite":
        told(args);
        return ok();
      default:
        return ok({ permalink: "https://slack.example/p1" });
    }
  };
}

function namedIn({ channel, user, users, text }: Record<string, unknown>): string[] {
  const direct = /^D(U.+)$/.exec(String(channel))?.[1];
  return [
    ...(direct === undefined ? [] : [direct]),
    ...(typeof user === "string" ? [user] : []),
    ...(typeof users === "string" ? users.split(",") : []),
    ...(typeof text === "string" ? mentionsIn(text) : []),
  ];
}

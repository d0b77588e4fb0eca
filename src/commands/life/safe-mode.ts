// Safe mode: while Slack knows of more than the database, nothing is sent anywhere and nothing is ordered, so that an
// older backup repeats no message, page or reminder. What people say is still recorded. An operator ends it.
import { WARROOM } from "../../domain/actor.ts";
import { GAP_WHY } from "../../domain/record/gap.ts";
import type { Problem } from "../../domain/problem.ts";
import type { ActivityDep } from "../../lib/activity.ts";
import type { ClockDep, Timer } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { LogDep } from "../../lib/log.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { RandomDep } from "../../lib/random.ts";
import { err, type Result } from "../../lib/pure/result.ts";
import type { SlackCall, SlackReply } from "../../lib/slack-call.ts";
import type { TroublesDep } from "../../lib/troubles.ts";
import { noteGap } from "../../store/gaps.ts";
import { countPendingAsTried, insertLoss, type LossSearch, markNoted } from "../../store/losses.ts";
import { lossesToNote, openLosses } from "../../store/read/losses.ts";
import type { StoreDep } from "../../store/store.ts";
import type { LossRow } from "../../store/tables.ts";
import type { Dispatch } from "../dispatch.ts";
import { noteLostIncidents } from "./lost-incidents.ts";

type Deps = StoreDep &
  ClockDep &
  RandomDep &
  LogDep &
  ActivityDep &
  TroublesDep & {
    dispatch: Dispatch;
    findLosses: () => Promise<LossSearch>;
    /** Begins and ends what Warroom sends. */
    sending: { start(): void; stop(): unknown };
  };

/** The ways in which something of ours gets into Slack. */
interface SendPort {
  send: SlackCall;
  upload(file: never): Promise<SlackReply>;
}

export interface SafeMode {
  /** Looks for losses, and only then lets anything be sent; where Slack does not answer, it goes on asking. */
  begin(): void;
  stop(): void;
  /** People's orders are refused in safe mode. */
  guardOrders<Given, Done>(dispatch: (order: Given) => Promise<Result<Done, Problem>>): typeof dispatch;
  /** Nothing reaches Slack before losses were looked for. */
  guarded<Port extends SendPort>(port: Port): Port;
}

/** How soon Slack is asked again, and the operator's decision looked for. */
const AGAIN_MS = 5 * SECOND_MS;
const LOOK_MS = 5 * SECOND_MS;
/** Slack answers and yet does not let itself be read: then it is better to work than to wait for it. */
const UNREAD_MAX = 6;
/** Replicas hear of each other's findings so. */
const REPLICAS_MS = 30 * SECOND_MS;

export function createSafeMode(deps: Deps): SafeMode {
  const { store, clock, log, troubles, findLosses, sending } = deps;
  const { now, later, isStopped, stop } = createPersistence(deps);
  let since: Instant | null = null;
  let mayCall = false;
  let unread = 0;

  const begin = async () => {
    await noteAccepted(deps);
    const open = await openLosses(store);
    if (open.length > 0) enter(open);
    else await look();
  };
  const look = async () => {
    const found = await findLosses();
    if (isStopped()) return;
    if (found.type === "ahead") {
      await store.commit({ writes: found.losses.map((loss) => insertLoss(store, loss, clock.now())), wakes: false });
      return enter(await openLosses(store));
    }
    if (found.type === "agrees") {
      mayCall = true;
      troubles.set("not-compared", null);
      sending.start();
      if (store.engine === "postgres") later(REPLICAS_MS, lookAtOthers);
      return;
    }
    unread += found.reached ? 1 : 0;
    if (unread >= UNREAD_MAX) mayCall = true;
    troubles.set("not-compared", NOT_COMPARED);
    // What goes elsewhere does not wait for Slack.
    sending.start();
    later(AGAIN_MS, look);
  };
  const lookAtOthers = async () => {
    const open = await openLosses(store);
    if (open.length > 0) enter(open);
    else later(REPLICAS_MS, lookAtOthers);
  };
  const enter = (losses: readonly LossRow[]) => {
    since = Math.min(...losses.map(({ found_at }) => found_at));
    mayCall = false;
    void sending.stop();
    troubles.set("not-compared", null);
    troubles.set("safe-mode", {
      what: `its database is older than what it has said in Slack: ${missingIn(losses)}`,
      nextStep: "`warroom reconcile` shows what is missing; put the right database back, or accept it there",
      serious: true,
    });
    later(LOOK_MS, lookForDecision);
  };
  const lookForDecision = async () => {
    if ((await openLosses(store)).length > 0) return later(LOOK_MS, lookForDecision);
    await noteAccepted(deps);
    since = null;
    troubles.set("safe-mode", null);
    log.info("safe mode was ended by an operator");
    await look();
  };

  return {
    begin: () => now(begin),
    stop,
    guardOrders: (dispatch) => async (order) => (since === null ? dispatch(order) : err({ type: "safe-mode", since })),
    guarded: (port) => ({
      ...port,
      send: async (method, args) => (mayCall ? port.send(method, args) : NOT_YET),
      upload: async (file) => (mayCall ? port.upload(file) : NOT_YET),
    }),
  };
}

/** Work that is done now or later, and where it fails again and again. */
function createPersistence({ clock, log, activity }: Deps) {
  let stopped = false;
  let timer: Timer | undefined;
  const later = (delay_ms: number, work: () => Promise<void>) => {
    if (!stopped) timer = clock.after(delay_ms, () => now(work));
  };
  const now = (work: () => Promise<void>) => void activity.track(orLater(work));
  const orLater = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error }, "losses could not be looked for; that is tried again");
      later(AGAIN_MS, work);
    }
  };
  return {
    now,
    later,
    isStopped: () => stopped,
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}

function missingIn(losses: readonly LossRow[]): string {
  const gone = losses.filter(({ stored_seq }) => stored_seq === 0).length;
  const cut = losses.length - gone;
  const lack = cut === 1 ? "1 incident lacks what happened last" : `${cut} incidents lack what happened last`;
  const missing = gone === 1 ? "1 incident is missing" : `${gone} incidents are missing`;
  return [...(cut > 0 ? [lack] : []), ...(gone > 0 ? [missing] : [])].join(", ");
}

const NOT_YET = { ok: false, kind: "unreachable", why: "the database is not yet compared with Slack" } as const;

const NOT_COMPARED = {
  what: "its database could not be compared with what it has said in Slack",
  nextStep: "nothing; it is tried again until Slack answers",
  serious: false,
};

/** Writes down what an operator has accepted. A crash in between leaves it to the next start. */
export async function noteAccepted(
  deps: StoreDep & ClockDep & RandomDep & LogDep & { dispatch: Dispatch },
): Promise<void> {
  const losses = await lossesToNote(deps.store);
  if (losses.length === 0) return;
  // Before the losses are noted down: what follows from that was not said before.
  await deps.store.commit({ writes: [countPendingAsTried(deps.store)], wakes: false });
  const gone = losses.filter(({ stored_seq }) => stored_seq === 0);
  for (const [team, rows] of Map.groupBy(gone, (row) => row.team)) {
    if (!(await noteLostIncidents(deps, team, rows))) return noteAccepted(deps);
  }
  for (const row of losses) if (row.stored_seq > 0) await noteLostActions(deps, row);
}

async function noteLostActions(
  { store, clock, dispatch, log }: Parameters<typeof noteAccepted>[0],
  row: LossRow,
): Promise<void> {
  const { team, incident, channel, era, stored_seq, seen_seq, stored_at: from, seen_at: to, found_at } = row;
  const count = Math.max(1, seen_seq - stored_seq);
  const command = { type: "RecordLoss" as const, era, count, from, to };
  await dispatch({ team, actor: WARROOM, cause: `loss:${found_at}`, incident, command });
  const gap = { team, channel, from_at: from, to_at: found_at, why: GAP_WHY.lost };
  await store.commit({ writes: [markNoted(store, row, clock.now()), noteGap(store, gap)] });
  log.warn({ incident, stored_seq, seen_seq }, "what an incident's record lost was accepted and noted down");
}

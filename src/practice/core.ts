// The practice workspace without any transport: a deterministic state machine that a test, a simulation or a server drives.
import { createActivity, type Activity } from "../lib/activity.ts";
import type { Clock } from "../lib/clock.ts";
import type { Random } from "../lib/random.ts";
import { isOutageAct } from "./act-of.ts";
import { act } from "./acts.ts";
import { type Admin, createAdmin } from "./admin.ts";
import type { ApiAnswer, Body } from "./answers.ts";
import { createDeliveries, type Deliveries, type Transport } from "./deliveries.ts";
import { dump } from "./dump.ts";
import type { Faults } from "./faults.ts";
import { createOutage, type Outage } from "./outage/outage.ts";
import type { PageAct, PageAnswer, PageState } from "./page-api.ts";
import { pageState } from "./page-state.ts";
import { createRateLimits, noRateLimits } from "./rate-limits.ts";
import type { WorkspaceSeed } from "./seed.ts";
import { seedState } from "./seed-state.ts";
import type { Json, State, Workspace } from "./state.ts";
import { respond } from "./interactions/triggers.ts";
import { callMethod } from "./web-api.ts";

export interface PracticeOptions {
  clock: Clock;
  random: Random;
  seed: WorkspaceSeed;
  faults?: Faults;
  /** False switches Slack's rate limits off. */
  limits?: boolean;
  /** True gives history and replies the limits of unlisted commercial apps: 15 messages, once a minute. */
  cappedHistory?: boolean;
  /** Whether somebody moves time as the scripted outage wants it. */
  canPace?: boolean;
}

export interface PracticeCore {
  /** Calls a Web API method. Answers at once; who acts a `hang` or `reset` out is the caller's business. */
  call(token: string, method: string, args?: Json): ApiAnswer;
  /** Does what a person does on the page. */
  act(what: PageAct): PageAnswer;
  /** A POST to a response URL (or the last part of one). */
  respond(responseUrl: string, body: Json): Body;
  /** Takes the bytes of a reserved upload; false when nothing was reserved under that id. */
  upload(fileId: string, bytes: Uint8Array): boolean;
  /** Tells every onChange listener, though nothing changed but the time. */
  touch(): void;
  /** Gives the app one more connection; the answer takes it away again. */
  connectApp(transport: Transport): () => void;
  /** What one member sees; undefined when there is no such member. */
  view(user: string, canMoveTime?: boolean): PageState | undefined;
  setFaults(faults: Faults): void;
  /** Where response URLs, uploads and permalinks point. */
  setBaseUrl(url: string): void;
  /** Called after every change, within the turn; the answer stops it. */
  onChange(run: () => void): () => void;
  /** The whole truth as JSON: the same seed and acts give the same text. */
  dump(): string;
  /** The scripted outage, for whoever moves time. */
  readonly outage: Pick<Outage, "pace" | "heard" | "landed">;
  /** What only an administrator or Slack itself can do. */
  readonly admin: Admin;
  /** The whole truth to read. Never write to it. */
  readonly state: Readonly<State>;
  readonly deliveries: Pick<Deliveries, "lost" | "counts" | "isConnected">;
  /** Deliveries that are due or under way; a server adds the requests it is answering. */
  readonly activity: Activity;
  isIdle(): boolean;
}

export function createPracticeWorkspace(options: PracticeOptions): PracticeCore {
  const { clock, random, seed, limits = true, cappedHistory = false } = options;
  const listeners = new Set<() => void>();
  const activity = createActivity();
  const state = seedState(seed, clock.now());
  const changed = () => {
    state.revision += 1;
    for (const run of listeners) run();
  };
  const onEvent = (envelope: Parameters<NonNullable<Faults["onEvent"]>>[0]) =>
    ws.faults.onEvent?.(envelope) ?? "deliver";
  const ws: Workspace = {
    state,
    clock,
    random,
    activity,
    changed,
    deliveries: createDeliveries({ clock, random, activity, changed, onEvent }),
    limits: limits ? createRateLimits(cappedHistory) : noRateLimits,
    cappedHistory,
    faults: options.faults ?? {},
    baseUrl: "http://practice.invalid",
  };
  const outage = createOutage({ ws, act: (what) => act(ws, what), canPace: options.canPace ?? false });
  return {
    call: (token, method, args = {}) => callMethod(ws, token, method, args),
    act(what) {
      if (isOutageAct(what)) return outage.act(what);
      outage.saw(what);
      return act(ws, what);
    },
    outage,
    respond: (url, body) => respond(ws, url, body),
    upload(fileId, bytes) {
      const file = state.files.get(fileId);
      if (!file || file.complete) return false;
      file.bytes = bytes;
      return true;
    },
    touch: changed,
    connectApp: (transport) => ws.deliveries.connect(transport),
    view(user, canMoveTime = false) {
      const seen = pageState(ws, user, canMoveTime);
      return seen && { ...seen, outage: outage.shown() };
    },
    setFaults(faults) {
      ws.faults = faults;
    },
    setBaseUrl(url) {
      ws.baseUrl = url;
    },
    onChange(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
    dump: () => dump(state),
    admin: createAdmin(ws),
    state,
    deliveries: ws.deliveries,
    activity,
    isIdle: () => activity.isIdle(),
  };
}

// What passes between the program and Slack: how long it takes, what Slack makes of a call, and what a run writes down of it.
import type { Instant } from "../../src/lib/pure/time.ts";
import { SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { ApiAnswer } from "../../src/practice/answers.ts";
import type { CallMade } from "./memory.ts";
import { inspectCall } from "./outgoing.ts";
import type { CallFault } from "./profile.ts";
import type { World } from "./world.ts";

type Args = Record<string, unknown>;

/** As src/in/slack/receive/socket-connection.ts waits at most between two tries. */
export const RECONNECT_MAX_MS = 15_000;

export interface Traffic {
  drawLatency(of: "call" | "delivery"): { there_ms: number; back_ms: number };
  /** How long the sockets take to be connected again. */
  drawReconnect_ms(): number;
  noteCall(method: string, args: Args): CallMade;
  callSlack(method: string, args: Args, fault: CallFault | null): ApiAnswer;
  /** Until when Slack has asked not to be asked for a history. */
  historyHeldUntil(): Instant;
}

export function createTraffic(world: World): Traffic {
  const { kernel, core, faults, options, note, now } = world;
  const { rates, pageMax } = options.profile;
  const latency = kernel.random("latency");
  let historyHeldUntil = 0;
  return {
    drawLatency(of) {
      const slow = faults.on() && latency.next() < (rates.slow ?? 0);
      if (slow) faults.count("slow");
      const crawls = of === "call" && faults.lasts("crawl");
      const [there_max, back_max] = crawls ? [6_000, 10_000] : slow ? [1_500, 4_000] : [200, 250];
      return {
        there_ms: 5 + Math.floor(latency.next() * there_max),
        back_ms: 5 + Math.floor(latency.next() * back_max),
      };
    },
    drawReconnect_ms: () => latency.next() * RECONNECT_MAX_MS,
    noteCall(method, args) {
      const made = { at: now(), method, job: jobOf(args), heardAt: null };
      world.calls.push(made);
      // It may fail on its way: a fault of its own, after which it is tried again.
      // Of a room out of reach Slack is asked how it stands.
      if (isHistory(method) || method === "conversations.info") world.heardAt.push(now());
      return made;
    },
    callSlack(method, args, fault) {
      inspectCall(world, method, args);
      const asked = isHistory(method) && pageMax !== undefined ? paged(args, pageMax) : args;
      const answer = faults.during(fault, () => core.call(core.state.app.tokens.bot, method, asked));
      if (method === "conversations.history" && answer.status === 429)
        historyHeldUntil = now() + (answer.retryAfter_s ?? 0) * SECOND_MS;
      note(`slack ${method}${aboutWhat(args)}: ${saidBy(answer)}${fault ? ` (${fault})` : ""}`);
      return answer;
    },
    historyHeldUntil: () => historyHeldUntil,
  };
}

const isHistory = (method: string): boolean => method === "conversations.history" || method === "conversations.replies";

const paged = (args: Args, max: number): Args => ({ ...args, limit: Math.min(Number(args.limit ?? max), max) });

const jobOf = ({ metadata }: Args): string | null =>
  (metadata as { event_payload?: { job?: string } } | undefined)?.event_payload?.job ?? null;

const SHOWN_CHARS_MAX = 60;

/** Where it goes, for which job, and how its text begins. */
function aboutWhat(args: Args): string {
  const job = jobOf(args);
  const place = [args.channel ?? args.channel_id, args.thread_ts].filter((one) => one !== undefined).join("/");
  const text = typeof args.text === "string" ? args.text.slice(0, SHOWN_CHARS_MAX) : "";
  return [place, job && `job ${job}`, text && JSON.stringify(text)].map((one) => (one ? ` ${one}` : "")).join("");
}

const saidBy = (answer: ApiAnswer): string =>
  answer.status === 200 ? (answer.body.ok ? "ok" : String(answer.body.error)) : String(answer.status);

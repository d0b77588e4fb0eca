// Slack over Socket Mode: several connections, of which Slack uses any one for each message, so that one may go at any time.
import type { App, Receiver } from "@slack/bolt";
import type { ActivityDep } from "../../../lib/activity.ts";
import type { ClockDep } from "../../../lib/clock.ts";
import type { Log, LogDep } from "../../../lib/log.ts";
import { assert } from "../../../lib/pure/assert.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import type { RandomDep } from "../../../lib/random.ts";
import { type IntakeDep, isObject, retryNumber, takeEvent } from "./intake.ts";
import { runInteraction } from "./interaction.ts";
import type { SocketEnvelope } from "./socket-connection.ts";
import type { SocketFailure } from "./socket-failure.ts";
import { Slot } from "./socket-slot.ts";

export interface SocketReceiverDeps extends ClockDep, RandomDep, LogDep, IntakeDep, ActivityDep {
  readonly appToken: string;
  /** Ends with a slash or not: https://slack.com/api/ */
  readonly slackApiUrl: string;
  /** Slack allows an app ten in all; two for each replica leaves room for the replacements of a refresh. */
  readonly connections: number;
  /** Called for every connection that comes up, first or again: what was missed in between has to be looked up. */
  onConnected(): void;
}

interface SocketReceiver extends Receiver {
  /**
   * Resolves when a connection is up, or when the first try failed because Slack could not be reached: the tries go on.
   * Rejects, and stops, when Slack refused the token.
   */
  start(): Promise<void>;
  /** Ends within 2 s whatever the sockets do; acknowledgements under way have 1 s of it. */
  stop(): Promise<void>;
  /** True while at least one connection is up. */
  healthy(): boolean;
}

/** The clock must be the machine's own even where another one is moved by hand: connections live in real time. */
export function createSocketReceiver(deps: SocketReceiverDeps): SocketReceiver {
  let app: App | undefined;
  let slots: Slot[] = [];
  const stop = async () => {
    await Promise.all(slots.map((slot) => slot.stop()));
  };
  return {
    init(given) {
      app = given;
    },
    async start() {
      assert(app, "a receiver starts after Bolt has initialised it");
      const firstTry = Promise.withResolvers<SocketFailure | undefined>();
      const report = createReport(deps.log);
      let isStarted = false;
      const slotDeps = {
        ...deps,
        onEnvelope: (envelope: SocketEnvelope) => takeEnvelope(envelope, app!, deps),
        onUp() {
          firstTry.resolve(undefined);
          report.up();
          deps.onConnected();
        },
        onFailure(failure: SocketFailure) {
          firstTry.resolve(failure);
          // A refusal of the first try is what the start rejects with.
          if (isStarted || failure.kind !== "refused") report.down(failure);
        },
      };
      slots = Array.from({ length: deps.connections }, () => new Slot(slotDeps));
      const failure = await firstTry.promise;
      isStarted = failure?.kind !== "refused";
      if (failure?.kind !== "refused") return;
      await stop();
      throw new Error(failure.sentence);
    },
    stop,
    healthy: () => slots.some((slot) => slot.isUp()),
  };
}

/** One line for each kind of trouble when it first comes, one when all is over; not one for every try of every connection. */
function createReport(log: Log) {
  const said = new Set<string>();
  return {
    up() {
      if (said.size > 0) log.info("Socket Mode is connected to Slack again");
      said.clear();
    },
    down(failure: SocketFailure) {
      const words = failureWords(failure);
      if (!said.has(words)) log.warn(words);
      said.add(words);
    },
  };
}

function failureWords(failure: SocketFailure): string {
  if (failure.kind === "refused") return failure.sentence;
  const lead = "a Socket Mode connection could not be opened and will be tried again";
  if (failure.kind === "rate-limited") return `${lead} when Slack allows it, in ${failure.retryAfter_ms / SECOND_MS} s`;
  return `${lead}, every 10 s at the latest: ${failure.why}`;
}

async function takeEnvelope(envelope: SocketEnvelope, app: App, deps: SocketReceiverDeps): Promise<void> {
  const { type, payload: body } = envelope;
  if (!isObject(body)) {
    deps.log.warn({ kind: type }, "a message from Slack without a payload was left unanswered");
    return;
  }
  if (type !== "events_api") {
    await runInteraction(app, { body, send: envelope.ack }, deps);
  } else if (await takeEvent(body, retryNumber(envelope.retryAttempt), deps)) {
    await envelope.ack().catch((error: unknown) => {
      deps.log.warn(
        { err: error },
        "an event was stored, but its connection was gone before it could be acknowledged; Slack may send it again",
      );
    });
  }
}

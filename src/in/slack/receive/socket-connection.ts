// One Socket Mode connection, used once: opened, listened to, closed, never revived. The SDK's client opens it and keeps
// its pings. Its listener for messages is replaced: that one throws out of an async function on a payload without `event`,
// and closes at the first word of a refresh. Its reconnecting is not used: it waits, and when it fails it ends the process.
import { channel } from "node:diagnostics_channel";
import { LogLevel, SocketModeClient } from "@slack/socket-mode";
import { type ActivityDep, createActivity } from "../../../lib/activity.ts";
import type { Clock, ClockDep, Timer } from "../../../lib/clock.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { LogDep } from "../../../lib/log.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import { createSdkLog } from "../../../lib/sdk-log.ts";
import { isObject } from "./intake.ts";
import { refusal, type SocketFailure, socketFailure } from "./socket-failure.ts";

export interface SocketEnvelope {
  /** events_api, slash_commands, interactive. */
  readonly type: unknown;
  readonly payload: unknown;
  readonly retryAttempt: unknown;
  /** Acknowledges over the connection the envelope came by; rejects when that is gone. */
  ack(answer?: unknown): Promise<void>;
}

export interface ConnectionDeps extends ClockDep, LogDep, ActivityDep {
  readonly appToken: string;
  readonly slackApiUrl: string;
  onEnvelope(envelope: SocketEnvelope): Promise<void>;
  /** Slack said hello. */
  onUp(): void;
  /** Slack will close this connection soon; it works until then. */
  onRefresh(): void;
  /** Called once, last. Without a failure the connection had been up and was closed. */
  onEnd(failure?: SocketFailure): void;
}

/** apps.connections.open, the connection and Slack's hello together. */
const OPEN_WITHIN_MS = 15 * SECOND_MS;
const REQUEST_WITHIN_MS = 10 * SECOND_MS;
/** Slack pings every few seconds. A silent connection is dead, whatever its state says. */
const SILENCE_MAX_MS = 30 * SECOND_MS;
/** How long the peer may take over the closing handshake; the SDK alone would give it 30 s. */
const HANDSHAKE_MS = SECOND_MS / 2;
/** Slack closes about 10 s after a warning. */
const RETIRED_MS = 15 * SECOND_MS;
/** As long as Slack waits for an acknowledgement. */
const RETIRED_GRACE_MS = 3 * SECOND_MS;

const pings = channel("undici:websocket:ping");

/** Opens as soon as it is made, and tells its maker by `deps` what became of it. */
export class Connection {
  /** When Slack last sent anything, a ping included; before that, when the connection was begun. */
  heardAt: Instant;
  #state: "opening" | "up" | "ended" = "opening";
  #watch: Timer;
  #lastError: unknown;
  readonly #deps: ConnectionDeps;
  readonly #client: SocketModeClient;
  readonly #inFlight = createActivity();
  readonly #ended = Promise.withResolvers<void>();

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#client = createClient(deps);
    this.heardAt = deps.clock.now();
    this.#watch = deps.clock.after(OPEN_WITHIN_MS, this.#look);
    pings.subscribe(this.#onPing);
    this.#open();
  }

  /**
   * Leaves the closing to Slack, which announced it and until then may still send something: closing first would cut
   * that off. Closes after 15 s all the same.
   */
  retire(): void {
    if (this.#state !== "up") return;
    this.#watch.cancel();
    this.#watch = this.#deps.clock.after(RETIRED_MS, () => void this.close(RETIRED_GRACE_MS));
  }

  /** Lets acknowledgements under way go out for up to `grace_ms`, then closes; done at most 0.5 s later. Never rejects. */
  async close(grace_ms: number): Promise<void> {
    const { clock } = this.#deps;
    await within(clock, grace_ms, this.#inFlight.idle());
    if (this.#client.websocket) {
      this.#client.websocket.disconnect();
      await within(clock, HANDSHAKE_MS, this.#ended.promise);
    }
    this.#end();
  }

  #open(): void {
    const client = this.#client;
    client.removeAllListeners("ws_message");
    client.on("ws_message", this.#onMessage);
    client.on("error", (error: unknown) => {
      this.#lastError = error;
    });
    // Closed while Slack was being asked for an address: the client would go on and connect all the same.
    client.on("connecting", () => {
      if (this.#state === "ended") throw new Error("closed before it was opened");
    });
    // Without the SDK's own reconnecting, start() rejects whenever the connection ends, before the hello or long after.
    client.start().catch((error: unknown) => {
      this.#end(this.#state === "up" ? undefined : socketFailure(error ?? this.#lastError));
    });
  }

  readonly #onMessage = (data: unknown): void => {
    this.heardAt = this.#deps.clock.now();
    const frame = parseFrame(data);
    if (!frame || this.#state === "ended") return;
    const work = this.#take(frame).catch((error: unknown) => {
      const sentence = "a message from Slack could not be handled, and is not acknowledged";
      this.#deps.log.error({ err: error, kind: frame.type }, sentence);
    });
    void this.#deps.activity.track(this.#inFlight.track(work));
  };

  async #take(frame: Record<string, unknown>): Promise<void> {
    if (frame.type === "hello") {
      this.#state = "up";
      this.#deps.onUp();
    } else if (frame.type === "disconnect") {
      if (frame.reason === "warning" || frame.reason === "refresh_requested") this.#deps.onRefresh();
      else this.#end(refusal(String(frame.reason)));
    } else {
      await this.#deps.onEnvelope(openEnvelope(this.#client, frame));
    }
  }

  readonly #onPing = (message: unknown): void => {
    // The channel carries the pings of every WebSocket in the process.
    // biome-ignore lint/complexity/useLiteralKeys: the only way to a private member that the compiler still checks.
    const own = this.#client.websocket?.["websocket"];
    if (isObject(message) && message.websocket === own) this.heardAt = this.#deps.clock.now();
  };

  readonly #look = (): void => {
    const { clock, log } = this.#deps;
    const limit_ms = this.#state === "up" ? SILENCE_MAX_MS : OPEN_WITHIN_MS;
    const silent_ms = clock.now() - this.heardAt;
    if (silent_ms < limit_ms) {
      this.#watch = clock.after(Math.min(limit_ms, limit_ms - silent_ms), this.#look);
      return;
    }
    const why = `nothing was heard from Slack for ${limit_ms / SECOND_MS} s`;
    if (this.#state === "up") log.warn(`a Socket Mode connection is replaced: ${why}`);
    this.#end(this.#state === "up" ? undefined : { kind: "down", why });
  };

  #end(failure?: SocketFailure): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    this.#watch.cancel();
    pings.unsubscribe(this.#onPing);
    drop(this.#client);
    this.#ended.resolve();
    this.#deps.onEnd(failure);
  }
}

function createClient({ appToken, slackApiUrl, log }: ConnectionDeps): SocketModeClient {
  const hide = (text: string) => text.replaceAll(appToken, "[token]");
  return new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    logger: createSdkLog(log, LogLevel.INFO, hide),
    clientOptions: {
      slackApiUrl,
      timeout: REQUEST_WITHIN_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
  });
}

function parseFrame(data: unknown): Record<string, unknown> | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const frame: unknown = JSON.parse(data);
    return isObject(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}

function openEnvelope(client: SocketModeClient, frame: Record<string, unknown>): SocketEnvelope {
  return {
    type: frame.type,
    payload: frame.payload,
    retryAttempt: frame.retry_attempt,
    ack(answer) {
      const payload = typeof answer === "string" ? { text: answer } : (answer ?? {});
      return send(client, JSON.stringify({ envelope_id: frame.envelope_id, payload }));
    },
  };
}

function send(client: SocketModeClient, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = client.websocket;
    if (!socket?.isActive()) return reject(new Error("the connection is closed"));
    socket.send(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Closes without waiting: the SDK's first disconnect() asks the peer, its second ends the connection by itself. */
function drop({ websocket }: SocketModeClient): void {
  websocket?.disconnect();
  websocket?.disconnect();
}

/** Resolves with `done`, and after `span_ms` in any case. */
function within(clock: Clock, span_ms: number, done: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(span_ms, resolve);
    void done.then(() => {
      timer.cancel();
      resolve();
    });
  });
}

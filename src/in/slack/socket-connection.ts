// One Socket Mode connection, used once: opened, listened to, closed, never revived. The SDK's client opens it and keeps
// its pings. Its listener for messages is replaced: that one throws out of an async function on a payload without `event`,
// and closes at the first word of a refresh. Its reconnecting is not used: it waits, and when it fails it ends the process.
import { channel } from "node:diagnostics_channel";
import { LogLevel, SocketModeClient } from "@slack/socket-mode";
import { type ActivityDep, createActivity } from "../../lib/activity.ts";
import type { Clock, ClockDep, Instant } from "../../lib/clock.ts";
import type { LogDep } from "../../lib/log.ts";
import { MINUTE_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import { createSdkLog } from "../../lib/sdk-log.ts";
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

export interface Connection {
  heardAt(): Instant;
  /**
   * Leaves the closing to Slack, which announced it and until then may still send something: closing first would cut
   * that off. Closes after 15 s all the same.
   */
  retire(): void;
  /** Lets acknowledgements under way go out for up to `grace_ms`, then closes; done at most 0.5 s later. Never rejects. */
  close(grace_ms: number): Promise<void>;
}

/** apps.connections.open, the connection and Slack's hello together. */
const OPEN_WITHIN_MS = 15 * SECOND_MS;
const REQUEST_WITHIN_MS = 10 * SECOND_MS;
/** Slack pings every few seconds. A silent connection is dead, whatever its state says. */
const SILENCE_MAX_MS = MINUTE_MS;
/** How long the peer may take over the closing handshake; the SDK alone would give it 30 s. */
const HANDSHAKE_MS = SECOND_MS / 2;
/** Slack closes about 10 s after a warning. */
const RETIRED_MS = 15 * SECOND_MS;
/** As long as Slack waits for an acknowledgement. */
const RETIRED_GRACE_MS = 3 * SECOND_MS;

const pings = channel("undici:websocket:ping");

export function openConnection(deps: ConnectionDeps): Connection {
  const { clock, log } = deps;
  const client = createClient(deps);
  const inFlight = createActivity();
  const ended = Promise.withResolvers<void>();
  let state: "opening" | "up" | "ended" = "opening";
  let heardAt = clock.now();
  let lastError: unknown;

  const end = (failure?: SocketFailure) => {
    if (state === "ended") return;
    state = "ended";
    watch.cancel();
    pings.unsubscribe(onPing);
    drop(client);
    ended.resolve();
    deps.onEnd(failure);
  };
  const look = () => {
    const silent_ms = clock.now() - heardAt;
    const limit_ms = state === "up" ? SILENCE_MAX_MS : OPEN_WITHIN_MS;
    if (silent_ms < limit_ms) {
      watch = clock.after(Math.min(limit_ms, limit_ms - silent_ms), look);
      return;
    }
    const why = `nothing was heard from Slack for ${limit_ms / SECOND_MS} s`;
    if (state === "up") log.warn(`a Socket Mode connection is replaced: ${why}`);
    end(state === "up" ? undefined : { kind: "down", why });
  };
  const onPing = (message: unknown) => {
    // The channel carries the pings of every WebSocket in the process.
    // biome-ignore lint/complexity/useLiteralKeys: the only way to a private member that the compiler still checks.
    if (isObject(message) && message.websocket === client.websocket?.["websocket"]) heardAt = clock.now();
  };
  const onFrame = async (frame: Record<string, unknown>) => {
    if (state === "ended") return;
    if (frame.type === "hello") {
      state = "up";
      deps.onUp();
    } else if (frame.type === "disconnect") {
      if (frame.reason === "warning" || frame.reason === "refresh_requested") deps.onRefresh();
      else end(refusal(String(frame.reason)));
    } else {
      await deps.onEnvelope(openEnvelope(client, frame));
    }
  };

  let watch = clock.after(OPEN_WITHIN_MS, look);
  pings.subscribe(onPing);
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown) => {
    heardAt = clock.now();
    const frame = parseFrame(data);
    if (!frame) return;
    const work = onFrame(frame).catch((error: unknown) => {
      log.error({ err: error, kind: frame.type }, "a message from Slack could not be handled, and is not acknowledged");
    });
    void deps.activity.track(inFlight.track(work));
  });
  client.on("error", (error: unknown) => {
    lastError = error;
  });
  // Without the SDK's own reconnecting, start() rejects whenever the connection ends, before the hello or long after.
  client.start().catch((error: unknown) => end(state === "up" ? undefined : socketFailure(error ?? lastError)));
  // Closed while Slack was being asked for an address: the client would go on and connect all the same.
  client.on("connecting", () => {
    if (state === "ended") throw new Error("closed before it was opened");
  });

  const close = async (grace_ms: number) => {
    await within(clock, grace_ms, inFlight.idle());
    if (client.websocket) {
      client.websocket.disconnect();
      await within(clock, HANDSHAKE_MS, ended.promise);
    }
    end();
  };
  return {
    heardAt: () => heardAt,
    retire() {
      watch.cancel();
      if (state === "up") watch = clock.after(RETIRED_MS, () => void close(RETIRED_GRACE_MS));
    },
    close,
  };
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

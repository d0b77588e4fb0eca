// Keeps one Socket Mode connection open for as long as it is told to: a new one when the old one is about to close, when
// it has closed, and over and over while Slack cannot be reached.
import type { Instant } from "../../lib/clock.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { RandomDep } from "../../lib/random.ts";
import { type Connection, type ConnectionDeps, openConnection } from "./socket-connection.ts";
import type { SocketFailure } from "./socket-failure.ts";

export interface SlotDeps extends Omit<ConnectionDeps, "onUp" | "onRefresh" | "onEnd">, RandomDep {
  onUp(): void;
  onFailure(failure: SocketFailure): void;
}

export interface Slot {
  isUp(): boolean;
  /** When any connection of this slot last brought a message or a ping. */
  lastHeardAt(): Instant | undefined;
  /** Ends within 1.5 s whatever the sockets do. */
  stop(): Promise<void>;
}

const BACKOFF_FIRST_MS = SECOND_MS;
const BACKOFF_MAX_MS = 10 * SECOND_MS;
/** After a refusal that only a person can lift; often enough to notice that one has. */
const REFUSED_MS = 60 * SECOND_MS;
/** A connection that lived this long was a real one; one that did not counts as a failed try. */
const PROVEN_MS = 10 * SECOND_MS;
const STOP_MS = SECOND_MS;

export function keepConnected(deps: SlotDeps): Slot {
  const { clock } = deps;
  const live = new Set<Connection>();
  let current: Connection | undefined;
  let upSince: Instant = 0;
  let opening: Connection | undefined;
  let failures = 0;
  let lastHeardAt: Instant | undefined;
  let timer = { cancel() {} };
  let stopped = false;

  const open = () => {
    timer.cancel();
    if (stopped || opening) return;
    const connection = openConnection({
      ...deps,
      onUp: () => onUp(connection),
      onRefresh: () => connection === current && open(),
      onEnd: (failure) => onEnd(connection, failure),
    });
    opening = connection;
    live.add(connection);
  };
  const openIn = (delay_ms: number) => {
    timer.cancel();
    if (delay_ms === 0) open();
    else timer = clock.after(delay_ms, open);
  };
  const onUp = (connection: Connection) => {
    const replaced = current;
    current = connection;
    upSince = clock.now();
    opening = undefined;
    // The old one goes only now, so that a refresh leaves no moment without a connection.
    replaced?.retire();
    deps.onUp();
  };
  const onEnd = (connection: Connection, failure: SocketFailure | undefined) => {
    live.delete(connection);
    lastHeardAt = latest(lastHeardAt, connection.heardAt());
    if (stopped) return;
    if (connection === current) {
      current = undefined;
      const isProven = clock.now() - upSince >= PROVEN_MS;
      if (isProven) failures = 0;
      if (failure || !isProven) failures += 1;
      if (failure) deps.onFailure(failure);
      if (!opening) openIn(failure ? wait(failure) : backoff());
    } else if (connection === opening && failure) {
      opening = undefined;
      failures += 1;
      deps.onFailure(failure);
      openIn(wait(failure));
    }
  };
  const backoff = () => {
    if (failures === 0) return 0;
    const ceiling_ms = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(failures - 1, 10));
    return ceiling_ms * (0.5 + deps.random.next() / 2);
  };
  const wait = (failure: SocketFailure) => {
    if (failure.kind === "refused") return REFUSED_MS;
    return failure.kind === "rate-limited" ? Math.max(failure.retryAfter_ms, backoff()) : backoff();
  };

  open();
  return {
    isUp: () => current !== undefined,
    lastHeardAt: () => latest(lastHeardAt, current?.heardAt()),
    async stop() {
      stopped = true;
      timer.cancel();
      await Promise.all([...live].map((connection) => connection.close(STOP_MS)));
      current = undefined;
    },
  };
}

const latest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);

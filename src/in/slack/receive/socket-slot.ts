// Keeps one Socket Mode connection open for as long as it is told to: a new one when the old one is about to close, when
// it has closed, and over and over while Slack cannot be reached.
import type { Timer } from "../../../lib/clock.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import type { RandomDep } from "../../../lib/random.ts";
import { Connection, type ConnectionDeps } from "./socket-connection.ts";
import type { SocketFailure } from "./socket-failure.ts";

interface SlotDeps extends Omit<ConnectionDeps, "onUp" | "onRefresh" | "onEnd">, RandomDep {
  onUp(): void;
  onFailure(failure: SocketFailure): void;
}

const BACKOFF_FIRST_MS = SECOND_MS;
const BACKOFF_MAX_MS = 10 * SECOND_MS;
/** After a refusal that only a person can lift; often enough to notice that one has. */
const REFUSED_MS = 60 * SECOND_MS;
/** A connection that lived this long was a real one; one that did not counts as a failed try. */
const PROVEN_MS = 10 * SECOND_MS;
const STOP_MS = SECOND_MS;

/** Starts opening as soon as it is made. */
export class Slot {
  #current: Connection | undefined;
  #opening: Connection | undefined;
  #upSince: Instant = 0;
  #failures = 0;
  #retry: Timer = { cancel() {} };
  #isStopped = false;
  readonly #live = new Set<Connection>();
  readonly #deps: SlotDeps;

  constructor(deps: SlotDeps) {
    this.#deps = deps;
    this.#open();
  }

  isUp(): boolean {
    return this.#current !== undefined;
  }

  /** Ends within 1.5 s whatever the sockets do. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#retry.cancel();
    await Promise.all([...this.#live].map((connection) => connection.close(STOP_MS)));
    this.#current = undefined;
  }

  #open(): void {
    this.#retry.cancel();
    if (this.#isStopped || this.#opening) return;
    const connection = new Connection({
      ...this.#deps,
      onUp: () => this.#onUp(connection),
      onRefresh: () => {
        if (connection === this.#current) this.#open();
      },
      onEnd: (failure) => this.#onEnd(connection, failure),
    });
    this.#opening = connection;
    this.#live.add(connection);
  }

  #openIn(delay_ms: number): void {
    this.#retry.cancel();
    if (delay_ms === 0) this.#open();
    else this.#retry = this.#deps.clock.after(delay_ms, () => this.#open());
  }

  #onUp(connection: Connection): void {
    this.#retry.cancel();
    const replaced = this.#current;
    this.#current = connection;
    this.#opening = undefined;
    this.#upSince = this.#deps.clock.now();
    // The old one goes only now, so that a refresh leaves no moment without a connection.
    replaced?.retire();
    this.#deps.onUp();
  }

  #onEnd(connection: Connection, failure: SocketFailure | undefined): void {
    this.#live.delete(connection);
    const wasCurrent = connection === this.#current;
    const wasOpening = connection === this.#opening;
    if (wasCurrent) this.#current = undefined;
    if (wasOpening) this.#opening = undefined;
    // One that was already replaced may end as it likes.
    if (this.#isStopped || !(wasCurrent || wasOpening)) return;
    const isProven = wasCurrent && this.#deps.clock.now() - this.#upSince >= PROVEN_MS;
    if (isProven) this.#failures = 0;
    if (failure || !isProven) this.#failures += 1;
    if (failure) this.#deps.onFailure(failure);
    this.#openIn(this.#wait_ms(failure));
  }

  #wait_ms(failure: SocketFailure | undefined): number {
    if (failure?.kind === "refused") return REFUSED_MS;
    return Math.max(this.#backoff_ms(), failure?.kind === "rate-limited" ? failure.retryAfter_ms : 0);
  }

  #backoff_ms(): number {
    if (this.#failures === 0) return 0;
    const ceiling_ms = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(this.#failures - 1, 10));
    return ceiling_ms * (0.5 + this.#deps.random.next() / 2);
  }
}

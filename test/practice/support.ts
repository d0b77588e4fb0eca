// A practice workspace on a frozen clock that the test moves, with an app that remembers what it was sent.
import { createFrozenClock, createMovableClock, systemClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { createPracticeWorkspace, type PracticeOptions } from "../../src/practice/core.ts";
import { type Ack, acked, type Envelope } from "../../src/practice/deliveries.ts";
import { bundledSeed, readSeed } from "../../src/practice/seed.ts";
import type { Json } from "../../src/practice/state.ts";

export const START = Date.UTC(2026, 10, 2, 9, 0, 0);
export const BOT = "xoxb-practice";

export function bundled() {
  const seed = readSeed(bundledSeed);
  if (!seed.ok) throw new Error(seed.error.join("\n"));
  return seed.value;
}

export function setUp(options: Partial<PracticeOptions> = {}) {
  const clock = createMovableClock(createFrozenClock(START));
  const core = createPracticeWorkspace({ clock, random: createSeededRandom(7), seed: bundled(), ...options });
  const userId = (name: string) => [...core.state.users.values()].find((user) => user.name === name)!.id;
  const channelId = (name: string) => [...core.state.channels.values()].find((channel) => channel.name === name)!.id;
  const body = (method: string, args: Json = {}): Json & { ok: boolean } => {
    const answer = core.call(BOT, method, args);
    if (answer.status !== 200) throw new Error(`${method} answered ${answer.status}`);
    return answer.body;
  };
  return {
    core,
    clock,
    body,
    userId,
    channelId,
    incidents: channelId("incidents"),
    amara: userId("amara.okafor"),
    jonas: userId("jonas.lindqvist"),
    /** Lets everything due be delivered. */
    settle: () => core.activity.idle(),
    advance: (span_ms: number) => clock.advance(span_ms, () => core.activity.idle()),
  };
}

/** An app that acknowledges everything with `answer`, and keeps what it got. */
export function listen(core: ReturnType<typeof setUp>["core"], answer: (envelope: Envelope) => Ack = () => acked()) {
  const got: Envelope[] = [];
  const leave = core.connectApp({
    deliver(envelope) {
      got.push(envelope);
      return Promise.resolve(answer(envelope));
    },
  });
  const events = () => got.filter((one) => one.type === "events_api").map((one) => one.payload.event as Json);
  return { got, events, leave };
}

/** The end of this turn, in real time. */
export const nextTurn = () => new Promise<void>((resolve) => systemClock.soon(resolve));

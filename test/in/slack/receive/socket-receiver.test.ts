import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createSocketReceiver } from "../../../../src/in/slack/receive/socket-receiver.ts";
import { createFrozenClock, createMovableClock, stopwatch, systemClock } from "../../../../src/lib/clock.ts";
import { createSeededRandom } from "../../../../src/lib/random.ts";
import { createApp, createReceiving } from "../../../support/receiving.ts";
import { startSocketWorkspace } from "../../../support/socket-workspace.ts";

const TOKEN = "xapp-1-A1-2-very-secret";
const NOW = 1_763_712_000_000;
const event = (n: number, more = {}) => ({
  type: "events_api",
  envelope_id: `env-${n}`,
  payload: { type: "event_callback", team_id: "T1", event_id: `Ev${n}`, event: { type: "message", text: `${n}` } },
  ...more,
});

const pause = (span_ms: number) => new Promise<void>((resolve) => setTimeout(resolve, span_ms));

/** The Slack of the test under way. */
let asking: { unanswered: number } = { unanswered: 0 };

/** On a loaded machine an answer takes its time: a clock that ran on meanwhile would take it for none. */
async function settle(): Promise<void> {
  do await pause(30);
  while (asking.unanswered > 0);
}

// On a clock that only moves by hand no silence is too long and no wait ends by itself: what happens is the sockets' doing.
async function prepare({ clock = createMovableClock(createFrozenClock(NOW)), connections = 2 } = {}) {
  const slack = await startSocketWorkspace();
  asking = slack;
  const parts = createReceiving();
  const counts = { connected: 0 };
  const onConnected = () => {
    counts.connected += 1;
  };
  const random = createSeededRandom(1);
  const { log } = parts.testLog;
  const deps = { ...parts, log, clock, random, appToken: TOKEN, slackApiUrl: slack.url, connections, onConnected };
  const receiver = createSocketReceiver(deps);
  const app = createApp(receiver);
  onTestFinished(async () => {
    const stopped = receiver.stop();
    await clock.advance(10_000, settle);
    await stopped;
    await slack[Symbol.asyncDispose]();
  });
  return { ...parts, slack, clock, receiver, app, counts };
}

async function start() {
  const all = await prepare();
  await all.app.start();
  await all.slack.open(2);
  await vi.waitFor(() => expect(all.counts.connected).toBe(2));
  return all;
}

describe("an event over Socket Mode", () => {
  test("is stored as it came, then acknowledged, and never enters Bolt", async () => {
    const { slack, intake, app } = await start();
    const inBolt = vi.spyOn(app, "processEvent");
    slack.send(event(1, { retry_attempt: 0 }), slack.sockets[0]);
    slack.send(event(2, { retry_attempt: 2 }), slack.sockets[1]);
    await slack.acked(2);
    expect(intake.stored).toContainEqual({ key: "Ev1", body: event(1).payload });
    expect(intake.stored).toContainEqual({ key: "Ev2", body: event(2).payload });
    expect(slack.acks).toContainEqual({ envelope_id: "env-1", payload: {} });
    expect(inBolt).not.toHaveBeenCalled();
  });

  test("is acknowledged only once it is durable", async () => {
    const { slack, intake } = await start();
    const durable = Promise.withResolvers<void>();
    intake.hold = durable.promise;
    slack.send(event(1));
    await settle();
    expect(slack.acks).toEqual([]);
    durable.resolve();
    await slack.acked(1);
    expect(intake.stored).toHaveLength(1);
  });

  test("that could not be stored is not acknowledged, and the connection goes on", async () => {
    const { slack, intake, testLog } = await start();
    intake.fail = true;
    slack.send(event(1));
    await testLog.saying(/check database and disk/);
    intake.fail = false;
    slack.send(event(2));
    await slack.acked(1);
    expect(slack.acks.map(({ envelope_id }) => envelope_id)).toEqual(["env-2"]);
  });

  test("without an event inside, as app_rate_limited, is stored and acknowledged like any other", async () => {
    const { slack, intake } = await start();
    const payload = { type: "app_rate_limited", team_id: "T1", minute_rate_limited: 1763712000, api_app_id: "A1" };
    slack.send({ type: "events_api", envelope_id: "env-1", payload });
    await slack.acked(1);
    expect(intake.stored).toEqual([{ key: expect.stringMatching(/^[0-9a-f]{64}$/), body: payload }]);
  });

  test("is not kept from us by what comes before it and means nothing", async () => {
    const { slack } = await start();
    for (const frame of ["{", "null", "[]", "7", {}, { type: "events_api" }, { type: "events_api", payload: null }]) {
      slack.send(frame);
    }
    slack.send({ type: "interactive", envelope_id: "env-0", payload: { type: "unheard_of" } });
    slack.send(event(1));
    await slack.acked(1);
    expect(slack.acks).toEqual([{ envelope_id: "env-1", payload: {} }]);
  });
});

test("an interaction over Socket Mode is answered with what its handler acknowledges, once", async () => {
  const { slack, app, testLog } = await start();
  app.command("/incident", async ({ command, ack }) => {
    await ack(`heard: ${command.text}`);
    await ack("again");
  });
  app.view("declare", async ({ ack }) => ack({ response_action: "clear" }));
  slack.send({
    type: "slash_commands",
    envelope_id: "env-1",
    payload: { command: "/incident", text: "now", team_id: "T1" },
  });
  const view = {
    type: "view_submission",
    team: { id: "T1" },
    user: { id: "U1" },
    view: { type: "modal", callback_id: "declare" },
  };
  await slack.acked(1);
  slack.send({ type: "interactive", envelope_id: "env-2", payload: view });
  await slack.acked(2);
  expect(slack.acks).toEqual([
    { envelope_id: "env-1", payload: { text: "heard: now" } },
    { envelope_id: "env-2", payload: { response_action: "clear" } },
  ]);
  expect(testLog.said(/a second answer was dropped/)).toBe(1);
});

describe("a connection that Slack refreshes", () => {
  test.each(["warning", "refresh_requested"])("(%s) is replaced before it goes, and loses nothing", async (reason) => {
    const { slack, intake, receiver, counts, clock } = await start();
    const [first, second] = slack.sockets;
    // One event is on its way through the old connection while the new one comes up.
    const durable = Promise.withResolvers<void>();
    intake.hold = durable.promise;
    slack.send(event(1), first);
    for (const socket of [first, second]) slack.send({ type: "disconnect", reason }, socket);
    let open_min = 2;
    await slack.until(() => {
      open_min = Math.min(open_min, slack.sockets.length);
      return slack.sockets.length === 4;
    });
    // Until it closes, Slack may still use the old one.
    await clock.advance(14_999, settle);
    slack.send(event(2), slack.sockets[2]);
    slack.send(event(3), first);
    await settle();
    await clock.advance(2_000, settle);
    durable.resolve();
    await slack.acked(3);
    await slack.until(() => {
      open_min = Math.min(open_min, slack.sockets.length);
      return slack.sockets.length === 2 && !slack.sockets.includes(first!) && !slack.sockets.includes(second!);
    });
    expect(receiver.healthy()).toBe(true);
    expect(open_min).toBe(2);
    expect(slack.acks.map(({ envelope_id }) => envelope_id).sort()).toEqual(["env-1", "env-2", "env-3"]);
    expect(counts.connected).toBe(4);
  });

  test("stays in use when Slack gives no new one", async () => {
    const { slack, receiver } = await start();
    const [first] = slack.sockets;
    slack.refuses = { status: 503 };
    slack.send({ type: "disconnect", reason: "warning" }, first);
    await slack.until(() => slack.asked === 3);
    await settle();
    slack.send(event(1), first);
    await slack.acked(1);
    expect(receiver.healthy()).toBe(true);
  });
});

describe("when connections are lost", () => {
  test("one that Slack closes is opened again at once, and reconciling is asked for", async () => {
    const { slack, clock, counts } = await start();
    await clock.advance(15_000, settle);
    slack.sockets[0]!.close();
    await slack.until(() => slack.asked === 3);
    await slack.open(2);
    await vi.waitFor(() => expect(counts.connected).toBe(3));
  });

  test("all of them, with Slack down, it tries on and is back within the cap of 10 s", async () => {
    const { slack, receiver, clock, testLog, counts } = await start();
    await clock.advance(15_000, settle);
    slack.refuses = { status: 503 };
    for (const socket of [...slack.sockets]) socket.terminate();
    await slack.open(0);
    await vi.waitFor(() => expect(receiver.healthy()).toBe(false));
    const asked = slack.asked;
    await clock.advance(10 * 60_000, settle);
    expect(slack.asked - asked).toBeGreaterThan(2 * 50);
    expect(slack.asked - asked).toBeLessThan(2 * 130);
    expect(testLog.said(/will be tried again.*503/, 40)).toBe(1);
    slack.refuses = undefined;
    await clock.advance(10_000, settle);
    await slack.open(2);
    await vi.waitFor(() => expect(counts.connected).toBe(4));
    expect(receiver.healthy()).toBe(true);
    expect(testLog.said(/connected to Slack again/)).toBe(1);
  }, 30_000);

  test("and the token is refused meanwhile, it says so once and tries once a minute", async () => {
    const { slack, clock, testLog } = await start();
    await clock.advance(15_000, settle);
    slack.refuses = { error: "token_revoked" };
    for (const socket of [...slack.sockets]) socket.terminate();
    await testLog.saying(/SLACK_APP_TOKEN was refused by Slack: token_revoked/);
    await settle();
    const { asked } = slack;
    await clock.advance(5 * 60_000, settle);
    expect(slack.asked - asked).toBe(2 * 5);
    expect(testLog.said(/was refused by Slack/)).toBe(1);
    slack.refuses = undefined;
    await clock.advance(60_000, settle);
    await slack.open(2);
  });

  test("a silent one is torn down after 30 s and opened anew; a ping keeps the other", async () => {
    const { slack, clock, testLog } = await start();
    const [mute, pinged] = slack.sockets;
    mute!.pause();
    await clock.advance(20_000, settle);
    pinged!.ping();
    await settle();
    await clock.advance(10_000, settle);
    await slack.until(() => slack.asked === 3);
    await vi.waitFor(() => expect(slack.sockets.length).toBe(3));
    expect(testLog.said(/nothing was heard from Slack for 30 s/)).toBe(1);
    expect(slack.sockets).toContain(pinged);
  });

  test("by too many of them, it waits before the next", async () => {
    const { slack, clock, testLog } = await start();
    slack.send({ type: "disconnect", reason: "too_many_websockets" }, slack.sockets[0]);
    await testLog.saying(/too_many_websockets/);
    await settle();
    expect(slack.asked).toBe(2);
    await clock.advance(1_000, settle);
    await slack.open(2);
  });
});

describe("starting", () => {
  test.each([
    [
      "invalid_auth",
      /^SLACK_APP_TOKEN was refused by Slack: invalid_auth\. Make a new app-level token with connections:write/,
    ],
    ["not_allowed_token_type", /begins with xapp-/],
    ["account_inactive", /reinstall the app/],
  ])("with a token that Slack refuses (%s) fails with what to do, and does not go on", async (error, sentence) => {
    const { slack, app, clock } = await prepare();
    slack.refuses = { error };
    const started = app.start();
    started.catch(() => {});
    await expect(started).rejects.toThrow(sentence);
    await settle();
    const { asked } = slack;
    await clock.advance(10 * 60_000, settle);
    expect(slack.asked).toBe(asked);
  });

  test("with Slack down succeeds, and connects when Slack is back", async () => {
    const { slack, app, receiver, clock, counts } = await prepare();
    slack.refuses = { status: 500 };
    await app.start();
    expect(receiver.healthy()).toBe(false);
    slack.refuses = undefined;
    await clock.advance(10_000, settle);
    await vi.waitFor(() => expect(counts.connected).toBe(2));
  });

  test("waits as long as Slack asks when it asks too often", async () => {
    const { slack, app, clock } = await prepare({ connections: 1 });
    slack.refuses = { status: 429, headers: { "retry-after": "30" } };
    await app.start();
    slack.refuses = undefined;
    await clock.advance(29_000, settle);
    expect(slack.asked).toBe(1);
    await clock.advance(1_000, settle);
    await slack.open(1);
  });

  test("with a Slack that accepts and never says hello is a failed try after 15 s", async () => {
    const { slack, app, clock, receiver } = await prepare();
    slack.silent = true;
    const started = app.start();
    await slack.until(() => slack.asked === 2);
    await clock.advance(15_000, settle);
    await started;
    expect(receiver.healthy()).toBe(false);
    slack.silent = false;
    await clock.advance(2_000, settle);
    await slack.open(2);
  });
});

describe("stopping", () => {
  test("ends within 2 s on sockets that answer nothing and a handler that never ends", async () => {
    const { slack, app, receiver, counts, intake } = await prepare({ clock: createMovableClock(systemClock) });
    await app.start();
    await slack.open(2);
    await vi.waitFor(() => expect(counts.connected).toBe(2));
    intake.hold = new Promise(() => {});
    slack.send(event(1));
    await settle();
    for (const socket of slack.sockets) socket.pause();
    const span = stopwatch();
    await receiver.stop();
    expect(span()).toBeLessThan(2_000);
    expect(receiver.healthy()).toBe(false);
  });

  test("lets an acknowledgement under way go out", async () => {
    const { slack, app, receiver, counts, intake } = await prepare({ clock: createMovableClock(systemClock) });
    await app.start();
    await vi.waitFor(() => expect(counts.connected).toBe(2));
    const durable = Promise.withResolvers<void>();
    intake.hold = durable.promise;
    slack.send(event(1));
    await settle();
    const stopped = receiver.stop();
    durable.resolve();
    await stopped;
    expect(slack.acks).toHaveLength(1);
    expect(intake.stored).toHaveLength(1);
  });

  test("while Slack is being asked opens nothing afterwards", async () => {
    const { slack, app, receiver, clock } = await prepare();
    slack.refuses = { status: 503 };
    await app.start();
    slack.refuses = undefined;
    const { asked } = slack;
    await clock.advance(1_000, async () => {});
    await slack.until(() => slack.asked > asked);
    await receiver.stop();
    await settle();
    expect(slack.sockets).toEqual([]);
  });
});

test("no token reaches a log line", async () => {
  const { slack, app, testLog } = await prepare();
  slack.refuses = { error: "invalid_auth" };
  await app.start().catch(() => {});
  expect(testLog.text()).not.toContain("very-secret");
});

// The same hour in the practice workspace, once over HTTP and once over Socket Mode.
import { expect, onTestFinished, test } from "vitest";
import type { EventEnvelope } from "../../../../src/in/slack/receive/intake.ts";
import { createHttpReceiver } from "../../../../src/in/slack/receive/http-receiver.ts";
import { createSocketReceiver } from "../../../../src/in/slack/receive/socket-receiver.ts";
import { systemClock } from "../../../../src/lib/clock.ts";
import { createSeededRandom } from "../../../../src/lib/random.ts";
import { type Practice, startPractice } from "../../../../src/practice/practice.ts";
import { createApp, createReceiving, listen } from "../../../support/receiving.ts";

const NOW = 1_763_712_000_000;

type Parts = ReturnType<typeof createReceiving>;

async function openPractice(deliverTo?: string) {
  const still = { ...systemClock, now: () => NOW };
  const random = createSeededRandom(7);
  const started = await startPractice({
    clock: still,
    random,
    port: 0,
    ...(deliverTo && { deliverTo }),
  });
  if (!started.ok) throw new Error(started.error.join("\n"));
  onTestFinished(() => started.value.close());
  return started.value;
}

async function overHttp(parts: Parts) {
  const clock = { ...systemClock, now: () => NOW };
  const door = { handle: (..._: Parameters<ReturnType<typeof createHttpReceiver>["handle"]>) => {} };
  const served = await listen((req, res) => door.handle(req, res));
  onTestFinished(() => served[Symbol.asyncDispose]());
  const practice = await openPractice(`http://127.0.0.1:${served.port}/slack/events`);
  const signingSecrets = [practice.tokens.signingSecret];
  const receiver = createHttpReceiver({ ...parts, log: parts.testLog.log, clock, signingSecrets });
  door.handle = receiver.handle;
  return { practice, receiver };
}

async function overSocketMode(parts: Parts) {
  const practice = await openPractice();
  const receiver = createSocketReceiver({
    ...parts,
    log: parts.testLog.log,
    clock: systemClock,
    random: createSeededRandom(1),
    appToken: practice.tokens.app,
    slackApiUrl: practice.apiUrl,
    connections: 2,
    onConnected() {},
  });
  onTestFinished(() => receiver.stop());
  return { practice, receiver };
}

async function live(practice: Practice, parts: Parts) {
  const amara = [...practice.core.state.users.values()].find(({ name }) => name === "amara.okafor")!.id;
  const channel = [...practice.core.state.channels.values()].find(({ name }) => name === "incidents")!.id;
  practice.core.act({ as: amara, act: "post", channel, text: "checkout is <down> & out" });
  await parts.intake.storing(1);
  practice.core.act({ as: amara, act: "command", channel, command: "/incident", text: "help" });
  await practice.core.activity.idle();
  practice.server.refreshSockets("warning");
  for (let count = 2; count <= 20; count++) {
    practice.core.act({ as: amara, act: "post", channel, text: `line ${count}` });
    await parts.intake.storing(count);
  }
  await practice.core.activity.idle();
}

/** Connections take their addresses from the same chance as ids, so the ids differ. */
function withoutChance({ key, body }: EventEnvelope) {
  const { event_id, event_context: _, ...rest } = body as Record<string, unknown>;
  return { isKeyTheId: key === event_id, body: rest };
}

test("either road brings the same envelopes and the same command, also through a refresh", async () => {
  const brought = [];
  for (const road of [overHttp, overSocketMode]) {
    const parts = createReceiving();
    const { practice, receiver } = await road(parts);
    const commands: string[] = [];
    const app = createApp(receiver);
    app.command("/incident", async ({ command, ack }) => {
      commands.push(command.text);
      await ack("here is how");
    });
    await app.start();
    await live(practice, parts);
    brought.push({ stored: parts.intake.stored.map(withoutChance), commands, lost: practice.core.deliveries.lost() });
  }
  expect(brought[0]).toMatchObject({ commands: ["help"], lost: [] });
  expect(brought[0]!.stored).toHaveLength(20);
  expect(brought[1]).toEqual(brought[0]);
});

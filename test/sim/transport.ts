// The way from Slack to one life of the program: events through the real intake, interactions through the real answers.
import type { Ways } from "../../src/in/slack/answer.ts";
import { answer } from "../../src/in/slack/app.ts";
import type { InDeps } from "../../src/in/slack/steps.ts";
import { eventKey, type IntakeDep, takeEvent } from "../../src/in/slack/receive/intake.ts";
import {
  actionRequest,
  commandRequest,
  formRequest,
  type Request,
  shortcutRequest,
} from "../../src/in/slack/request.ts";
import type { ActivityDep } from "../../src/lib/activity.ts";
import type { LogDep } from "../../src/lib/log.ts";
import type { SlackCall } from "../../src/lib/slack-call.ts";
import type { Ack, Envelope, Transport } from "../../src/practice/deliveries.ts";
import type { Life } from "./lives.ts";
import type { Taken } from "./memory.ts";
import { inspectAnswer } from "./outgoing.ts";
import type { World } from "./world.ts";

export type Receiving = IntakeDep & LogDep & ActivityDep & { handle: InDeps & { call: SlackCall } };

const TWICE_WITHIN_MS = 1_500;
/** Every other double comes in the very moment of the first, before anything of that could be stored. */
const againAfter_ms = (there_ms: number): number => (there_ms % 2 === 0 ? 0 : there_ms % TWICE_WITHIN_MS);

export function createTransport(world: World, life: Life, deps: Receiving): Transport {
  const take = (envelope: Envelope): Promise<Ack> =>
    envelope.type === "events_api"
      ? takeOneEvent(world, life, deps, envelope)
      : takeInteraction(world, life, deps, envelope);
  return {
    deliver: (envelope) =>
      new Promise((resolve, reject) => {
        if (world.faults.isCutOff(envelope.type)) return reject(new Error("no route"));
        life.unanswered.add(reject);
        const { there_ms, back_ms } = world.drawLatency("delivery");
        life.clock.after(there_ms, () => {
          void take(envelope).then((ack) => {
            // The answer is on its way: a crash from here on does not call it back.
            life.unanswered.delete(reject);
            world.kernel.clock.after(back_ms, () => resolve(ack));
          });
        });
        if (envelope.type === "events_api" || !world.faults.draws("double-delivery")) return;
        life.clock.after(there_ms + againAfter_ms(there_ms), () => void take(envelope));
      }),
  };
}

async function takeOneEvent(
  world: World,
  life: Life,
  deps: Receiving,
  { payload, retry_attempt }: Envelope,
): Promise<Ack> {
  const isStored = await takeEvent(payload, retry_attempt || null, deps);
  // Another commit of the same turn may have been the last thing this life did.
  if (!life.alive()) return new Promise(() => {});
  if (!isStored) return { acked: false, reason: "http_error", status: 503 };
  world.heardAt.push(world.now());
  const event = payload.event as { subtype?: string; deleted_ts?: string } | undefined;
  if (event?.subtype === "message_deleted") world.toldDeleted.add(event.deleted_ts!);
  const key = eventKey(payload);
  mustBeStored(world, "event", key);
  return { acked: true, body: undefined };
}

/** The promise to Slack and to the person: what was acknowledged is in the database at that very moment. */
function mustBeStored(world: World, source: "event" | "interaction", key: string): void {
  const found = world.database.rows("SELECT 1 FROM inbox WHERE source = ? AND key = ?", source, key);
  if (found.length === 0) world.violate(`${source} ${key} was acknowledged before it was stored`);
}

function takeInteraction(world: World, life: Life, deps: Receiving, { type, payload }: Envelope): Promise<Ack> {
  const { handle } = deps;
  const request = requestOf(type, payload);
  const taken: Taken = {
    key: request.key,
    what: whatOf(request),
    user: request.user,
    generation: life.generation,
    at: world.now(),
    ackedAt: null,
    outcome: null,
    told: false,
  };
  world.taken.push(taken);
  world.note(`takes ${taken.what} of ${taken.user}`);
  return new Promise((resolve) => {
    const url = payload.response_url;
    const ways: Ways = {
      async ack(body) {
        if (taken.ackedAt !== null || !life.alive()) return;
        taken.ackedAt = world.now();
        taken.told ||= body !== undefined;
        inspectAnswer(world, taken.user, body);
        world.note(`answers ${taken.what} of ${taken.user}: ${taken.outcome ?? "-"}`);
        if (taken.outcome === "ok") mustBeStored(world, "interaction", taken.key);
        resolve({ acked: true, body });
      },
      call: (method, args) => {
        taken.told ||= method.startsWith("views.") || method.startsWith("chat.post");
        return handle.call(method, args);
      },
      ...(typeof url === "string" ? { respond: async (body) => respond(world, life, taken, url, body) } : {}),
    };
    const dispatch: InDeps["dispatch"] = async (order) => {
      const applied = await handle.dispatch(order);
      taken.outcome = applied.ok ? "ok" : applied.error.type;
      return applied;
    };
    void deps.activity.track(answer({ ...handle, dispatch }, request, ways));
  });
}

function respond(world: World, life: Life, taken: Taken, url: string, body: Record<string, unknown>): void {
  if (!life.alive()) return;
  taken.told = true;
  inspectAnswer(world, taken.user, body);
  world.core.respond(url, body);
}

function requestOf(type: Envelope["type"], payload: Record<string, unknown>): Request {
  if (type === "slash_commands") return commandRequest(payload);
  if (payload.type === "block_actions") return actionRequest(payload);
  return payload.type === "view_submission" ? formRequest(payload) : shortcutRequest(payload);
}

function whatOf(request: Request): string {
  switch (request.kind) {
    case "command":
      return `/incident ${request.text}`;
    case "action":
      return `press ${request.action}`;
    case "form":
      return `form ${request.form}`;
    case "shortcut":
      return `shortcut ${request.shortcut}`;
  }
}

// The bot's way to Slack: latency, faults and crash points around each call of the practice core.
import { SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { SlackCall, SlackFailure, SlackReply } from "../../src/lib/slack-call.ts";
import { platformFailure, rateLimited } from "../../src/out/slack/client/call.ts";
import type { SlackPort } from "../../src/out/slack/port.ts";
import type { FileToShare } from "../../src/out/slack/post/upload.ts";
import type { ApiAnswer } from "../../src/practice/answers.ts";
import type { Life } from "./lives.ts";
import type { World } from "./world.ts";

/** As src/out/slack/client/clients.ts sets them. */
const OUTBOX_TIMEOUT_MS = 10 * SECOND_MS;
const INTERACTIVE_TIMEOUT_MS = 2 * SECOND_MS;
const FAILED_FAST_MS = SECOND_MS;
const AGAIN_AFTER_MS = SECOND_MS / 20;

export function createSlackPort(world: World, life: Life): SlackPort & { interactive: SlackCall } {
  const patient: SlackCall = (method, args) => callOnce(world, life, method, args, OUTBOX_TIMEOUT_MS);
  return {
    send: patient,
    // A function of its own: what is remembered about a way to Slack is remembered by its identity.
    read: (method, args) => patient(method, args),
    upload: (file) => upload(world, patient, file),
    interactive: (method, args) => callTwice(world, life, method, args),
  };
}

/** One more try when the first failed fast, as the interactive client does. */
async function callTwice(world: World, life: Life, method: string, args: Record<string, unknown>): Promise<SlackReply> {
  const startedAt = world.now();
  const first = await callOnce(world, life, method, args, INTERACTIVE_TIMEOUT_MS);
  const again = !first.ok && (first.kind === "unknown" || first.kind === "unreachable");
  if (!again || world.now() - startedAt >= FAILED_FAST_MS) return first;
  await new Promise<void>((resolve) => life.clock.after(AGAIN_AFTER_MS, resolve));
  return callOnce(world, life, method, args, INTERACTIVE_TIMEOUT_MS);
}

/**
 * The request leaves, comes to Slack, is answered, the answer comes back: a crash may fall before each of these. A
 * request that has left reaches Slack though its sender died.
 */
function callOnce(
  world: World,
  life: Life,
  method: string,
  args: Record<string, unknown>,
  timeout_ms: number,
): Promise<SlackReply> {
  return new Promise((resolve) => {
    if (world.crashPoint(life, `${method} before`)) return;
    const made = world.noteCall(method, args);
    let isOver = false;
    const settle = (reply: SlackReply) => {
      if (isOver || !life.alive()) return;
      isOver = true;
      timer.cancel();
      if (world.crashPoint(life, `${method} answered`)) return;
      if (reply.ok) made.heardAt = world.now();
      resolve(reply);
    };
    const timer = life.clock.after(timeout_ms, () => settle(unknown("timed out")));
    const fault = world.faults.ofCall(method);
    const { there_ms, back_ms } = world.drawLatency("call");
    if (fault === "unreachable") {
      life.clock.after(there_ms, () => settle({ ok: false, kind: "unreachable", why: "ECONNREFUSED" }));
      return;
    }
    world.kernel.clock.after(there_ms, () => {
      const answer = world.callSlack(method, args, fault);
      world.crashPoint(life, `${method} applied`);
      if (answer.status !== "hang") life.clock.after(back_ms, () => settle(replyOf(answer)));
    });
  });
}

const nothingHidden = (text: string) => text;

const unknown = (why: string): SlackFailure => ({ ok: false, kind: "unknown", why });

function replyOf(answer: ApiAnswer): SlackReply {
  if (answer.status === 200) {
    const { body } = answer;
    return body.ok ? { ok: true, data: body } : platformFailure(body, nothingHidden);
  }
  if (answer.status === 429) return rateLimited(answer.retryAfter_s ?? undefined);
  // As the SDK does: an answer that is no JSON comes as a refusal with the page for its error.
  if (answer.status === "garbage")
    return platformFailure({ error: "<html><body>Please wait</body></html>" }, nothingHidden);
  return unknown(answer.status === "reset" ? "ECONNRESET" : `HTTP ${answer.status}`);
}

/** As the SDK's filesUploadV2: an address, the bytes, and only then a message. */
async function upload(world: World, call: SlackCall, { channel, threadTs, fileName, title, text }: FileToShare) {
  const bytes = new TextEncoder().encode(text);
  const reserved = await call("files.getUploadURLExternal", { filename: fileName, length: bytes.length });
  if (!reserved.ok) return reserved;
  const id = String(reserved.data.file_id);
  world.core.upload(id, bytes);
  const into = { channel_id: channel, ...(threadTs !== undefined && { thread_ts: threadTs }) };
  const shared = await call("files.completeUploadExternal", { files: [{ id, title }], ...into });
  if (!shared.ok) return shared;
  const [file] = shared.data.files as { permalink?: string }[];
  return { ok: true as const, data: { id, permalink: file?.permalink ?? null } };
}

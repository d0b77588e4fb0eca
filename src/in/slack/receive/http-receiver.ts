// Slack over HTTP: verify, then store an event and acknowledge it, or hand an interaction to Bolt and write its answer.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { App, Receiver } from "@slack/bolt";
import type { ActivityDep } from "../../../lib/activity.ts";
import type { ClockDep } from "../../../lib/clock.ts";
import type { LogDep } from "../../../lib/log.ts";
import { assert } from "../../../lib/pure/assert.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import { type BodyProblem, readBody } from "./body.ts";
import { type IntakeDep, isObject, retryNumber, takeEvent } from "./intake.ts";
import { runInteraction } from "./interaction.ts";
import { createReplayGuard, type ReplayGuard, type SignatureProblem, verifySignature } from "./signature.ts";

export interface HttpReceiverDeps extends ClockDep, LogDep, IntakeDep, ActivityDep {
  /** At least one, none empty; several while a secret is being rotated. */
  readonly signingSecrets: readonly string[];
}

export interface HttpReceiver extends Receiver {
  /** Takes one request to /slack/events. The server around it owns routing, header limits and closing. */
  handle(req: IncomingMessage, res: ServerResponse): void;
}

const BODY_LIMITS = { bytes_max: 1_000_000, within_ms: 5 * SECOND_MS };

interface Door extends HttpReceiverDeps {
  readonly replays: ReplayGuard;
  app: App | undefined;
  /** From `start` to `stop`: until then the last life's leavings are not taken over, though the server already answers. */
  open: boolean;
}

export function createHttpReceiver(deps: HttpReceiverDeps): HttpReceiver {
  const usable = deps.signingSecrets.length > 0 && deps.signingSecrets.every((secret) => secret !== "");
  assert(usable, "the HTTP receiver has a signing secret, and none is empty");
  const door: Door = { ...deps, replays: createReplayGuard(deps.clock), app: undefined, open: false };
  return {
    init(app) {
      door.app = app;
    },
    async start() {
      door.open = true;
    },
    async stop() {
      door.open = false;
    },
    handle(req, res) {
      receive(req, res, door).catch((error: unknown) => {
        door.log.error({ err: error }, "a request from Slack could not be handled");
        answer(res, 500);
      });
    },
  };
}

async function receive(req: IncomingMessage, res: ServerResponse, door: Door): Promise<void> {
  if (req.method !== "POST") {
    res.setHeader("allow", "POST");
    return turnAway(res, 405);
  }
  // Slack tries again in a moment, and then meets whoever runs by then.
  if (!door.open) return turnAway(res, 503);
  const body = await readBody(req, BODY_LIMITS, door.clock);
  if (body.ok) return door.activity.track(receiveBody(req, res, body.value, door));
  door.log.warn({ from: req.socket.remoteAddress }, BODY_WORDS[body.error]);
  if (body.error !== "cut-off") turnAway(res, body.error === "too-large" ? 413 : 408);
}

async function receiveBody(req: IncomingMessage, res: ServerResponse, rawBody: Buffer, door: Door): Promise<void> {
  const isForm = req.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false;
  const form = isForm ? new URLSearchParams(rawBody.toString()) : undefined;
  // Slack checks our certificate with this unsigned form, and we do nothing but answer, whatever else is in it.
  if (form?.get("ssl_check") === "1") return answer(res, 200);
  const trouble = identify(req, rawBody, form !== undefined, door);
  if (trouble) {
    door.log.warn({ from: req.socket.remoteAddress }, trouble);
    return answer(res, 401);
  }
  const body = form ? parseForm(form) : parseJson(rawBody.toString());
  if (!isObject(body)) {
    door.log.warn(
      "a signed request could not be read: its body is not a JSON object; check what stands between Slack and here",
    );
    return answer(res, 400);
  }
  if (form) return receiveInteraction(res, body, door);
  if (body.type === "url_verification") return answer(res, 200, { challenge: body.challenge });
  const retryNum = retryNumber(req.headers["x-slack-retry-num"]);
  answer(res, (await takeEvent(body, retryNum, door)) ? 200 : 503);
}

async function receiveInteraction(res: ServerResponse, body: Record<string, unknown>, door: Door): Promise<void> {
  if (!door.app) return answer(res, 503);
  const send = (response: unknown) => answer(res, 200, response);
  if (!(await runInteraction(door.app, { body, send }, door))) answer(res, 500);
}

/** The sentence for the log when the request is not one from Slack, or one that was here before. */
function identify(req: IncomingMessage, rawBody: Buffer, guarded: boolean, door: Door): string | undefined {
  const timestamp = header(req, "x-slack-request-timestamp");
  const signature = header(req, "x-slack-signature");
  const now = door.clock.now();
  const verified = verifySignature({ secrets: door.signingSecrets, timestamp, signature, rawBody, now });
  if (!verified.ok) return signatureWords(verified.error, Math.abs(Math.round(now / SECOND_MS - Number(timestamp))));
  if (guarded && !door.replays.isNew(signature!)) {
    return "refused the exact repeat of a signed interaction: a replay, or a proxy that repeats POST requests and should not";
  }
  return undefined;
}

function signatureWords(problem: SignatureProblem, skew_s: number): string {
  const skew = `our clock differs from Slack's by ${skew_s.toLocaleString("en-US")} s`;
  const words: Record<SignatureProblem, string> = {
    "missing-signature":
      "refused a request without Slack's signature: if it was Slack's, check that the proxy passes x-slack-* headers on",
    "bad-signature":
      "refused a request with a wrong signature: if it was Slack's, check SLACK_SIGNING_SECRET and that no proxy rewrites bodies",
    "stale-timestamp": `refused an old signed request: a replay, or ${skew}: check NTP`,
    "future-timestamp": `refused a request signed in the future: ${skew}: check NTP`,
  };
  return words[problem];
}

const BODY_WORDS: Record<BodyProblem, string> = {
  "too-large": "refused a request of more than 1 MB: Slack sends none so large",
  "too-slow": "refused a request whose body took more than 5 s: check the network between Slack and here",
  "cut-off": "a request broke off before its body was complete: check the network between Slack and here",
};

/** Commands come as plain fields, everything else as JSON in the field `payload`. */
function parseForm(form: URLSearchParams): unknown {
  const payload = form.get("payload");
  return payload === null ? Object.fromEntries(form) : parseJson(payload);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function header(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return typeof value === "string" ? value : undefined;
}

/** Refuses a request whose body was not read to its end; the server then closes the connection, whatever still comes. */
function turnAway(res: ServerResponse, status: number): void {
  res.setHeader("connection", "close");
  answer(res, status);
}

/** Nothing but the status ever goes out with a refusal: reasons are for the log. */
function answer(res: ServerResponse, status: number, body?: unknown): void {
  if (res.headersSent || res.destroyed) return;
  res.statusCode = status;
  if (body === undefined || body === null || body === "") res.end();
  else if (typeof body === "string") res.setHeader("content-type", "text/plain; charset=utf-8").end(body);
  else res.setHeader("content-type", "application/json; charset=utf-8").end(JSON.stringify(body));
}

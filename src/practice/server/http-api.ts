// /api/<method>: the Web API over HTTP. Decodes arguments, and acts out the faults that live on the socket.
import type { ServerResponse } from "node:http";
import type { Clock } from "../../lib/clock.ts";
import type { ApiAnswer } from "../answers.ts";
import type { PracticeCore } from "../core.ts";
import { type Exchange, readBytes, readForm, readJsonObject, sendJson, sendText } from "./http-exchange.ts";
import type { Json } from "../state.ts";

/** Arguments that are JSON also when the call is form-encoded. */
const JSON_ARGUMENTS = new Set([
  "blocks",
  "attachments",
  "view",
  "metadata",
  "files",
  "unfurls",
  "document_content",
  "changes",
  "criteria",
]);

export interface ApiDeps {
  core: PracticeCore;
  clock: Clock;
  /** A fixed time every call takes, for benches. */
  latency_ms: number;
  /** A fresh Socket Mode URL. */
  socketUrl(): string;
}

export async function answerApi(deps: ApiDeps, exchange: Exchange): Promise<void> {
  const method = exchange.path[1] ?? "";
  const args = await readArguments(exchange);
  const header = /^Bearer (.+)$/.exec(exchange.request.headers.authorization ?? "");
  const token = header?.[1] ?? String(args.token ?? "");
  delete args.token;
  if (deps.latency_ms > 0) await new Promise<void>((resolve) => deps.clock.after(deps.latency_ms, resolve));
  const answer = deps.core.call(token, method, args);
  const isOpen = method === "apps.connections.open" && answer.status === 200 && answer.body.ok;
  if (isOpen) return sendJson(exchange.response, 200, { ok: true, url: deps.socketUrl() });
  const { scopes } = deps.core.state.app;
  // Slack names the token's scopes with each answer.
  if (scopes) exchange.response.setHeader("x-oauth-scopes", scopes.join(","));
  sendAnswer(exchange.response, answer);
}

function sendAnswer(response: ServerResponse, answer: ApiAnswer): void {
  switch (answer.status) {
    case 200:
      return void sendJson(response, 200, answer.body);
    case 429: {
      const retry = answer.retryAfter_s === null ? {} : { "retry-after": String(answer.retryAfter_s) };
      return void sendJson(response, 429, { ok: false, error: "ratelimited" }, retry);
    }
    case "garbage":
      return void sendText(response, 200, "<html><body>Please wait</body></html>");
    case "hang":
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    default:
      sendText(response, answer.status, "Something went wrong on our side.");
  }
}

async function readArguments({ request, url }: Exchange): Promise<Json> {
  const type = request.headers["content-type"] ?? "";
  const bytes = await readBytes(request);
  const query = Object.fromEntries(url.searchParams);
  if (type.startsWith("application/json")) return { ...query, ...readJsonObject(bytes.toString()) };
  const fields = type.startsWith("multipart/form-data")
    ? [...(await readForm(bytes, type))].filter((field): field is [string, string] => typeof field[1] === "string")
    : [...new URLSearchParams(bytes.toString())];
  return decode([...Object.entries(query), ...fields]);
}

function decode(fields: [string, string][]): Json {
  return Object.fromEntries(fields.map(([name, value]) => [name, JSON_ARGUMENTS.has(name) ? fromJson(value) : value]));
}

/** What is no JSON stays text: the method then says what is wrong with it. */
function fromJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

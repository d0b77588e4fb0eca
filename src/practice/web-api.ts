// One call to the Web API: who calls, whether the plan makes it fail, whether it comes too often, and then the method.
import { type ApiAnswer, type Body, done, fail } from "./answers.ts";
import type { Fault } from "./faults.ts";
import { canvasMethods } from "./methods/canvases.ts";
import { chatMethods } from "./methods/chat.ts";
import { conversationMethods } from "./methods/conversations.ts";
import { fileMethods } from "./methods/files.ts";
import { historyMethods } from "./methods/history.ts";
import { markMethods } from "./methods/marks.ts";
import { membershipMethods } from "./methods/membership.ts";
import type { Methods } from "./methods/method.ts";
import { userMethods } from "./methods/users.ts";
import { viewMethods } from "./methods/views.ts";
import { scopeProblem } from "./scopes.ts";
import type { Json, Workspace } from "./state.ts";

const methods = new Map(
  Object.entries<Methods[string]>({
    ...canvasMethods,
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...historyMethods,
    ...markMethods,
    ...membershipMethods,
    ...userMethods,
    ...viewMethods,
  }),
);

const OPEN_CONNECTION = "apps.connections.open";

/** Answers one call. Nothing here waits: a fault that hangs is the server's to act out. */
export function callMethod(ws: Workspace, token: string, method: string, args: Json): ApiAnswer {
  const refused = tokenProblem(ws, token, method);
  if (refused) return { status: 200, body: fail(refused) };
  const fault = ws.faults.beforeCall?.(method, args);
  if (fault) return actOut(ws, fault, method, args);
  const retryAfter_s = ws.limits.take(method, args, ws.clock.now());
  if (retryAfter_s !== undefined) return { status: 429, retryAfter_s };
  return { status: 200, body: run(ws, method, args) };
}

function tokenProblem(ws: Workspace, token: string, method: string): string | undefined {
  const { tokens, tokenRefused } = ws.state.app;
  if (method === "api.test") return undefined;
  if (token === "") return "not_authed";
  if (token !== tokens.bot && token !== tokens.app) return "invalid_auth";
  const rightKind = token === (method === OPEN_CONNECTION ? tokens.app : tokens.bot);
  if (!rightKind) return "not_allowed_token_type";
  return token === tokens.bot && tokenRefused !== null ? tokenRefused : undefined;
}

function actOut(ws: Workspace, fault: Fault, method: string, args: Json): ApiAnswer {
  if (fault.kind === "429") return { status: 429, retryAfter_s: fault.retryAfter_s };
  if (fault.applied) run(ws, method, args);
  if (fault.kind === "error") return { status: 200, body: fail(fault.error) };
  return { status: fault.kind === "http" ? fault.status : fault.kind };
}

function run(ws: Workspace, method: string, args: Json): Body {
  // The server adds the socket's URL: the core knows nothing of sockets.
  if (method === OPEN_CONNECTION) return done();
  return (
    scopeProblem(ws, method, args) ?? methods.get(method)?.(ws, args) ?? fail("unknown_method", { req_method: method })
  );
}

// Bolt, with one set of handlers for Socket Mode and HTTP. It sees commands, buttons, forms and shortcuts; never events.
import { App, LogLevel, type Receiver } from "@slack/bolt";
import { redactPayload } from "../../lib/pure/secrets.ts";
import { createSdkLog } from "../../lib/sdk-log.ts";
import { type Answer, giveAnswer, nothing, replyQuoting, type Ways } from "./answer.ts";
import { createFlood, type Flood } from "./flood.ts";
import { handle } from "./routes.ts";
import type { InDeps } from "./steps.ts";
import { actionRequest, commandRequest, formRequest, type Request, shortcutRequest } from "./request.ts";

/** The one slash command; everything else is a subcommand of it. */
export const SLASH_COMMAND = "/incident";

type Body = Record<string, unknown>;
type Ack = (body?: never) => Promise<void>;
type Respond = (message: never) => Promise<unknown>;

/** `receiver` is one of ours: it verified and, for events, stored what comes. */
export function createApp(receiver: Receiver, inDeps: InDeps): App {
  const deps = { ...inDeps, flood: createFlood(inDeps.clock) };
  const app = new App({
    receiver,
    // Handlers are given their own clients; Bolt's is never used, so it needs no token.
    authorize: async () => ({}),
    ignoreSelf: false,
    // What it has to say, app.error below says with a next step; by itself it would print beside our JSON lines.
    logger: createSdkLog(deps.log, LogLevel.INFO),
  });
  app.command(SLASH_COMMAND, (given) => take(deps, commandRequest(given.body as never), given));
  app.action(/.*/, (given) => take(deps, actionRequest(given.body as never), given));
  app.view(/.*/, (given) => take(deps, formRequest(given.body as never), { ack: given.ack }));
  app.shortcut(/.*/, (given) => {
    const hasResponseUrl = typeof (given.body as unknown as Body).response_url === "string";
    return take(deps, shortcutRequest(given.body as never), hasResponseUrl ? given : { ack: given.ack });
  });
  app.error(async (error) => deps.log.error({ err: error }, "Bolt could not hand a request on"));
  return app;
}

async function take(
  deps: InDeps & { flood: Flood },
  request: Request,
  given: { ack: unknown; respond?: unknown },
): Promise<void> {
  const { ack, respond } = given as { ack: Ack; respond?: Respond };
  const ways: Ways = {
    ack: (body) => ack(redactPayload(body) as never),
    call: deps.call,
    ...(respond ? { respond: async (message: Body) => void (await respond(redactPayload(message) as never)) } : {}),
  };
  const { team, user } = request;
  if (deps.flood.allows(`${team}:${user}`)) return deps.activity.track(answer(deps, request, ways));
  deps.log.warn({ user, kind: request.kind }, "one person asks more than anybody can: turned away unread");
  await deps.activity.track(giveAnswer(request, Promise.resolve(tooMuch(request, deps)), ways, deps));
}

/** In what Slack takes back by itself; a message for each press would be a flood of our own. */
function tooMuch(request: Request, { words }: InDeps): Answer {
  if (request.kind === "command") return replyQuoting(words.answers.tooMuch, request.text);
  return request.kind === "form"
    ? replyQuoting(words.answers.tooMuch, Object.values(request.fields).join("\n"))
    : nothing;
}

/** Handles a request and gives its answer: what a simulation calls in Bolt's place. */
export function answer(deps: InDeps, request: Request, ways: Ways): Promise<void> {
  const handling: Promise<Answer> = handle(request, deps);
  return giveAnswer(request, handling, ways, deps);
}

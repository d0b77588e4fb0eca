// Tickets Slack hands out with an interaction: a trigger opens one view within 3 s, a response URL takes 5 messages in 30 min.
import { type Body, done, type Failure, fail, isFailure } from "../answers.ts";
import { readBlocks } from "../block-kit/block-kit.ts";
import { addEphemeral, addMessage, editMessage, removeMessage } from "../messages/messages.ts";
import type { Block, Channel, Json, ResponseUrl, Workspace } from "../state.ts";

const TRIGGER_LIFE_MS = 3_000;
const RESPONSE_LIFE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

export function issueTrigger(ws: Workspace, user: string): string {
  const id = `${parseInt(ws.random.hex(5), 16)}.${parseInt(ws.random.hex(5), 16)}.${ws.random.hex(16)}`;
  ws.state.triggers.set(id, { user, expires: ws.clock.now() + TRIGGER_LIFE_MS, used: false });
  return id;
}

/** The member who may be shown a view; a trigger is used up by this. */
export function useTrigger(ws: Workspace, id: unknown): { user: string } | Failure {
  const trigger = ws.state.triggers.get(String(id));
  if (!trigger) return fail("invalid_trigger_id");
  if (trigger.used) return fail("exchanged_trigger_id");
  if (ws.clock.now() > trigger.expires) return fail("expired_trigger_id");
  trigger.used = true;
  return { user: trigger.user };
}

export function issueResponseUrl(
  ws: Workspace,
  user: string,
  channel: string,
  original: ResponseUrl["original"],
): string {
  const id = ws.random.hex(12);
  const expires = ws.clock.now() + RESPONSE_LIFE_MS;
  ws.state.responseUrls.set(id, { user, channel, usesLeft: RESPONSE_USES, expires, original });
  return `${ws.baseUrl}/response/${ws.state.team.id}/${id}`;
}

/** What a POST to a response URL does; takes the URL itself or its last part. */
export function respond(ws: Workspace, url: string, body: Json): Body {
  const ticket = ws.state.responseUrls.get(url.split("/").at(-1) ?? "");
  const channel = ticket && ws.state.channels.get(ticket.channel);
  if (!ticket || !channel) return fail("invalid_url");
  if (ws.clock.now() > ticket.expires) return fail("expired_url");
  if (ticket.usesLeft === 0) return fail("used_url");
  const answer = showResponse(ws, channel, ticket, body);
  if (answer.ok) ticket.usesLeft -= 1;
  return answer;
}

/** The body of an acknowledged slash command is a response too, and costs none of the five uses. */
export function respondInAck(ws: Workspace, user: string, channel: Channel, body: unknown): Body {
  const response = typeof body === "string" ? { text: body } : ((body ?? {}) as Json);
  if (!response.text && !response.blocks) return done();
  const ticket = { user, channel: channel.id, usesLeft: 1, expires: ws.clock.now(), original: null };
  return showResponse(ws, channel, ticket, response);
}

function showResponse(ws: Workspace, channel: Channel, ticket: ResponseUrl, body: Json): Body {
  const shown = ticket.original && findOriginal(channel, ticket);
  if (body.delete_original === true || body.delete_original === "true") {
    if (shown) dropOriginal(ws, channel, ticket);
    return done();
  }
  const blocks = readBlocks(ws, body.blocks, "message");
  if (isFailure(blocks)) return blocks;
  const text = String(body.text ?? "");
  if (text === "" && blocks.list.length === 0) return fail("no_text");
  if (body.replace_original === true && shown) return replaceOriginal(ws, channel, shown, text, blocks.list);
  const { botUser } = ws.state.app;
  const thread = typeof body.thread_ts === "string" ? { threadTs: body.thread_ts } : {};
  const draft = { user: botUser, text, blocks: blocks.list, ...thread };
  if (body.response_type === "in_channel") addMessage(ws, channel, draft);
  else addEphemeral(ws, channel, ticket.user, draft);
  return done();
}

function findOriginal(channel: Channel, ticket: ResponseUrl) {
  if (!ticket.original?.ephemeral) return channel.messages.get(ticket.original?.ts ?? "");
  return channel.ephemerals.find((one) => one.ts === ticket.original?.ts);
}

function replaceOriginal(
  ws: Workspace,
  channel: Channel,
  shown: NonNullable<ReturnType<typeof findOriginal>>,
  text: string,
  blocks: Block[],
) {
  if ("onlyFor" in shown) Object.assign(shown, { text, blocks });
  else editMessage(ws, channel, shown, ws.state.app.botUser, { text, blocks });
  ws.changed();
  return done();
}

function dropOriginal(ws: Workspace, channel: Channel, ticket: ResponseUrl): void {
  const ts = ticket.original?.ts;
  const message = channel.messages.get(ts ?? "");
  if (ticket.original?.ephemeral) channel.ephemerals = channel.ephemerals.filter((one) => one.ts !== ts);
  else if (message) removeMessage(ws, channel, message);
  ws.changed();
}

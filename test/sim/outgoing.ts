// Everything the program lets out, looked at as it leaves: no typed text has become a mention, a link or a broadcast, and
// nothing of a private incident goes to anybody who is not in its room.
import type { Channel } from "../../src/practice/state.ts";
import { PRIVATE_WORD } from "./checkers/private.ts";
import { LIVE_BAIT } from "./texts.ts";
import type { World } from "./world.ts";

/** To a channel, or to one person. */
interface To {
  channel?: unknown;
  user?: unknown;
}

export function inspectCall(world: World, method: string, args: Record<string, unknown>): void {
  const text = JSON.stringify(args);
  inspectTokens(world, method, text, args);
  if (!text.toLowerCase().includes(PRIVATE_WORD)) return;
  if (method === "conversations.create") {
    if (!args.is_private) world.violate(`a private incident's name is in a public channel's: ${text}`);
    return;
  }
  const [file] = (args.files ?? []) as { id: string }[];
  if (method === "files.getUploadURLExternal" && file === undefined) return;
  const channel = args.channel ?? args.channel_id ?? withCanvas(world, args.canvas_id);
  // Slack shows nobody what is meant for a channel that they are not in.
  const isShownInChannel = method === "chat.postEphemeral";
  const user = isShownInChannel ? undefined : (args.user ?? args.user_id ?? byTrigger(world, args));
  inspectReaders(world, method, { channel, user });
}

/** What the person who acted is shown, and nobody else. */
export function inspectAnswer(world: World, user: string, body: unknown): void {
  const text = JSON.stringify(body ?? null);
  inspectTokens(world, "an answer", text, body);
  if (text.toLowerCase().includes(PRIVATE_WORD)) inspectReaders(world, "an answer", { user });
}

function inspectTokens(world: World, what: string, text: string, body: unknown): void {
  if (!LIVE_BAIT.test(text)) return;
  const live = liveTexts(body).find((one) => LIVE_BAIT.test(one));
  if (live !== undefined) world.violate(`${what} holds a live token that somebody typed: ${live.slice(0, 300)}`);
}

/** The strings that Slack reads as mrkdwn: a message's text, and text objects that say so. */
function liveTexts(value: unknown, isTop = true): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => liveTexts(one, false));
  if (typeof value !== "object" || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  const own = typeof text === "string" && (isTop || type === "mrkdwn") ? [text] : [];
  return [...own, ...Object.values(value).flatMap((one) => liveTexts(one, false))];
}

function inspectReaders(world: World, what: string, { channel, user }: To): void {
  const { channels } = world.core.state;
  const room = typeof channel === "string" ? channels.get(channel) : undefined;
  const readers = typeof user === "string" ? [user] : (room?.members ?? []);
  const outsiders = readers.filter((one) => !mayRead(world, one));
  const isOpen = room?.kind === "channel";
  if (!isOpen && outsiders.length === 0 && readers.length > 0) return;
  world.violate(
    `${what} takes a private incident to ${isOpen ? `#${room.name}` : outsiders.join() || "nobody knows whom"}`,
  );
}

function mayRead({ core, declaredPrivately }: World, user: string): boolean {
  const isBot = user === core.state.app.botUser;
  return (
    isBot ||
    declaredPrivately.has(user) ||
    privateRooms(core.state.channels).some(({ members }) => members.includes(user))
  );
}

const privateRooms = (channels: ReadonlyMap<string, Channel>): Channel[] =>
  [...channels.values()].filter(({ kind, name }) => kind === "group" && name.startsWith("inc-"));

const withCanvas = ({ core }: World, id: unknown): unknown =>
  [...core.state.channels.values()].find(({ canvas }) => canvas !== null && canvas.id === id)?.id;

/** Who opened a form is whoever has its trigger. */
function byTrigger({ core }: World, { trigger_id, view_id }: Record<string, unknown>): unknown {
  if (typeof trigger_id === "string") return core.state.triggers.get(trigger_id)?.user;
  return [...core.state.modals.values()].flat().find(({ id }) => id === view_id)?.user;
}

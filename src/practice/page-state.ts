// The workspace as one member sees it: what the browser page shows.
import { fileUrl } from "./messages/file-shapes.ts";
import type { PageChannel, PageFile, PageMessage, PageState, PageView } from "./page-api.ts";
import { maySee } from "./permissions.ts";
import type { Channel, Ephemeral, Json, Message, StoredFile, User, View, Workspace } from "./state.ts";
import { modalsOf } from "./interactions/views.ts";

const MESSAGES_SHOWN = 300;

/** Undefined when there is no such member. */
export function pageState(ws: Workspace, me: string, canMoveTime: boolean): Omit<PageState, "outage"> | undefined {
  const { state } = ws;
  const user = state.users.get(me);
  if (!user) return undefined;
  const home = state.homes.get(me);
  const visible = [...state.channels.values()].filter((channel) => maySee(channel, user));
  return {
    revision: state.revision,
    workspace: { name: state.team.name, team: state.team.id },
    app: { name: state.app.name, botUser: state.app.botUser, connected: ws.deliveries.isConnected() },
    now: ws.clock.now(),
    canMoveTime,
    me,
    users: [...state.users.values()].filter((one) => !one.deleted).map(pageUser),
    channels: visible.map((channel) => pageChannel(ws, channel, me)),
    modals: modalsOf(ws, me).map(pageView),
    home: home ? pageView(home) : null,
    commands: state.app.commands,
    shortcuts: state.app.shortcuts,
    notices: state.notices.filter((one) => one.user === me).map(({ id, text }) => ({ id, text })),
  };
}

function pageUser({ id, name, realName, title, isBot, kind, color }: User) {
  return { id, name, realName, title, isBot, kind, color };
}

function pageChannel(ws: Workspace, channel: Channel, me: string): PageChannel {
  const shown = lastMessages(channel, me).map((message) => pageMessage(ws, channel, message));
  const other = channel.members.find((one) => one !== me) ?? me;
  return {
    id: channel.id,
    name: channel.name,
    isPrivate: channel.kind !== "channel",
    isArchived: channel.isArchived,
    directWith: channel.kind === "im" ? other : null,
    groupWith: channel.kind === "mpim" ? channel.members.filter((one) => one !== me) : null,
    topic: channel.topic.value,
    members: channel.members,
    messages: shown,
    bookmarks: channel.bookmarks.map(({ id, title, link, emoji }) => ({ id, title, link, emoji })),
    canvas: channel.canvas,
    ...unreadIn(ws, channel, me),
  };
}

/** With this member's ephemerals among them, in the order of time. */
function lastMessages(channel: Channel, me: string): (Message | Ephemeral)[] {
  const own = channel.ephemerals.filter((one) => one.onlyFor === me).slice(-MESSAGES_SHOWN);
  const posted = [...channel.messages.values()].slice(-MESSAGES_SHOWN);
  if (own.length === 0) return posted;
  return [...posted, ...own].sort((a, b) => Number(a.ts) - Number(b.ts)).slice(-MESSAGES_SHOWN);
}

function unreadIn(ws: Workspace, channel: Channel, me: string): { unread: number; mentioned: boolean } {
  if (!channel.members.includes(me)) return { unread: 0, mentioned: false };
  const read = ws.state.reads.get(me)?.get(channel.id) ?? "";
  const isNew = (one: Message) => one.ts > read && one.user !== me && (!one.threadTs || one.broadcast === true);
  const fresh = [...channel.messages.values()].filter(isNew);
  const calls = [`<@${me}>`, "<!here>", "<!channel>", "<!everyone>"];
  const saysMe = (one: Message) => {
    const text = one.blocks.length > 0 ? one.text + JSON.stringify(one.blocks) : one.text;
    return channel.kind === "im" || channel.kind === "mpim" || calls.some((call) => text.includes(call));
  };
  return { unread: fresh.length, mentioned: fresh.some(saysMe) };
}

function pageMessage(ws: Workspace, channel: Channel, message: Message | Ephemeral): PageMessage {
  return {
    ts: message.ts,
    threadTs: message.threadTs ?? (channel.threads.get(message.ts)?.length ? message.ts : null),
    user: message.user,
    text: message.text,
    blocks: message.botId ? message.blocks : [],
    subtype: message.subtype ?? null,
    editedTs: message.edited?.ts ?? null,
    replyCount: channel.threads.get(message.ts)?.length ?? 0,
    reactions: message.reactions,
    files: message.fileIds.flatMap((id) => {
      const file = ws.state.files.get(id);
      return file ? [pageFile(ws, file)] : [];
    }),
    pinned: channel.pins.some((pin) => pin.ts === message.ts),
    ephemeral: "onlyFor" in message,
  };
}

function pageFile(ws: Workspace, file: StoredFile): PageFile {
  const { id, name, title, mimetype, bytes } = file;
  const preview = mimetype.startsWith("text/") ? firstLines(bytes) : null;
  return { id, name, title, mimetype, size: bytes.length, url: fileUrl(ws, file).slice(ws.baseUrl.length), preview };
}

const PREVIEW_BYTES = 600;
const PREVIEW_LINES = 5;

/** Cut between characters: a half one at the end is left out. */
function firstLines(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, PREVIEW_BYTES)).replace(/\uFFFD$/, "");
  return text.split("\n").slice(0, PREVIEW_LINES).join("\n");
}

const words = (text: Json | null): string | null => (text ? String(text.text) : null);

function pageView(view: View): PageView {
  return {
    id: view.id,
    type: view.type,
    title: words(view.title) ?? "",
    submit: words(view.submit),
    close: words(view.close),
    blocks: view.blocks,
    errors: view.errors,
    busy: view.busy,
  };
}

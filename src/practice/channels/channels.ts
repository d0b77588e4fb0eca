// Channels and who is in them. Each change also leaves Slack's line in the channel and tells the app.
import { emit } from "../events.ts";
import { freshId } from "../ids.ts";
import { addSystemMessage, nextTs } from "../messages/messages.ts";
import type { Channel, ChannelKind, Json, Workspace } from "../state.ts";
import { channelNamed } from "../messages/text.ts";

/** An empty channel that nobody knows of yet. */
export function blankChannel(id: string, name: string, kind: ChannelKind, creator: string, created: number): Channel {
  const nothing = { value: "", creator: "", last_set: 0 };
  return {
    id,
    name,
    kind,
    isArchived: false,
    isGeneral: false,
    isShared: false,
    creator,
    created,
    topic: { ...nothing },
    purpose: { ...nothing },
    previousNames: [],
    members: [],
    messages: new Map(),
    threads: new Map(),
    ephemerals: [],
    bookmarks: [],
    pins: [],
    canvas: null,
    lastTs_us: 0,
  };
}

/** The error Slack names for a channel name it refuses, or undefined. */
export function nameProblem(ws: Workspace, name: string): string | undefined {
  if (name === "") return "invalid_name_required";
  if ([...name].length > 80) return "invalid_name_maxlength";
  if (!/^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u.test(name)) return "invalid_name_specials";
  if (/^[_-]+$/.test(name)) return "invalid_name_punctuation";
  return channelNamed(ws.state, name) ? "name_taken" : undefined;
}

export function createChannel(ws: Workspace, name: string, kind: "channel" | "group", creator: string): Channel {
  const channel = blankChannel(freshId(ws.random, "C"), name, kind, creator, ws.clock.now());
  ws.state.channels.set(channel.id, channel);
  if (kind === "channel")
    emit(ws, { type: "channel_created", channel: createdShape(ws, channel), event_ts: nextTs(ws, channel) });
  addMember(ws, channel, creator);
  return channel;
}

/** The direct message between two people, opened when it is not there yet. */
export function directChannel(ws: Workspace, a: string, b: string): { channel: Channel; existed: boolean } {
  for (const channel of ws.state.channels.values()) {
    if (channel.kind !== "im" || !channel.members.includes(a) || !channel.members.includes(b)) continue;
    if (a !== b || channel.members.length === 1) return { channel, existed: true };
  }
  const channel = blankChannel(freshId(ws.random, "D"), "", "im", a, ws.clock.now());
  channel.members = [...new Set([a, b])];
  ws.state.channels.set(channel.id, channel);
  ws.changed();
  return { channel, existed: false };
}

/** The group direct message of exactly these people, opened when it is not there yet. */
export function groupDirectChannel(ws: Workspace, users: readonly string[]): { channel: Channel; existed: boolean } {
  for (const channel of ws.state.channels.values()) {
    if (channel.kind !== "mpim" || channel.members.length !== users.length) continue;
    if (users.every((user) => channel.members.includes(user))) return { channel, existed: true };
  }
  const handles = users.map((user) => ws.state.users.get(user)?.name ?? user);
  const name = `mpdm-${handles.join("--")}-1`;
  const channel = blankChannel(freshId(ws.random, "C"), name, "mpim", users[0]!, ws.clock.now());
  channel.members = [...users];
  ws.state.channels.set(channel.id, channel);
  ws.changed();
  return { channel, existed: false };
}

export function addMember(ws: Workspace, channel: Channel, user: string, inviter?: string): void {
  if (channel.members.includes(user)) return;
  channel.members.push(user);
  const invited = inviter && inviter !== user ? { inviter } : {};
  addSystemMessage(ws, channel, user, prefixed(channel, "join"), `<@${user}> has joined the channel`, invited);
  const event = { type: "member_joined_channel", user, channel: channel.id, channel_type: letter(channel) };
  emit(ws, { ...event, team: ws.state.team.id, ...invited, event_ts: nextTs(ws, channel) }, channel);
}

/** `by` somebody else it is a removal. */
export function removeMember(ws: Workspace, channel: Channel, user: string, by: string = user): void {
  if (!channel.members.includes(user)) return;
  // The app learns of its own leaving too, so the event goes out before the membership ends.
  addSystemMessage(ws, channel, user, prefixed(channel, "leave"), `<@${user}> has left the channel`);
  const event =
    user === ws.state.app.botUser
      ? // Of its own leaving an app is told by another event, and not by the one that tells of others.
        { type: prefixed(channel, "left"), channel: channel.id, actor_id: by }
      : {
          type: "member_left_channel",
          user,
          channel: channel.id,
          channel_type: letter(channel),
          team: ws.state.team.id,
        };
  emit(ws, { ...event, event_ts: nextTs(ws, channel) }, channel);
  channel.members = channel.members.filter((one) => one !== user);
  ws.changed();
}

export function renameChannel(ws: Workspace, channel: Channel, name: string, by: string): void {
  const old_name = channel.name;
  channel.previousNames = [...channel.previousNames, old_name];
  channel.name = name;
  const text = `has renamed the channel from "${old_name}" to "${name}"`;
  addSystemMessage(ws, channel, by, prefixed(channel, "name"), text, { name, old_name });
  const shape = { id: channel.id, name, name_normalized: name, created: Math.floor(channel.created / 1_000) };
  const shown = { ...shape, is_channel: channel.kind === "channel", is_mpim: false };
  emitFate(ws, channel, { type: prefixed(channel, "rename"), channel: shown });
}

export function setAbout(ws: Workspace, channel: Channel, what: "topic" | "purpose", value: string, by: string): void {
  channel[what] = { value, creator: by, last_set: Math.floor(ws.clock.now() / 1_000) };
  const text = value === "" ? `cleared the channel ${what}` : `set the channel ${what}: ${value}`;
  addSystemMessage(ws, channel, by, prefixed(channel, what), text, { [what]: value });
}

/** An app is out of a channel that is archived, and does not come back with it; nothing tells it so. */
export function setArchived(ws: Workspace, channel: Channel, archived: boolean, by: string): void {
  const what = archived ? "archive" : "unarchive";
  addSystemMessage(ws, channel, by, prefixed(channel, what), `<@${by}> ${what}d the channel`);
  channel.isArchived = archived;
  emitFate(ws, channel, { type: prefixed(channel, what), channel: channel.id, user: by });
  if (archived) channel.members = channel.members.filter((one) => one !== ws.state.app.botUser);
  else if (!channel.members.includes(by)) channel.members = [...channel.members, by];
  ws.changed();
}

/** Gone for good; only an administrator's act does this. */
export function deleteChannel(ws: Workspace, channel: Channel): void {
  emitFate(ws, channel, { type: prefixed(channel, "deleted"), channel: channel.id });
  ws.state.channels.delete(channel.id);
  ws.changed();
}

/** From here on the channel's messages arrive as message.groups. */
export function makePrivate(ws: Workspace, channel: Channel, by: string): void {
  addSystemMessage(ws, channel, by, "channel_convert_to_private", `<@${by}> made this channel private`);
  channel.kind = "group";
  ws.changed();
}

/** What becomes of a public channel is told whether or not the app is in it. */
function emitFate(ws: Workspace, channel: Channel, event: Json & { type: string }): void {
  const inside = channel.kind === "channel" ? undefined : channel;
  emit(ws, { ...event, event_ts: nextTs(ws, channel) }, inside);
}

/** channel_archive or group_archive: private channels keep their old name in events. */
const prefixed = (channel: Channel, what: string) => `${channel.kind === "group" ? "group" : "channel"}_${what}`;

const letter = (channel: Channel) => (channel.kind === "group" ? "G" : "C");

function createdShape(ws: Workspace, channel: Channel): Json {
  const created = Math.floor(channel.created / 1_000);
  const name = { name: channel.name, name_normalized: channel.name };
  return {
    id: channel.id,
    is_channel: true,
    ...name,
    created,
    creator: channel.creator,
    context_team_id: ws.state.team.id,
  };
}

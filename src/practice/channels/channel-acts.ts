// What a person does with channels on the page: join, leave, create, rename, archive, invite, remove, message somebody.
import type { ActOf } from "../act-of.ts";
import { type Body, done, fail, isFailure } from "../answers.ts";
import {
  addMember,
  createChannel,
  directChannel,
  nameProblem,
  removeMember,
  renameChannel,
  setArchived,
} from "./channels.ts";
import { markRead } from "../messages/messages.ts";
import { ownChannel, visibleChannel } from "../permissions.ts";
import type { Channel, User, Workspace } from "../state.ts";

type ChannelAct = ActOf<
  "join" | "leave" | "read" | "archive" | "unarchive" | "create-channel" | "rename" | "invite" | "kick" | "open-direct"
>;

export function channelActs(ws: Workspace, user: User, what: ChannelAct): Body {
  switch (what.act) {
    case "create-channel":
      return create(ws, user, what.name);
    case "open-direct":
      return openDirect(ws, user, what.user);
    case "unarchive":
      return unarchive(ws, user, what.channel);
    case "join":
    case "read":
    case "leave":
      return enter(ws, user, what);
    default:
      return manage(ws, user, what);
  }
}

function create(ws: Workspace, user: User, name: string): Body {
  if (user.kind !== "member") return fail("restricted_action");
  const problem = nameProblem(ws, name);
  return problem ? fail(problem) : done({ channel: createChannel(ws, name, "channel", user.id).id });
}

function openDirect(ws: Workspace, user: User, other: string): Body {
  if (!ws.state.users.has(other)) return fail("user_not_found");
  return done({ channel: directChannel(ws, user.id, other).channel.id });
}

function enter(ws: Workspace, user: User, what: ActOf<"join" | "read" | "leave">): Body {
  const channel = visibleChannel(ws, user, what.channel);
  if (isFailure(channel)) return channel;
  const last = [...channel.messages.keys()].at(-1);
  if (what.act === "read") {
    if (last) markRead(ws, user.id, channel, last);
  } else if (channel.isArchived) return fail("is_archived");
  else if (what.act === "join") addMember(ws, channel, user.id);
  else if (channel.isGeneral) return fail("cant_leave_general");
  else removeMember(ws, channel, user.id);
  return done({ channel: channel.id });
}

function unarchive(ws: Workspace, user: User, id: string): Body {
  const channel = visibleChannel(ws, user, id);
  if (isFailure(channel)) return channel;
  if (!channel.isArchived) return fail("not_archived");
  setArchived(ws, channel, false, user.id);
  return done({ channel: channel.id });
}

function manage(ws: Workspace, user: User, what: ActOf<"archive" | "rename" | "invite" | "kick">): Body {
  const channel = ownChannel(ws, user, what.channel);
  if (isFailure(channel)) return channel;
  if (user.kind !== "member") return fail("restricted_action");
  const refused = change(ws, user, channel, what);
  return refused ? fail(refused) : done({ channel: channel.id });
}

/** Answers the error, when there is one. */
function change(ws: Workspace, user: User, channel: Channel, what: ActOf<"archive" | "rename" | "invite" | "kick">) {
  if (channel.kind === "im" || channel.kind === "mpim") return "method_not_supported_for_channel_type";
  switch (what.act) {
    case "archive":
      if (channel.isGeneral) return "cant_archive_general";
      return void setArchived(ws, channel, true, user.id);
    case "rename": {
      const problem = nameProblem(ws, what.name);
      return problem ?? void renameChannel(ws, channel, what.name, user.id);
    }
    case "invite": {
      const guest = ws.state.users.get(what.user);
      if (!guest || guest.deleted) return "user_not_found";
      if (channel.members.includes(what.user)) return "already_in_channel";
      return void addMember(ws, channel, what.user, user.id);
    }
    case "kick":
      if (!channel.members.includes(what.user)) return "not_in_channel";
      if (channel.isGeneral) return "cant_kick_from_general";
      return void removeMember(ws, channel, what.user, user.id);
  }
}

// conversations.*: making, finding and changing channels.
import { type Body, done, fail, isFailure } from "../answers.ts";
import { channelShape } from "../channels/channel-shapes.ts";
import {
  createChannel,
  directChannel,
  groupDirectChannel,
  nameProblem,
  renameChannel,
  setAbout,
  setArchived,
} from "../channels/channels.ts";
import type { Channel, Json, Workspace } from "../state.ts";
import { findChannel, findOwnChannel, isTrue, listOf, type Methods, pageOf, textOf } from "./method.ts";

const ABOUT_CHARS_MAX = 250;
/** People in a group direct message, besides the app. */
const GROUP_MAX = 8;

export const conversationMethods: Methods = {
  "conversations.create": create,
  "conversations.info": info,
  "conversations.list": list,
  "users.conversations": listMine,
  "conversations.open": open,
  "conversations.setTopic": (ws, args) => about(ws, args, "topic"),
  "conversations.setPurpose": (ws, args) => about(ws, args, "purpose"),
  "conversations.rename": rename,
  "conversations.archive": archive,
  "conversations.unarchive": unarchive,
};

function create(ws: Workspace, args: Json): Body {
  const name = textOf(args.name);
  const problem = nameProblem(ws, name);
  if (problem) return fail(problem);
  const channel = createChannel(ws, name, isTrue(args.is_private) ? "group" : "channel", ws.state.app.botUser);
  return done({ channel: channelShape(ws, channel) });
}

function info(ws: Workspace, args: Json): Body {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const count = isTrue(args.include_num_members) ? { num_members: channel.members.length } : {};
  const { canvas } = channel;
  const properties = canvas ? { canvas: { file_id: canvas.id, is_empty: canvas.sections.length === 0 } } : {};
  return done({ channel: { ...channelShape(ws, channel), properties, ...count } });
}

function list(ws: Workspace, args: Json): Body {
  return listWhere(ws, args, (channel) => !isFailure(findChannel(ws, channel.id)));
}

function listMine(ws: Workspace, args: Json): Body {
  const user = textOf(args.user) || ws.state.app.botUser;
  return listWhere(ws, args, (channel) => channel.members.includes(user) && !isFailure(findChannel(ws, channel.id)));
}

const TYPE_NAMES = { channel: "public_channel", group: "private_channel", im: "im", mpim: "mpim" };

function listWhere(ws: Workspace, args: Json, wanted: (channel: Channel) => boolean): Body {
  const types = args.types ? listOf(args.types) : ["public_channel"];
  const unknown = types.some((type) => !Object.values(TYPE_NAMES).includes(type));
  if (unknown) return fail("invalid_types");
  const all = [...ws.state.channels.values()]
    .filter((channel) => types.includes(TYPE_NAMES[channel.kind]))
    .filter((channel) => !(channel.isArchived && isTrue(args.exclude_archived)))
    .filter(wanted);
  const found = pageOf(all, { limit: 100, ...args }, (channel) => channel.id);
  if (isFailure(found)) return found;
  const channels = found.page.map((channel) => ({ ...channelShape(ws, channel), num_members: channel.members.length }));
  return done({ channels, response_metadata: found.response_metadata });
}

function open(ws: Workspace, args: Json): Body {
  if (args.channel) {
    const channel = findChannel(ws, args.channel);
    return isFailure(channel) ? channel : done({ channel: { id: channel.id } });
  }
  const users = listOf(args.users);
  if (users.length === 0) return fail("users_list_not_supplied");
  if (users.length > GROUP_MAX) return fail("too_many_users");
  const found = users.map((id) => ws.state.users.get(id));
  if (found.includes(undefined)) return fail("user_not_found");
  if (found.some((user) => user?.deleted)) return fail("user_disabled");
  const all = [...new Set([ws.state.app.botUser, ...users])];
  const { channel, existed } = all.length > 2 ? groupDirectChannel(ws, all) : directChannel(ws, all[0]!, users[0]!);
  const shown = isTrue(args.return_im) ? channelShape(ws, channel) : { id: channel.id };
  return done({ ...(existed && { no_op: true, already_open: true }), channel: shown });
}

function about(ws: Workspace, args: Json, what: "topic" | "purpose"): Body {
  const channel = findOwnChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const value = textOf(args[what]);
  if ([...value].length > ABOUT_CHARS_MAX) return fail("too_long");
  setAbout(ws, channel, what, value, ws.state.app.botUser);
  return done({ channel: channelShape(ws, channel) });
}

function rename(ws: Workspace, args: Json): Body {
  const channel = findOwnChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const name = textOf(args.name);
  const problem = nameProblem(ws, name);
  if (problem && channel.name !== name) return fail(problem);
  // Whoever made the channel may rename it; so may administrators, which apps are not.
  if (channel.creator !== ws.state.app.botUser) return fail("not_authorized");
  if (channel.name !== name) renameChannel(ws, channel, name, ws.state.app.botUser);
  return done({ channel: channelShape(ws, channel) });
}

function archive(ws: Workspace, args: Json): Body {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  if (channel.isArchived) return fail("already_archived");
  if (!channel.members.includes(ws.state.app.botUser)) return fail("not_in_channel");
  if (channel.isGeneral) return fail("cant_archive_general");
  setArchived(ws, channel, true, ws.state.app.botUser);
  return done();
}

/** No app can: it is out of every archived channel, and cannot join one. */
function unarchive(ws: Workspace, args: Json): Body {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  return fail(channel.isArchived ? "not_in_channel" : "not_archived");
}

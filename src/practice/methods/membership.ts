// conversations.join, .invite, .kick, .leave, .members: who is in a channel.
import { type Body, done, fail, isFailure } from "../answers.ts";
import { channelShape } from "../channels/channel-shapes.ts";
import { addMember, removeMember } from "../channels/channels.ts";
import type { Channel, Json, Workspace } from "../state.ts";
import { findChannel, findOwnChannel, findUser, isTrue, listOf, type Methods, pageOf } from "./method.ts";

const INVITES_MAX = 100;

export const membershipMethods: Methods = {
  "conversations.join": join,
  "conversations.invite": invite,
  "conversations.kick": kick,
  "conversations.leave": leave,
  "conversations.members": members,
};

function join(ws: Workspace, args: Json): Body {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  if (channel.isArchived) return fail("is_archived");
  if (channel.kind !== "channel") return fail("method_not_supported_for_channel_type");
  const { botUser } = ws.state.app;
  const already = channel.members.includes(botUser);
  addMember(ws, channel, botUser);
  const warning = { warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } };
  return done({ channel: channelShape(ws, channel), ...(already && warning) });
}

/** Without `force` one wrong id stops all; with it the right ones go through and the others are listed. */
function invite(ws: Workspace, args: Json): Body {
  const channel = findOwnChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const users = listOf(args.users);
  if (users.length === 0) return fail("no_user");
  if (users.length > INVITES_MAX) return fail("too_many_users");
  const errors = users.flatMap((user) => {
    const error = inviteProblem(ws, channel, user);
    return error ? [{ user, ok: false, error }] : [];
  });
  const welcome = users.filter((user) => !errors.some((one) => one.user === user));
  const first = errors[0];
  if (first && (welcome.length === 0 || !isTrue(args.force)))
    return fail(first.error, users.length > 1 ? { errors } : {});
  for (const user of welcome) addMember(ws, channel, user, ws.state.app.botUser);
  return done({ channel: channelShape(ws, channel), ...(errors.length > 0 && { errors }) });
}

/** Why this person cannot be invited, as Slack names it. */
function inviteProblem(ws: Workspace, channel: Channel, id: string): string | undefined {
  const user = ws.state.users.get(id);
  if (!user) return "user_not_found";
  if (id === ws.state.app.botUser) return "cant_invite_self";
  if (user.deleted) return "cant_invite";
  return channel.members.includes(id) ? "already_in_channel" : undefined;
}

function kick(ws: Workspace, args: Json): Body {
  const channel = findOwnChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const user = findUser(ws, args.user);
  if (isFailure(user)) return user;
  if (user.id === ws.state.app.botUser) return fail("cant_kick_self");
  if (channel.isGeneral) return fail("cant_kick_from_general");
  if (!channel.members.includes(user.id)) return fail("not_in_channel");
  removeMember(ws, channel, user.id);
  return done({ errors: {} });
}

function leave(ws: Workspace, args: Json): Body {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const { botUser } = ws.state.app;
  if (!channel.members.includes(botUser)) return done({ not_in_channel: true });
  if (channel.isArchived) return fail("is_archived");
  if (channel.isGeneral) return fail("cant_leave_general");
  removeMember(ws, channel, botUser);
  return done();
}

function members(ws: Workspace, args: Json): Body {
  const channel = findChannel(ws, args.channel);
  if (isFailure(channel)) return channel;
  const found = pageOf(channel.members, { limit: 100, ...args }, (user) => user);
  if (isFailure(found)) return found;
  return done({ members: found.page, response_metadata: found.response_metadata });
}

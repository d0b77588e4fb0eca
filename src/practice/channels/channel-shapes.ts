// A channel as the Web API shows it.
import type { Channel, Json, Workspace } from "../state.ts";

export function channelShape(ws: Workspace, channel: Channel): Json {
  const created = Math.floor(channel.created / 1_000);
  const { team, app } = ws.state;
  if (channel.kind === "im") {
    const user = channel.members.find((one) => one !== app.botUser) ?? app.botUser;
    return {
      id: channel.id,
      created,
      is_im: true,
      is_org_shared: false,
      user,
      is_archived: false,
      context_team_id: team.id,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === "channel",
    is_group: channel.kind === "group",
    is_im: false,
    is_mpim: channel.kind === "mpim",
    is_private: channel.kind !== "channel",
    is_archived: channel.isArchived,
    is_general: channel.isGeneral,
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    is_org_shared: false,
    is_member: channel.members.includes(app.botUser),
    created,
    creator: channel.creator,
    updated: channel.created,
    unlinked: 0,
    topic: channel.topic,
    purpose: channel.purpose,
    previous_names: channel.previousNames,
    context_team_id: team.id,
  };
}

// People, bots and user groups as the Web API and the events show them.
import { emit } from "./events.ts";
import type { Json, User, UserGroup, Workspace } from "./state.ts";

export function userShape(ws: Workspace, user: User): Json {
  const { team, app } = ws.state;
  const isExternal = user.kind === "external";
  const team_id = isExternal ? "T0EXTERNAL" : team.id;
  const names = { real_name: user.realName, real_name_normalized: user.realName };
  // The name that Slack shows beside a message, as the page does.
  const display = { display_name: user.realName, display_name_normalized: user.realName };
  return {
    id: user.id,
    team_id,
    name: user.name,
    deleted: user.deleted,
    color: user.color.replace("#", ""),
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: 0,
    profile: {
      ...names,
      ...display,
      title: user.title,
      email: user.email,
      team: team_id,
      ...(user.id === app.botUser && { bot_id: app.botId, api_app_id: app.id }),
    },
    is_admin: user.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.kind === "guest",
    is_ultra_restricted: false,
    is_stranger: isExternal,
    is_bot: user.isBot,
    is_app_user: false,
    updated: 0,
  };
}

export function groupShape(ws: Workspace, group: UserGroup): Json {
  const base = { id: group.id, team_id: ws.state.team.id, is_usergroup: true, is_subteam: true, is_external: false };
  return {
    ...base,
    name: group.name,
    handle: group.handle,
    description: "",
    user_count: group.users.length,
    date_delete: 0,
  };
}

/** Changes who somebody is (deactivated, made a guest, renamed) and tells the app. */
export function changeUser(ws: Workspace, user: User, change: Partial<Omit<User, "id">>): void {
  Object.assign(user, change);
  ws.changed();
  const event_ts = (ws.clock.now() / 1_000).toFixed(6);
  emit(ws, { type: "user_change", user: userShape(ws, user), cache_ts: Math.floor(ws.clock.now() / 1_000), event_ts });
}

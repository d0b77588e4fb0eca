// users.*, usergroups.*, team.info, bots.info, dnd.info, auth.test: who is who.
import { type Body, done, fail, isFailure } from "../answers.ts";
import type { Json, Workspace } from "../state.ts";
import { groupShape, userShape } from "../users.ts";
import { findUser, isTrue, type Methods, pageOf, textOf } from "./method.ts";

export const userMethods: Methods = {
  "api.test": (_ws, args) => (args.error ? fail(textOf(args.error), { args }) : done({ args })),
  "auth.test": authTest,
  "team.info": teamInfo,
  "bots.info": botInfo,
  "dnd.info": dndInfo,
  "users.info": userInfo,
  "users.list": listUsers,
  "users.lookupByEmail": lookupByEmail,
  "usergroups.list": listGroups,
  "usergroups.users.list": listGroupUsers,
};

function authTest(ws: Workspace): Body {
  const { team, app, users } = ws.state;
  const bot = { user: users.get(app.botUser)?.name, user_id: app.botUser, bot_id: app.botId };
  return done({ url: `${ws.baseUrl}/`, team: team.name, team_id: team.id, ...bot, is_enterprise_install: false });
}

function teamInfo(ws: Workspace): Body {
  const { id, name, domain } = ws.state.team;
  return done({ team: { id, name, domain, email_domain: "", icon: { image_default: true } } });
}

function botInfo(ws: Workspace, args: Json): Body {
  const { app } = ws.state;
  if (args.bot !== undefined && args.bot !== app.botId) return fail("bot_not_found");
  const bot = { id: app.botId, deleted: false, name: app.name, updated: 0, app_id: app.id, user_id: app.botUser };
  return done({ bot: { ...bot, icons: {} } });
}

function dndInfo(ws: Workspace, args: Json): Body {
  const user = findUser(ws, args.user ?? ws.state.app.botUser);
  if (isFailure(user)) return user;
  return done({ dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 });
}

function userInfo(ws: Workspace, args: Json): Body {
  const user = findUser(ws, args.user);
  return isFailure(user) ? user : done({ user: userShape(ws, user) });
}

function listUsers(ws: Workspace, args: Json): Body {
  const found = pageOf([...ws.state.users.values()], args, (user) => user.id);
  if (isFailure(found)) return found;
  const members = found.page.map((user) => userShape(ws, user));
  return done({ members, cache_ts: Math.floor(ws.clock.now() / 1_000), response_metadata: found.response_metadata });
}

function lookupByEmail(ws: Workspace, args: Json): Body {
  const email = textOf(args.email).toLowerCase();
  const user = [...ws.state.users.values()].find((one) => one.email !== "" && one.email === email && !one.deleted);
  return user ? done({ user: userShape(ws, user) }) : fail("users_not_found");
}

function listGroups(ws: Workspace, args: Json): Body {
  const withUsers = isTrue(args.include_users);
  const shown = ws.state.userGroups.map((group) => ({
    ...groupShape(ws, group),
    ...(withUsers && { users: group.users }),
  }));
  return done({ usergroups: shown });
}

function listGroupUsers(ws: Workspace, args: Json): Body {
  const group = ws.state.userGroups.find((one) => one.id === args.usergroup);
  return group ? done({ users: group.users }) : fail("no_such_subteam");
}

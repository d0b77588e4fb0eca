// A fresh state from a seed: ids come from names, so they are the same after every start.
import type { Instant } from "../lib/pure/time.ts";
import { blankChannel } from "./channels/channels.ts";
import { namedId } from "./ids.ts";
import type { WorkspaceSeed } from "./seed.ts";
import type { AppInfo, Channel, State, User } from "./state.ts";

/** Avatar colours that white letters can be read on. */
const COLORS = [
  "#2b6cb0",
  "#9b2c5e",
  "#2f7d4f",
  "#a4511a",
  "#6b46c1",
  "#17767d",
  "#8a5a00",
  "#b0303a",
  "#4a5a73",
  "#5f6f1f",
];

export function seedState(seed: WorkspaceSeed, now: Instant): State {
  const { name, team, domain } = seed.workspace;
  const app = seedApp(seed);
  const users = new Map(seedUsers(seed, app).map((user) => [user.id, user]));
  const channels = new Map(seedChannels(seed, now).map((channel) => [channel.id, channel]));
  return {
    revision: 0,
    team: { id: team, name, domain },
    canvasRule: "allowed",
    app,
    users,
    userGroups: seed.groups.map(({ handle, name, users }) => ({
      id: namedId("S", handle),
      handle,
      name,
      users: users.map(userId),
    })),
    channels,
    modals: new Map(),
    homes: new Map(),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    notices: [],
    noticeCount: 0,
    reads: new Map(),
  };
}

const userId = (name: string) => namedId("U", name);

function seedApp({ app }: WorkspaceSeed): AppInfo {
  const ids = { id: namedId("A", app.name), botUser: userId(app.bot), botId: namedId("B", app.name) };
  return { ...app, ...ids, events: app.events ?? null, scopes: app.scopes ?? null, tokenRefused: null };
}

function seedUsers(seed: WorkspaceSeed, app: AppInfo): User[] {
  const bot = { name: seed.app.bot, realName: app.name, title: "", email: "", tz: "UTC", kind: "member" as const };
  const all = [{ ...bot, admin: false, bot: true, color: undefined }, ...seed.users];
  return all.map(({ admin, bot: isBot, color, ...user }, index) => ({
    ...user,
    id: userId(user.name),
    color: color ?? COLORS[index % COLORS.length]!,
    isBot,
    isAdmin: admin,
    deleted: false,
  }));
}

function seedChannels(seed: WorkspaceSeed, now: Instant): Channel[] {
  const everyone = seed.users.filter((user) => user.kind === "member" && !user.bot).map((user) => user.name);
  return seed.channels.map((one) => {
    const names = one.members === "everyone" ? everyone : one.members;
    const creator = userId(names[0] ?? seed.users[0]!.name);
    const channel = blankChannel(namedId("C", one.name), one.name, one.private ? "group" : "channel", creator, now);
    const about = { creator, last_set: Math.floor(now / 1_000) };
    channel.members = names.map(userId);
    channel.isGeneral = one.name === "general";
    if (one.topic) channel.topic = { value: one.topic, ...about };
    if (one.purpose) channel.purpose = { value: one.purpose, ...about };
    channel.isShared =
      one.members !== "everyone" && seed.users.some((user) => user.kind === "external" && names.includes(user.name));
    return channel;
  });
}

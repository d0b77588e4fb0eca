// Which scope a method needs, so that an app meets `missing_scope` here before it does in Slack.
import { type Failure, fail } from "./answers.ts";
import { isTrue } from "./methods/method.ts";
import type { Json, Workspace } from "./state.ts";

// Any one of the scopes in a row is enough. A method without a row needs none: views.*, auth.test, chat.getPermalink.
const NEEDED: Record<string, string> = {
  "bookmarks.add": "bookmarks:write",
  "bookmarks.edit": "bookmarks:write",
  "bookmarks.list": "bookmarks:read",
  "bookmarks.remove": "bookmarks:write",
  "canvases.edit": "canvases:write",
  "canvases.sections.lookup": "canvases:read",
  "chat.delete": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.postMessage": "chat:write",
  "chat.update": "chat:write",
  "conversations.canvases.create": "canvases:write",
  "conversations.join": "channels:join",
  "dnd.info": "dnd:read",
  "files.completeUploadExternal": "files:write",
  "files.delete": "files:write",
  "files.getUploadURLExternal": "files:write",
  "files.info": "files:read",
  "files.list": "files:read",
  "pins.add": "pins:write",
  "pins.list": "pins:read",
  "pins.remove": "pins:write",
  "reactions.add": "reactions:write",
  "reactions.get": "reactions:read",
  "reactions.remove": "reactions:write",
  "team.info": "team:read",
  "usergroups.list": "usergroups:read",
  "usergroups.users.list": "usergroups:read",
  "users.info": "users:read",
  "users.list": "users:read",
  "users.lookupByEmail": "users:read.email",
};

// What a conversation needs depends on its kind.
const PREFIX = { channel: "channels", group: "groups", im: "im", mpim: "mpim" };
const TYPES = { public_channel: "channel", private_channel: "group", im: "im", mpim: "mpim" } as const;
const FINER: Record<string, string> = {
  "conversations.invite": "write.invites",
  "conversations.setPurpose": "write.topic",
  "conversations.setTopic": "write.topic",
};
const READS = new Set(["conversations.info", "conversations.members", "conversations.list", "users.conversations"]);
const HISTORY = new Set(["conversations.history", "conversations.replies"]);

export const hasScope = ({ state: { app } }: Workspace, scope: string): boolean =>
  app.scopes === null || app.scopes.includes(scope);

/** The refusal, when the app's token lacks what this call needs. */
export function scopeProblem(ws: Workspace, method: string, args: Json): Failure | undefined {
  const { scopes } = ws.state.app;
  if (scopes === null) return undefined;
  const missing = neededBy(ws, method, args).find((oneOf) => !oneOf.some((scope) => scopes.includes(scope)));
  return missing && fail("missing_scope", { needed: missing[0], provided: scopes.join(",") });
}

/** Each entry is a list of scopes of which one is enough; all entries are needed. */
function neededBy(ws: Workspace, method: string, args: Json): string[][] {
  const fixed = NEEDED[method];
  if (fixed) return [[fixed]];
  if (method === "conversations.list" || method === "users.conversations") {
    const types = String(args.types ?? "public_channel").split(",") as (keyof typeof TYPES)[];
    return types.filter((type) => type in TYPES).map((type) => [`${PREFIX[TYPES[type]]}:read`]);
  }
  if (method === "conversations.open") return [String(args.users ?? "").includes(",") ? ["mpim:write"] : ["im:write"]];
  if (method === "conversations.create") return [managing(isTrue(args.is_private) ? "group" : "channel")];
  if (!method.startsWith("conversations.")) return [];
  const kind = ws.state.channels.get(String(args.channel))?.kind ?? "channel";
  if (HISTORY.has(method)) return [[`${PREFIX[kind]}:history`]];
  if (READS.has(method)) return [[`${PREFIX[kind]}:read`]];
  const finer = FINER[method];
  return [[...managing(kind), ...(finer ? [`${PREFIX[kind]}:${finer}`] : [])]];
}

const managing = (kind: keyof typeof PREFIX): string[] =>
  kind === "channel" ? ["channels:manage", "channels:write"] : [`${PREFIX[kind]}:write`];

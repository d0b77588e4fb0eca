// What a practice workspace remembers. Plain data: everything here can be read by a test and printed by `dump`.
// Nested values are replaced, never changed in place: answers and events share them without copying.
import type { Activity } from "../lib/activity.ts";
import type { Clock } from "../lib/clock.ts";
import type { Instant } from "../lib/pure/time.ts";
import type { Random } from "../lib/random.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Faults } from "./faults.ts";
import type { RateLimits } from "./rate-limits.ts";

export type Json = Record<string, unknown>;
export type Block = Json & { type: string };

export interface User {
  id: string;
  /** The handle people type after @. */
  name: string;
  realName: string;
  title: string;
  email: string;
  tz: string;
  color: string;
  kind: "member" | "guest" | "external";
  isBot: boolean;
  isAdmin: boolean;
  deleted: boolean;
}

export interface UserGroup {
  id: string;
  handle: string;
  name: string;
  users: string[];
}

interface Reaction {
  name: string;
  users: string[];
}

export interface Message {
  ts: string;
  threadTs?: string;
  /** A reply that is also shown in the channel. */
  broadcast?: boolean;
  user: string;
  botId?: string;
  appId?: string;
  subtype?: string;
  text: string;
  blocks: Block[];
  attachments?: Json[];
  metadata?: { event_type: string; event_payload: Json };
  edited?: { user: string; ts: string };
  reactions: Reaction[];
  fileIds: string[];
  /** What a system message adds of its own: topic, purpose, name, old_name, inviter. */
  extra?: Json;
}

export interface Ephemeral extends Message {
  /** The one member who sees it. */
  onlyFor: string;
}

export interface Bookmark {
  id: string;
  title: string;
  link: string;
  emoji: string;
  created: Instant;
  updated: Instant;
}

export interface Pin {
  ts: string;
  by: string;
  at: Instant;
}

/** A private channel is a "group" and a group direct message an "mpim", in Slack's own old words. */
export type ChannelKind = "channel" | "group" | "im" | "mpim";

export interface Channel {
  id: string;
  name: string;
  kind: ChannelKind;
  isArchived: boolean;
  isGeneral: boolean;
  isShared: boolean;
  creator: string;
  created: Instant;
  topic: { value: string; creator: string; last_set: number };
  purpose: { value: string; creator: string; last_set: number };
  previousNames: string[];
  members: string[];
  /** By ts, in the order of ts. Insertion order is time order, because ts only grows. */
  messages: Map<string, Message>;
  /** Thread parent's ts → the ts of its replies, oldest first. */
  threads: Map<string, string[]>;
  ephemerals: Ephemeral[];
  bookmarks: Bookmark[];
  pins: Pin[];
  canvas: Canvas | null;
  lastTs_us: number;
}

/** A block of a canvas, as its markdown: what `canvases.edit` can name. */
export interface CanvasSection {
  id: string;
  type: "header" | "paragraph" | "list" | "table" | "quote" | "code" | "divider";
  markdown: string;
}

export interface Canvas {
  /** A canvas is a file: F… */
  id: string;
  title: string;
  sections: CanvasSection[];
}

/** Channel canvases as the workspace's plan and administrators allow them. */
export type CanvasRule = "allowed" | "free plan" | "switched off";

export interface View {
  id: string;
  type: "modal" | "home";
  user: string;
  callbackId: string;
  externalId: string;
  hash: string;
  rootId: string;
  previousId: string | null;
  privateMetadata: string;
  title: Json | null;
  submit: Json | null;
  close: Json | null;
  blocks: Block[];
  clearOnClose: boolean;
  notifyOnClose: boolean;
  values: Record<string, Record<string, Json>>;
  errors: Record<string, string>;
  busy: boolean;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  user: string;
  created: Instant;
  bytes: Uint8Array;
  /** False between asking for the upload URL and completing the upload. */
  complete: boolean;
  channels: string[];
}

export interface Trigger {
  user: string;
  expires: Instant;
  used: boolean;
}

export interface ResponseUrl {
  user: string;
  channel: string;
  usesLeft: number;
  expires: Instant;
  /** The message the person acted on, if there was one: what replace_original and delete_original mean. */
  original: { ts: string; ephemeral: boolean } | null;
}

interface SlashCommand {
  command: string;
  description: string;
  usageHint: string;
  subcommands: Subcommand[];
}

/** What may follow a slash command: `declare`, `[severity] [title]`, "opens an incident and its room". */
export interface Subcommand {
  name: string;
  usage: string;
  does: string;
}

export interface AppInfo {
  id: string;
  name: string;
  botUser: string;
  botId: string;
  commands: SlashCommand[];
  shortcuts: { callbackId: string; name: string; type: "global" | "message" }[];
  /** Event types the app subscribed to; null means every one. */
  events: string[] | null;
  /** What the app's token may do; null means everything. */
  scopes: string[] | null;
  /** The error with which every call of the bot's token is refused; null while it counts. */
  tokenRefused: string | null;
  tokens: { bot: string; app: string; signingSecret: string };
}

export interface State {
  revision: number;
  team: { id: string; name: string; domain: string };
  canvasRule: CanvasRule;
  app: AppInfo;
  users: Map<string, User>;
  userGroups: UserGroup[];
  channels: Map<string, Channel>;
  /** Modals that are open, per member, bottom first. */
  modals: Map<string, View[]>;
  homes: Map<string, View>;
  files: Map<string, StoredFile>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  notices: { id: number; user: string; text: string }[];
  noticeCount: number;
  /** Member → channel → the last ts that member has read. */
  reads: Map<string, Map<string, string>>;
}

/** The state with what it needs to change: every function of the core takes this first. */
export interface Workspace {
  readonly state: State;
  readonly clock: Clock;
  readonly random: Random;
  readonly activity: Activity;
  readonly deliveries: Deliveries;
  readonly limits: RateLimits;
  readonly cappedHistory: boolean;
  faults: Faults;
  /** Where this workspace is served, for response URLs, uploads and permalinks. */
  baseUrl: string;
  changed(): void;
}

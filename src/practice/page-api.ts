// The contract between the practice workspace's server and its browser page.
//
//   GET  /practice/state?as=U…   → PageState: everything that member may see
//   GET  /practice/live?as=U…    → Server-Sent Events, each `data:` line a PageState, sent after every change (at most 20 a second)
//   POST /practice/act           PageAct → PageAnswer
//   POST /practice/time          { advance_ms } → PageAnswer; 409 "clock_not_ours" where the clock belongs to another process
//   GET  /files/<id>/<name>      a file's bytes
//
// Errors answer `{ ok: false, error }` with the name Slack's own method would give.

/** A Block Kit block exactly as the app sent it. */
export type Block = Record<string, unknown> & { type: string };

/** A Block Kit element's `state.values` entry as Slack sends it, e.g. { type: "plain_text_input", value: "…" }. */
export type InputValue = Record<string, unknown> & { type: string };

export interface PageUser {
  id: string;
  name: string;
  realName: string;
  title: string;
  isBot: boolean;
  kind: "member" | "guest" | "external";
  /** A colour of this person's own, as #rrggbb, for the avatar. */
  color: string;
}

export interface PageFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  size: number;
  url: string;
  /** The first lines of a text; null for everything else. */
  preview: string | null;
}

export interface PageMessage {
  ts: string;
  threadTs: string | null;
  /** User id; for the app its bot user id. */
  user: string;
  /** Slack mrkdwn, escaped as Slack stores it. */
  text: string;
  /** An app's own; a person's message is its text here, though Slack also keeps that as a rich_text block. */
  blocks: Block[];
  subtype: string | null;
  editedTs: string | null;
  replyCount: number;
  reactions: { name: string; users: string[] }[];
  files: PageFile[];
  pinned: boolean;
  /** Shown to this member alone; cannot be answered in a thread. */
  ephemeral: boolean;
}

/** One block of a canvas, as its markdown: `## Facts`, a whole list, a whole table. */
export interface PageSection {
  id: string;
  type: "header" | "paragraph" | "list" | "table" | "quote" | "code" | "divider";
  markdown: string;
}

export interface PageCanvas {
  id: string;
  title: string;
  sections: PageSection[];
}

export interface PageChannel {
  id: string;
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  /** The other person for a direct message, else null. */
  directWith: string | null;
  /** The other people of a group direct message, else null. */
  groupWith: string[] | null;
  topic: string;
  members: string[];
  /** Oldest first; replies are among them (threadTs set and different from ts). */
  messages: PageMessage[];
  bookmarks: { id: string; title: string; link: string; emoji: string }[];
  canvas: PageCanvas | null;
  unread: number;
  mentioned: boolean;
}

export interface PageView {
  id: string;
  type: "modal" | "home";
  title: string;
  submit: string | null;
  close: string | null;
  blocks: Block[];
  /** block_id → sentence: what the app answered to the last submit. */
  errors: Record<string, string>;
  /** True while the app has not answered a submit. */
  busy: boolean;
}

export type OutagePart = "commander" | "scribe" | "communications";

/** The scripted outage that one person takes part in, with colleagues who are played. */
export interface PageOutage {
  title: string;
  /** A sentence or two for whoever chooses a part. */
  about: string;
  parts: { part: OutagePart; name: string; words: string }[];
  stage: "ready" | "running" | "paused" | "over";
  /** Who takes part, and as what; null until somebody starts it. */
  trainee: string | null;
  part: OutagePart | null;
  /** False where the clock belongs to another process: then it runs at its own pace, without pause, speed or jump. */
  canPace: boolean;
  speed: 1 | 5 | 20;
  /** Where the story stands, in words: "Something is wrong". */
  phase: string;
  startedAt: number | null;
  /** What went well and what did not, once it is over: measured from what everybody could see. */
  debrief: { good: boolean; words: string }[];
}

export interface PageState {
  /** Grows with every change. */
  revision: number;
  workspace: { name: string; team: string };
  app: { name: string; botUser: string; connected: boolean };
  /** Milliseconds UTC by the workspace's clock. */
  now: number;
  /** False when the clock belongs to another process: then time cannot be moved from here. */
  canMoveTime: boolean;
  me: string;
  users: PageUser[];
  channels: PageChannel[];
  /** The modals this member has open, bottom first. */
  modals: PageView[];
  home: PageView | null;
  commands: {
    command: string;
    description: string;
    usageHint: string;
    subcommands: { name: string; usage: string; does: string }[];
  }[];
  shortcuts: { callbackId: string; name: string; type: "global" | "message" }[];
  /** Short sentences from Slack to this member, newest last, e.g. "/incident failed because the app did not respond". */
  notices: { id: number; text: string }[];
  outage: PageOutage;
}

export type PageAct = { as: string } & (
  | { act: "post"; channel: string; text: string; threadTs?: string }
  | { act: "edit"; channel: string; ts: string; text: string }
  | { act: "delete"; channel: string; ts: string }
  | { act: "react" | "unreact"; channel: string; ts: string; name: string }
  | { act: "pin" | "unpin"; channel: string; ts: string }
  | { act: "upload"; channel: string; name: string; mimetype: string; base64: string; threadTs?: string }
  | { act: "command"; channel: string; command: string; text: string }
  | { act: "shortcut"; callbackId: string; channel?: string; ts?: string }
  /** A press on a button or a choice in a menu: `action` is the element's action_id and what was chosen. */
  | {
      act: "block-action";
      channel?: string;
      ts?: string;
      view?: string;
      blockId: string;
      actionId: string;
      chosen?: InputValue;
      values?: Record<string, Record<string, InputValue>>;
    }
  | { act: "submit"; view: string; values: Record<string, Record<string, InputValue>> }
  | { act: "close"; view: string }
  | { act: "open-home" }
  | { act: "join" | "leave" | "read" | "archive" | "unarchive"; channel: string }
  | { act: "create-channel"; name: string }
  | { act: "rename"; channel: string; name: string }
  | { act: "invite" | "kick"; channel: string; user: string }
  | { act: "open-direct"; user: string }
  | { act: "dismiss-notice"; id: number }
  /** Without `section` it is added at the end; without words the section is taken away. Makes the canvas when there is none. */
  | { act: "edit-canvas"; channel: string; section?: string; markdown: string }
  | { act: "start-outage"; part: OutagePart }
  | { act: "pause-outage" | "resume-outage" | "stop-outage" }
  | { act: "pace-outage"; speed: 1 | 5 | 20 }
  /** Moves time until somebody says something. */
  | { act: "jump-outage" }
  /** Takes a message away that only this member sees. */
  | { act: "dismiss-ephemeral"; channel: string; ts: string }
);

export type PageAnswer = { ok: true; channel?: string; ts?: string } | { ok: false; error: string };

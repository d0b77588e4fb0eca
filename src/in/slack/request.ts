// What a person did in Slack, with Slack's several shapes of telling it made one.
import type { FormMetadata } from "../../blocks/forms.ts";
import type { Standing } from "../../domain/actor.ts";
import { messageText } from "../../domain/record-text.ts";
import { wellFormed } from "../../lib/pure/text.ts";

interface Person {
  team: string;
  user: string;
  /** Where it was done, for a form where it was opened; null in the App Home and for a global shortcut. */
  channel: string | null;
  /** Slack's key for opening a view: good for 3 s, once. */
  triggerId: string | null;
  /** Tells a repeat of the same act from a new one. */
  key: string;
}

export type CommandRequest = Person & { kind: "command"; text: string };
export type ActionRequest = Person & {
  kind: "action";
  action: string;
  value: string;
  /** The modal it was done in; null in a message and in the App Home. */
  view: string | null;
};
export type FormRequest = Person & {
  kind: "form";
  form: string;
  /** The view's id: what it shows can be replaced while it is open. */
  view: string;
  /** What it was opened with, as it came back; its fields may be missing where another version opened it. */
  metadata: Partial<FormMetadata>;
  /** Field name → what was given; a field left empty is absent. */
  fields: Record<string, string>;
};
export type ShortcutRequest = Person & {
  kind: "shortcut";
  shortcut: string;
  message: ShortcutMessage | null;
};

/** The message a shortcut was used on. */
export interface ShortcutMessage {
  ts: string;
  /** As Slack writes text: mentions as tokens, the rest escaped; also where it stands in blocks or attachments alone. */
  text: string;
  /** The thread it stands in; null outside of one. */
  threadTs: string | null;
  /** Who wrote it: a person, a bot, or the name an app goes by. */
  author: string;
  /** Warroom wrote it. */
  isOwn: boolean;
}

export type Request = CommandRequest | ActionRequest | FormRequest | ShortcutRequest;

/** A request whose sender's standing has been looked up. */
export type Known<Kind extends Request> = Kind & { standing: Standing };

type Body = Record<string, unknown>;

/** A slash command's body. */
export function commandRequest(body: Body): CommandRequest {
  const triggerId = text(body.trigger_id);
  return {
    kind: "command",
    team: text(body.team_id),
    user: text(body.user_id),
    channel: text(body.channel_id) || null,
    triggerId: triggerId || null,
    key: `command:${triggerId}`,
    text: text(body.text),
  };
}

/** A press on one of our buttons, or a choice in one of our menus. */
export function actionRequest(body: Body): ActionRequest {
  const [action] = (body.actions as Body[] | undefined) ?? [];
  const selected = action?.selected_option as Body | undefined;
  const view = body.view as Body | null | undefined;
  return {
    ...personOf(body),
    kind: "action",
    key: `action:${text(body.trigger_id) || `${text(action?.action_ts)}:${text(action?.action_id)}:${idOf(body.user)}`}`,
    action: text(action?.action_id),
    value: text(action?.value) || text(selected?.value),
    view: view?.type === "modal" ? text(view.id) || null : null,
  };
}

/** A submitted modal. Its key is the view: pressing Submit twice is one act. */
export function formRequest(body: Body): FormRequest {
  const view = (body.view as Body | undefined) ?? {};
  const values = ((view.state as Body | undefined)?.values as Record<string, Record<string, Body>> | undefined) ?? {};
  const fields: Record<string, string> = {};
  for (const [block, elements] of Object.entries(values)) {
    for (const element of Object.values(elements)) {
      const selected = element.selected_option as Body | null | undefined;
      const given =
        text(element.value) || text(selected?.value) || text(element.selected_user) || text(element.selected_date);
      if (given !== "") fields[block] = given;
    }
  }
  const metadata = metadataOf(text(view.private_metadata));
  return {
    ...personOf(body),
    kind: "form",
    key: `form:${text(view.id)}`,
    channel: metadata.channel || null,
    view: text(view.id),
    form: text(view.callback_id),
    metadata,
    fields,
  };
}

/** A global or a message shortcut. */
export function shortcutRequest(body: Body): ShortcutRequest {
  const message = body.message as Body | undefined;
  return {
    ...personOf(body),
    kind: "shortcut",
    key: `shortcut:${text(body.trigger_id)}`,
    shortcut: text(body.callback_id),
    message: message ? messageOf(message, text(body.api_app_id)) : null,
  };
}

/** Ours, and yet it came from outside. */
function metadataOf(given: string): Partial<FormMetadata> {
  try {
    const read: unknown = JSON.parse(given || "{}");
    return typeof read === "object" && read !== null ? read : {};
  } catch {
    return {};
  }
}

function messageOf(message: Body, ownApp: string): ShortcutMessage {
  const files = Array.isArray(message.files) ? message.files.map((file: Body | null) => text(file?.name)) : [];
  return {
    ts: text(message.ts),
    text: wellFormed(messageText(message)) || files.filter((name) => name !== "").join(", "),
    threadTs: text(message.thread_ts) || null,
    author: text(message.user) || text(message.bot_id) || text(message.username),
    isOwn: ownApp !== "" && text(message.app_id) === ownApp,
  };
}

function personOf(body: Body): Person {
  const team = idOf(body.team) || text((body.user as Body | undefined)?.team_id);
  const channel = idOf(body.channel) || text((body.container as Body | undefined)?.channel_id);
  return {
    team,
    user: idOf(body.user),
    channel: channel || null,
    triggerId: text(body.trigger_id) || null,
    key: "",
  };
}

const text = (value: unknown): string => (typeof value === "string" ? wellFormed(value) : "");
const idOf = (value: unknown): string => text((value as Body | null | undefined)?.id);

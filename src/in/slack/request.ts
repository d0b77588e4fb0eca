// What a person did in Slack, with Slack's several shapes of telling it made one.
import type { FormMetadata } from "../../blocks/forms.ts";
import type { Standing } from "../../domain/actor.ts";
import { messageText } from "../../domain/record/record-text.ts";
import { type JsonObject, textIn } from "../../lib/pure/json.ts";

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
  /** What that modal holds; absent elsewhere. */
  filled?: Filled;
};
export type FormRequest = Person & {
  kind: "form";
  form: string;
  /** The view's id: what it shows can be replaced while it is open. */
  view: string;
} & Filled;

interface Filled {
  /** What it was opened with, as it came back; its fields may be missing where another version opened it. */
  metadata: Partial<FormMetadata>;
  /** Field name → what was given; a field left empty is absent. */
  fields: Record<string, string>;
}

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

/** A slash command's body. */
export function commandRequest(body: JsonObject): CommandRequest {
  const triggerId = textIn(body.trigger_id);
  return {
    kind: "command",
    team: textIn(body.team_id),
    user: textIn(body.user_id),
    channel: textIn(body.channel_id) || null,
    triggerId: triggerId || null,
    key: `command:${triggerId}`,
    text: textIn(body.text),
  };
}

/** A press on one of our buttons, or a choice in one of our menus. */
export function actionRequest(body: JsonObject): ActionRequest {
  const [action] = (body.actions as JsonObject[] | undefined) ?? [];
  const selected = action?.selected_option as JsonObject | undefined;
  const view = body.view as JsonObject | null | undefined;
  return {
    ...personOf(body),
    kind: "action",
    key: `action:${textIn(body.trigger_id) || `${textIn(action?.action_ts)}:${textIn(action?.action_id)}:${idOf(body.user)}`}`,
    action: textIn(action?.action_id),
    value: textIn(action?.value) || textIn(selected?.value),
    view: view?.type === "modal" ? textIn(view.id) || null : null,
    ...(view?.type === "modal" ? { filled: filledIn(view) } : {}),
  };
}

/** A submitted modal. Its key is the view as it was shown: submitted twice it is one act, and what it shows next another. */
export function formRequest(body: JsonObject): FormRequest {
  const view = (body.view as JsonObject | undefined) ?? {};
  const filled = filledIn(view);
  return {
    ...personOf(body),
    kind: "form",
    key: ["form", textIn(view.id), textIn(view.hash)].filter((part) => part !== "").join(":"),
    channel: filled.metadata.channel || null,
    view: textIn(view.id),
    form: textIn(view.callback_id),
    ...filled,
  };
}

function filledIn(view: JsonObject): Filled {
  const values =
    ((view.state as JsonObject | undefined)?.values as Record<string, Record<string, JsonObject>> | undefined) ?? {};
  const fields: Record<string, string> = {};
  for (const [block, elements] of Object.entries(values)) {
    for (const element of Object.values(elements)) {
      const selected = element.selected_option as JsonObject | null | undefined;
      const given =
        textIn(element.value) ||
        textIn(selected?.value) ||
        tickedIn(element.selected_options) ||
        textIn(element.selected_user) ||
        textIn(element.selected_date) ||
        numberIn(element.selected_date_time);
      if (given !== "") fields[block] = given;
    }
  }
  return { metadata: metadataOf(textIn(view.private_metadata)), fields };
}

const numberIn = (value: unknown): string => (typeof value === "number" ? String(value) : "");

/** The values of the boxes that are ticked. */
const tickedIn = (options: unknown): string =>
  Array.isArray(options) ? options.map((one: JsonObject) => textIn(one.value)).join(",") : "";

/** A global or a message shortcut. */
export function shortcutRequest(body: JsonObject): ShortcutRequest {
  const message = body.message as JsonObject | undefined;
  return {
    ...personOf(body),
    kind: "shortcut",
    key: `shortcut:${textIn(body.trigger_id)}`,
    shortcut: textIn(body.callback_id),
    message: message ? messageOf(message, textIn(body.api_app_id)) : null,
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

function messageOf(message: JsonObject, ownApp: string): ShortcutMessage {
  const files = Array.isArray(message.files) ? message.files.map((file: JsonObject | null) => textIn(file?.name)) : [];
  return {
    ts: textIn(message.ts),
    text: messageText(message) || files.filter((name) => name !== "").join(", "),
    threadTs: textIn(message.thread_ts) || null,
    author: textIn(message.user) || textIn(message.bot_id) || textIn(message.username),
    isOwn: ownApp !== "" && textIn(message.app_id) === ownApp,
  };
}

function personOf(body: JsonObject): Person {
  const team = idOf(body.team) || textIn((body.user as JsonObject | undefined)?.team_id);
  const channel = idOf(body.channel) || textIn((body.container as JsonObject | undefined)?.channel_id);
  return {
    team,
    user: idOf(body.user),
    channel: channel || null,
    triggerId: textIn(body.trigger_id) || null,
    key: "",
  };
}

const idOf = (value: unknown): string => textIn((value as JsonObject | null | undefined)?.id);

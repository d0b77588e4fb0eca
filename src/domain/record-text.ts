// The words of a Slack message, wherever it carries them: monitoring apps often put them in blocks or attachments alone.
import { escapeMrkdwn } from "../lib/pure/text.ts";

type SlackObject = Record<string, unknown>;

/** The text, or that of the blocks where there is none; then the attachments, without what Slack unfurled from links. */
export function messageText(message: SlackObject): string {
  const own = text(message.text) || list(message.blocks).map(blockText).filter(Boolean).join("\n");
  const attached = list(message.attachments)
    .filter((one) => one.from_url === undefined && one.is_msg_unfurl !== true)
    .map(attachmentText);
  return [own, ...attached].filter((part) => part !== "").join("\n");
}

function blockText(block: SlackObject): string {
  const fields = list(block.fields).map(textObject);
  return [textObject(block.text), ...fields, ...list(block.elements).map(elementText)].filter(Boolean).join("\n");
}

/** A context's elements are texts; those of rich text nest. Buttons and menus say nothing that happened. */
function elementText(element: SlackObject): string {
  if (element.type === "mrkdwn" || element.type === "plain_text") return textObject(element);
  if (!Array.isArray(element.elements)) return "";
  const separator = element.type === "rich_text_list" ? "\n" : "";
  return list(element.elements)
    .map((one) => (Array.isArray(one.elements) ? elementText(one) : inlineText(one)))
    .join(separator);
}

/** Without `text`, a mention or an emoji: written as Slack writes them in text. */
function inlineText(one: SlackObject): string {
  switch (one.type) {
    case "user":
      return `<@${text(one.user_id)}>`;
    case "channel":
      return `<#${text(one.channel_id)}>`;
    case "broadcast":
      return `<!${text(one.range)}>`;
    case "emoji":
      return `:${text(one.name)}:`;
    case "link":
      return text(one.text) === "" ? `<${text(one.url)}>` : `<${text(one.url)}|${escapeMrkdwn(text(one.text))}>`;
    default:
      return escapeMrkdwn(text(one.text));
  }
}

function attachmentText(one: SlackObject): string {
  const fields = list(one.fields).map((field) => `${text(field.title)}: ${text(field.value)}`);
  const blocks = list(one.blocks).map(blockText);
  const said = [text(one.pretext), text(one.title), text(one.text), ...fields, ...blocks].filter(Boolean).join("\n");
  return said || text(one.fallback);
}

/** What is plain there is escaped here, so that all text of the record reads by one rule. */
function textObject(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  const { type, text: words } = value as SlackObject;
  return type === "plain_text" ? escapeMrkdwn(text(words)) : text(words);
}

const list = (value: unknown): SlackObject[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
const text = (value: unknown): string => (typeof value === "string" ? value : "");

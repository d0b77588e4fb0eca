// The words of a Slack message, wherever it carries them: monitoring apps often put them in blocks or attachments alone.
import { type JsonObject, textIn } from "../../lib/pure/json.ts";
import { escapeMrkdwn } from "../../lib/pure/text.ts";

/** The text, or that of the blocks where there is none; then the attachments, without what Slack unfurled from links. */
export function messageText(message: JsonObject): string {
  const own = textIn(message.text) || list(message.blocks).map(blockText).filter(Boolean).join("\n");
  const attached = list(message.attachments)
    .filter((one) => one.from_url === undefined && one.is_msg_unfurl !== true)
    .map(attachmentText);
  return [own, ...attached].filter((part) => part !== "").join("\n");
}

function blockText(block: JsonObject): string {
  const fields = list(block.fields).map(textObject);
  return [textObject(block.text), ...fields, ...list(block.elements).map(elementText)].filter(Boolean).join("\n");
}

/** A context's elements are texts; those of rich text nest. Buttons and menus say nothing that happened. */
function elementText(element: JsonObject): string {
  if (element.type === "mrkdwn" || element.type === "plain_text") return textObject(element);
  if (!Array.isArray(element.elements)) return "";
  const separator = element.type === "rich_text_list" ? "\n" : "";
  return list(element.elements)
    .map((one) => (Array.isArray(one.elements) ? elementText(one) : inlineText(one)))
    .join(separator);
}

/** Without `text`, a mention or an emoji: written as Slack writes them in text. */
function inlineText(one: JsonObject): string {
  switch (one.type) {
    case "user":
      return `<@${textIn(one.user_id)}>`;
    case "channel":
      return `<#${textIn(one.channel_id)}>`;
    case "broadcast":
      return `<!${textIn(one.range)}>`;
    case "emoji":
      return `:${textIn(one.name)}:`;
    case "link":
      return textIn(one.text) === ""
        ? `<${textIn(one.url)}>`
        : `<${textIn(one.url)}|${escapeMrkdwn(textIn(one.text))}>`;
    default:
      return escapeMrkdwn(textIn(one.text));
  }
}

function attachmentText(one: JsonObject): string {
  const fields = list(one.fields).map((field) => `${textIn(field.title)}: ${textIn(field.value)}`);
  const blocks = list(one.blocks).map(blockText);
  const said = [textIn(one.pretext), textIn(one.title), textIn(one.text), ...fields, ...blocks]
    .filter(Boolean)
    .join("\n");
  return said || textIn(one.fallback);
}

/** What is plain there is escaped here, so that all text of the record reads by one rule. */
function textObject(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  const { type, text: words } = value as JsonObject;
  return type === "plain_text" ? escapeMrkdwn(textIn(words)) : textIn(words);
}

const list = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];

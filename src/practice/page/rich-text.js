// Slack's rich_text blocks: sections, lists, quotes and code with styled runs.
import { h } from "./dom.js";
import { channelLink, emoji, link, mention } from "./mrkdwn.js";
import { formatSlackDate } from "./time.js";

export const richText = (block) => (block.elements ?? []).map(part);

function part(given) {
  const runs = () => (given.elements ?? []).map(run);
  switch (given.type) {
    case "rich_text_section":
      return h("div", { class: "rich-section" }, runs());
    case "rich_text_quote":
      return h("blockquote", null, runs());
    case "rich_text_preformatted":
      return h("pre", { class: "code-block" }, runs());
    case "rich_text_list":
      return h(
        given.style === "ordered" ? "ol" : "ul",
        {
          class: `rich-list indent-${Math.min(given.indent ?? 0, 4)}`,
          start: given.offset ? given.offset + 1 : undefined,
        },
        (given.elements ?? []).map((item) => h("li", null, (item.elements ?? []).map(run))),
      );
    default:
      return h("div", { class: "unknown" }, `(${given.type})`);
  }
}

function run(given) {
  return styled(plain(given), given.style ?? {});
}

function plain(given) {
  switch (given.type) {
    case "text":
      return broken(given.text ?? "");
    case "link":
      return link(given.url ?? "", [given.text ?? given.url]);
    case "emoji":
      return emoji(given.name) ?? `:${given.name}:`;
    case "user":
      return mention(given.user_id);
    case "channel":
      return channelLink(given.channel_id);
    case "usergroup":
      return h("span", { class: "mention" }, `@${given.usergroup_id}`);
    case "broadcast":
      return h("span", { class: "mention to-me" }, `@${given.range}`);
    case "date":
      return formatSlackDate(given.timestamp, given.format ?? "") ?? given.fallback ?? "";
    case "color":
      return given.value ?? "";
    default:
      return `(${given.type})`;
  }
}

const broken = (text) => text.split("\n").flatMap((line, index) => (index === 0 ? [line] : [h("br"), line]));

const STYLES = { bold: "b", italic: "i", strike: "s", code: "code", underline: "u" };

function styled(node, style) {
  let shown = node;
  for (const [name, tag] of Object.entries(STYLES)) if (style[name]) shown = h(tag, null, shown);
  return shown;
}

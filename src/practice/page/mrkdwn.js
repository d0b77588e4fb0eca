// Slack's mrkdwn as page nodes. Message text only ever becomes text nodes and checked links, never markup.
import { h } from "./dom.js";
import { emojiChar } from "./emoji.js";
import { formatSlackDate } from "./time.js";
import { messageOf, openInPlace } from "./message-link.js";
import { openChannel } from "./route.js";
import { channelById, personName, state, userById } from "./store.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
export const unescaped = (text) => text.replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity]);

/** Only web and mail addresses become links: a javascript: address would run in this page. */
export const safeUrl = (url) => (/^(https?:|mailto:|tel:|\/)/i.test(url) ? url : undefined);

/**
 * A whole mrkdwn text: fenced code, quotes and lines. The line breaks around a fence belong to it. `verbatim` leaves
 * bare addresses as words.
 */
export function mrkdwn(text, verbatim = false) {
  return String(text ?? "")
    .split(/\n?(```[\s\S]*?```)\n?/)
    .flatMap((part) =>
      part.startsWith("```") && part.length > 5
        ? [h("pre", { class: "code-block" }, unescaped(part.slice(3, -3).replace(/^\n|\n$/g, "")))]
        : part === ""
          ? []
          : lines(part, verbatim),
    );
}

function lines(text, verbatim) {
  const nodes = [];
  let quote = [];
  const endQuote = () => {
    if (quote.length > 0) nodes.push(h("blockquote", null, withBreaks(quote, verbatim)));
    quote = [];
  };
  let plain = [];
  const endPlain = () => {
    if (plain.length > 0) nodes.push(...withBreaks(plain, verbatim));
    plain = [];
  };
  for (const line of text.split("\n")) {
    const quoted = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (quoted) {
      endPlain();
      quote.push(quoted[1]);
    } else {
      // A quote is a block of its own: the line break after it would show as an empty line.
      endQuote();
      plain.push(line);
    }
  }
  endQuote();
  endPlain();
  return nodes;
}

const withBreaks = (rows, verbatim) =>
  rows.flatMap((row, index) => [...(index === 0 ? [] : [h("br")]), ...inline(row, verbatim)]);

// One alternative per construct; the first that matches at the leftmost place wins. Bold and friends need a word edge
// outside and no blank inside, as in Slack, so that 2*3*4 and snake_case stay as they are.
const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    "(?<![\\w*])\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\w*])",
    "(?<![\\w_])_(?<italic>[^\\s_](?:[^\\n]*?[^\\s_])?)_(?![\\w_])",
    "(?<![\\w~])~(?<strike>[^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\w~])",
    ":(?<emoji>[a-z0-9_+'-]+(?:::[a-z0-9-]+)?):",
    // A typed "<" is stored as "&lt;": it ends an address as the bare character would.
    "(?<url>https?:\\/\\/(?:(?!&[lg]t;)[^\\s<>|])*(?!&[lg]t;)[^\\s<>|.,;:!?)\\]}'\"*_~])",
  ].join("|"),
  "g",
);

/** One line of mrkdwn. */
export function inline(text, verbatim = false) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const node = inlineNode(match, verbatim);
    if (node === undefined) continue;
    nodes.push(unescaped(text.slice(from, match.index)), node);
    from = match.index + match[0].length;
  }
  nodes.push(unescaped(text.slice(from)));
  return nodes.filter((node) => node !== "");
}

function inlineNode(match, verbatim) {
  const found = match.groups;
  if (found.code) return h("code", null, unescaped(found.code));
  if (found.bold) return h("b", null, inline(found.bold, verbatim));
  if (found.italic) return h("i", null, inline(found.italic, verbatim));
  if (found.strike) return h("s", null, inline(found.strike, verbatim));
  if (found.emoji) return emoji(found.emoji);
  if (found.url) return verbatim ? undefined : link(unescaped(found.url), [unescaped(found.url)]);
  return angle(found.angle);
}

/** An emoji by name, or undefined when the table does not have it. */
export function emoji(name) {
  const char = emojiChar(name);
  return char === undefined
    ? undefined
    : h(
        "span",
        { class: "emoji", role: "img", "aria-label": `${name.replaceAll("_", " ")} emoji`, title: `:${name}:` },
        char,
      );
}

export function link(url, label) {
  const href = safeUrl(url);
  if (!href) return h("span", null, label);
  const place = messageOf(href);
  const onClick = place && ((event) => openInPlace(event, place));
  return h("a", { href, target: "_blank", rel: "noreferrer noopener", onClick }, label);
}

// What stands between < and >: a mention, a channel, a command to Slack, or a link.
function angle(inside) {
  const [target, ...rest] = inside.split("|");
  const label = rest.join("|");
  const id = target.slice(1);
  if (target.startsWith("@")) return mention(id, label);
  if (target.startsWith("#")) return channelLink(id, label);
  if (target.startsWith("!")) return special(id, label);
  return link(unescaped(target), label ? inline(label) : [unescaped(target.replace(/^(mailto|tel):/, ""))]);
}

export function mention(id, label = "") {
  const user = userById(id);
  const name = user ? personName(user) : unescaped(label) || id;
  const toMe = id === state()?.me;
  return h("span", { class: toMe ? "mention to-me" : "mention", "data-user": id }, `@${name}`);
}

export function channelLink(id, label = "") {
  const channel = channelById(id);
  const name = channel?.name || unescaped(label) || "private channel";
  if (!channel) return h("span", { class: "mention" }, `#${name}`);
  return h("button", { type: "button", class: "mention link", onClick: () => openChannel(id) }, `#${name}`);
}

function special(command, label) {
  const [name, ...rest] = command.split("^");
  if (name === "date") return slackDate(rest, label);
  if (name === "subteam") return h("span", { class: "mention to-me" }, unescaped(label) || `@${rest[0] ?? "group"}`);
  if (["channel", "here", "everyone"].includes(name)) return h("span", { class: "mention to-me" }, `@${name}`);
  return unescaped(label) || `<${command}>`;
}

function slackDate([seconds, format = "", url], fallback) {
  const shown = formatSlackDate(Number(seconds), unescaped(format));
  if (shown === undefined) return unescaped(fallback) || "unknown time";
  const full = formatSlackDate(Number(seconds), "{date_long} at {time_secs}");
  const node = h("time", { datetime: new Date(Number(seconds) * 1000).toISOString(), title: full }, shown);
  return url ? link(unescaped(url), [node]) : node;
}

// Block Kit's text objects: plain text (emoji only) or mrkdwn.
import { h } from "./dom.js";
import { emojiChar } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** @param {any} object a Block Kit text object, or a bare string */
export function textObject(object) {
  if (object === undefined || object === null) return [];
  if (typeof object === "string") return [plainText(object)];
  if (object.type === "mrkdwn") return mrkdwn(object.text ?? "", object.verbatim === true);
  return lines(plainText(object.text, object.emoji !== false));
}

const lines = (text) => text.split("\n").flatMap((line, index) => (index === 0 ? [line] : [h("br"), line]));

/** Plain text as one string, for labels, options and names. */
export function plainText(text, withEmoji = true) {
  const given = String(text ?? "");
  return withEmoji ? given.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => emojiChar(name) ?? whole) : given;
}

/** The words of a text object or string, for names and options. */
export const words = (object) => plainText(typeof object === "string" ? object : object?.text);

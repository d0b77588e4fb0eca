// Stored text (<@U…>, &amp;) as one would type it, for editing. The server does the other direction.
import { unescaped } from "./mrkdwn.js";
import { channelById, userById } from "./store.js";

/** @param {string} text */
export function toTyped(text) {
  const plain = text.replace(/<([@#!])?([^<>|]+)(?:\|([^<>]*))?>/g, (_, mark, id, label) => {
    if (mark === "@") return `@${userById(id)?.name ?? label ?? id}`;
    if (mark === "#") return `#${channelById(id)?.name ?? label ?? id}`;
    if (mark === "!") return label ?? `@${id.split("^")[0]}`;
    return label && label !== id ? `${label} (${id})` : id;
  });
  return unescaped(plain);
}

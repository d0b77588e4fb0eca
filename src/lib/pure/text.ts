// Text safety: what people typed never becomes a mention, a link, a broadcast, or more than a message can hold.

/** Slack splits longer messages by itself, in places of its own choosing; measured at 4,040 characters. */
export const MESSAGE_CHARS_MAX = 3_900;

/** Escapes the three characters Slack gives meaning to, as its formatting reference asks. Do it last, and once. */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Undoes Slack's own escaping of message text, so that it can be stored and shown elsewhere as it was typed. */
export const unescapeMrkdwn = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/**
 * What somebody typed behind a slash command, as they typed it: Slack sends mentions, channels and links as tokens and
 * the rest escaped. A mention becomes a name and notifies nobody; `names` are by id, for tokens that bring none.
 */
export function asTyped(slackText: string, names: ReadonlyMap<string, string> = new Map()): string {
  const named = slackText.replace(
    /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g,
    (_token, kind: string, id: string, label?: string) => {
      if (kind === "" || kind === "#") return kind === "#" ? `#${label || id}` : label || id;
      return `@${(label || names.get(id) || id).replace(/^@/, "")}`;
    },
  );
  return unescapeMrkdwn(named);
}

/** Text from outside as every database keeps it: no half characters, and no NUL, which PostgreSQL does not take. */
export const wellFormed = (text: string): string => text.toWellFormed().replaceAll("\0", "\ufffd");

/** The ids of the people whom a text from Slack mentions. */
export const mentionsIn = (slackText: string): string[] =>
  [...slackText.matchAll(/<@([UW][A-Z0-9]+)/g)].map(([, user]) => user!);

/** Cuts to at most `chars_max` characters, never inside a surrogate pair, with an ellipsis where something was cut. */
export function cut(text: string, chars_max: number): string {
  if (text.length <= chars_max) return text;
  const keep = isHighSurrogate(text.charCodeAt(chars_max - 2)) ? chars_max - 2 : chars_max - 1;
  return `${text.slice(0, keep)}…`;
}

/** The first half of a character that takes two: nothing may be cut behind it. */
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** One line, without control or invisible direction characters, trimmed: for titles and names. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu, "")
    .replace(/ {2,}/g, " ")
    .trim();

/** Splits at line ends, then at spaces, then hard but never inside a character, into parts that fit one Slack message. */
export function splitMessage(text: string, chars_max: number = MESSAGE_CHARS_MAX): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > chars_max) {
    const head = rest.slice(0, chars_max);
    const at = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(" "));
    const hard = isHighSurrogate(rest.charCodeAt(chars_max - 1)) ? chars_max - 1 : chars_max;
    const end = at > chars_max / 2 ? at : hard;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^[ \n]/, "");
  }
  parts.push(rest);
  return parts;
}

/** Lower-case letters, digits and single hyphens, as Slack's channel names allow; empty when nothing is left. */
export const slug = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");

/** The known word closest to `word`, if it is close enough to be what was meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const starting = known.find((one) => typed.length > 1 && one.toLowerCase().startsWith(typed));
  if (starting) return starting;
  const ranked = known
    .map((one) => ({ one, distance: editDistance(typed, one.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(best.one.length / 3)) ? best.one : undefined;
}

/** How many letters must be put in, left out, changed, or swapped with the next one. */
function editDistance(a: string, b: string): number {
  let twoAbove: number[] = [];
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let line = 1; line <= a.length; line++) {
    [twoAbove, above] = [above, row];
    row = [line];
    for (let column = 1; column <= b.length; column++) {
      const changed = above[column - 1]! + (a[line - 1] === b[column - 1] ? 0 : 1);
      const isSwap = line > 1 && column > 1 && a[line - 1] === b[column - 2] && a[line - 2] === b[column - 1];
      const swapped = isSwap ? twoAbove[column - 2]! + 1 : changed;
      row.push(Math.min(above[column]! + 1, row[column - 1]! + 1, changed, swapped));
    }
  }
  return row[b.length]!;
}

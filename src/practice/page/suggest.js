// What the composer proposes while one types: slash commands, people, channels, emoji.
import { emojiChar, emojiNames } from "./emoji.js";
import { isDirect } from "./route.js";
import { personName, state } from "./store.js";

const MOST = 8;

/**
 * @typedef {{ key: string, insert: string, label: string, detail: string, user?: string, glyph?: string }} Suggestion
 * @param {string} text @param {number} caret @param {boolean} inThread
 * @typedef {{ command: string, name: string, usage: string, does: string, at: number }} Usage `at`: which word is being typed
 * @returns {{ from: number, items: Suggestion[], hint?: string, usage?: Usage, typedStands?: boolean } | null}
 *   `typedStands`: Enter sends what was typed, unless one of the items was gone to
 */
export function suggestions(text, caret, inThread) {
  const before = text.slice(0, caret);
  if (before.startsWith("/") && !before.includes("\n")) return commands(before, inThread);
  return names(before);
}

/** People, channels and emoji, by the word that is being typed. */
function names(before) {
  const word = /(?:^|[\s(])([@#:])([\p{L}\p{N}._+-]*)$/u.exec(before);
  if (!word) return null;
  const items = KINDS[word[1]](word[2].toLowerCase());
  return items.length === 0 ? null : { from: before.length - word[2].length - 1, items: items.slice(0, MOST) };
}

function commands(before, inThread) {
  const [typed, ...rest] = before.split(" ");
  const all = state()?.commands ?? [];
  if (inThread) return { from: 0, items: [], hint: "Slack does not run slash commands in threads." };
  const exact = all.find((one) => one.command === typed);
  if (rest.length > 0) return exact ? subcommands(exact, rest, before) : null;
  const items = all
    .filter((one) => one.command.startsWith(typed))
    .map((one) => ({
      key: one.command,
      insert: `${one.command} `,
      label: `${one.command} ${one.usageHint}`,
      detail: one.description,
      glyph: "/",
    }));
  return items.length === 0 ? null : { from: 0, items: items.slice(0, MOST) };
}

// What may follow the command, and once that is chosen, what may follow it in turn.
function subcommands({ command, usageHint, subcommands: known }, [name, ...words], before) {
  const whole = known.find((one) => one.name === name.toLowerCase());
  if (words.length > 0 && whole) {
    return names(before) ?? { from: 0, items: [], usage: { command, ...whole, at: words.length - 1 } };
  }
  const fitting = words.length > 0 ? [] : known.filter((one) => starts(one.name, name.toLowerCase()));
  if (fitting.length === 0) return { from: 0, items: [], hint: `${command} ${usageHint}` };
  const items = fitting.map((one) => ({
    key: one.name,
    insert: `${one.name} `,
    label: `${one.name} ${one.usage}`.trim(),
    detail: one.does,
    glyph: "/",
  }));
  return { from: before.length - name.length, items, typedStands: true };
}

const KINDS = {
  "@": (typed) => [
    ...(state()?.users ?? [])
      .filter(
        (user) =>
          starts(user.name, typed) ||
          personName(user)
            .toLowerCase()
            .split(" ")
            .some((part) => starts(part, typed)),
      )
      .map((user) => ({
        key: user.id,
        insert: `@${user.name} `,
        label: personName(user),
        detail: `@${user.name}${user.title ? ` · ${user.title}` : ""}`,
        user: user.id,
      })),
    ...["channel", "here"]
      .filter((name) => starts(name, typed))
      .map((name) => ({
        key: name,
        insert: `@${name} `,
        label: `@${name}`,
        detail: name === "here" ? "Notify every online member" : "Notify everyone in this channel",
        glyph: "@",
      })),
  ],
  "#": (typed) =>
    (state()?.channels ?? [])
      .filter((channel) => !isDirect(channel) && !channel.isArchived && channel.name.includes(typed))
      .map((channel) => ({
        key: channel.id,
        insert: `#${channel.name} `,
        label: `#${channel.name}`,
        detail: channel.topic,
        glyph: "#",
      })),
  ":": (typed) =>
    typed.length < 2
      ? []
      : emojiNames()
          .filter((name) => starts(name, typed))
          .map((name) => ({
            key: name,
            insert: `${emojiChar(name)} `,
            label: `:${name}:`,
            detail: "",
            glyph: emojiChar(name),
          })),
};

const starts = (name, typed) => name.toLowerCase().startsWith(typed);

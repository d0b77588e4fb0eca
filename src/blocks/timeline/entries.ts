// What the person who did something with a timeline entry is answered.
import type { ActionsBlock } from "@slack/types";
import type { Entry, EntryKind } from "../../domain/timeline/entries.ts";
import { isPending, versionOf } from "../../domain/timeline/entries.ts";
import type { Incident } from "../../domain/incident.ts";
import { cut } from "../../lib/pure/text.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { kindOptions } from "./entry-forms.ts";
import { numbered } from "./entry-problem.ts";
import { clockTime, escaped, line, type Post, person, quote, section, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** As much as shows which entry is meant. */
const QUOTED_CHARS_MAX = 150;
const PENDING_MAX = 2;

/** What the choice of another kind carries back; Slack takes 75 characters, the room says which incident. */
export interface KindChoice {
  entry: number;
  seen: number;
  kind: EntryKind;
}

/** `backdated`: in which zone a time of day was read, null where none was; absent where the note is about now. */
export function notedAnswer(
  entry: Entry,
  backdated: { zone: string | null; isGuess: boolean } | undefined,
  words: Words,
): Post {
  const { answer, oneOf } = words.entries;
  const named = { entry: numbered(entry.number), kind: oneOf[entry.kind] };
  const zone = backdated?.zone;
  const readIn = zone ? [backdated.isGuess ? answer.readInUnknown({ zone }) : answer.readIn({ zone })] : [];
  return line(
    [
      backdated ? answer.notedAt({ ...named, at: time(entry.at) }) : answer.noted(named),
      ...readIn,
      ...(isPending(entry) ? [answer.pending({ number: String(entry.number) })] : []),
    ].join(" "),
  );
}

/** Behind "Add to timeline": what it became, and what may be wrong with it. */
export function markedAnswer(incident: Incident, entry: Entry, words: Words): Post {
  const { answer, oneOf } = words.entries;
  const said = answer.marked({
    entry: numbered(entry.number),
    name: escaped(incident.name),
    kind: oneOf[entry.kind],
  });
  const text = `${said}\n${quotedEntry(entry, words)}`;
  return { text, blocks: [section(text), changeButtons(incident, entry, words)] };
}

/** `before` is whose correction this one followed, if another's. */
export function correctedAnswer(entry: Entry, before: { by: string; at: Instant } | null, words: Words): Post {
  const { answer, oneOf } = words.entries;
  const now = { entry: numbered(entry.number), kind: oneOf[entry.kind], at: time(entry.at) };
  const was = before ? [answer.wasCorrected({ by: person(before.by), at: clockTime(before.at) })] : [];
  return line([answer.corrected(now), quotedEntry(entry, words), ...was].join("\n"));
}

/** The decisions that are still to be made; null where there is none. */
export function pendingOnCard({ entries: all, stage }: Incident, { entries: said }: Words): string | null {
  const pending = all.filter(isPending);
  if (pending.length === 0 || stage !== "open") return null;
  const shown = pending
    .slice(0, PENDING_MAX)
    .map(({ number, text }) =>
      said.pendingOne({ entry: numbered(number), text: escaped(cut(text.replaceAll("\n", " "), QUOTED_CHARS_MAX)) }),
    );
  const more = pending.length - PENDING_MAX;
  return said.pending({ decisions: [...shown, ...(more > 0 ? [said.pendingMore(more)] : [])].join(" · ") });
}

const quotedEntry = ({ text }: Entry, { entries }: Words): string =>
  text === "" ? entries.withoutWords : quote(cut(text.replaceAll("\n", " "), QUOTED_CHARS_MAX));

function changeButtons(incident: Incident, entry: Entry, words: Words): ActionsBlock {
  const { answer, button: buttons } = words.entries;
  const value = { incident: incident.id, entry: entry.number };
  const choice = (kind: EntryKind): KindChoice => ({ entry: entry.number, seen: versionOf(entry), kind });
  const options = kindOptions(words, (kind) => JSON.stringify(choice(kind)));
  return {
    type: "actions",
    elements: [
      {
        type: "static_select",
        action_id: ACTION.chooseKind,
        placeholder: { type: "plain_text", text: answer.chooseKind, emoji: false },
        options,
        initial_option: options.find((one) => one.value === JSON.stringify(choice(entry.kind)))!,
      },
      button(buttons.correct, ACTION.openCorrectEntry, value),
      button(buttons.strike, ACTION.openStrikeEntry, value),
    ],
  };
}

import { DAY_MS } from "../lib/pure/duration.ts";

/** Longest title, in characters: it stands in a channel topic, a header block and an e-mail subject. */
export const TITLE_CHARS_MAX = 200;

/** Longest update, note, summary or reason, in characters: a Slack input takes no more. */
export const TEXT_CHARS_MAX = 3_000;

/** Longest part of an update beside its text, in characters: one or two sentences. */
export const PART_CHARS_MAX = 500;

/** So many of the latest updates can be corrected; what is older has been overtaken by news. */
export const UPDATES_KEPT = 5;

/** A promise of the next update, or a pause of reminders, reaches no further: beyond a shift nobody remembers it. */
export const AHEAD_MAX_MS = DAY_MS;

/** Longest web address of a bridge, in characters. */
export const URL_CHARS_MAX = 1_000;

/** Longest title, in characters: it stands in a channel topic, a header block and an e-mail subject. */
export const TITLE_CHARS_MAX = 200;

/** Longest update, note, summary or reason, in characters: a Slack input takes no more. */
export const TEXT_CHARS_MAX = 3_000;

/** A second declaration within this time is shown the first one before it becomes an incident of its own. */
export const SIMILAR_WITHIN_MS = 120_000;

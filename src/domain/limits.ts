/** Longest title, in characters: it stands in a channel topic, a header block and an e-mail subject. */
export const TITLE_CHARS_MAX = 200;

/** Longest update, note, summary or reason, in characters: a Slack input takes no more. */
export const TEXT_CHARS_MAX = 3_000;

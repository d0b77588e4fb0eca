// What kind of message a subtype makes.

const QUIET =
  /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive|convert_to_private)$|^(pinned_item|bot_add|bot_remove|reminder_add|tombstone)$/;

/** Messages that only say what happened, such as joining. */
export const isQuiet = (message) => QUIET.test(message.subtype ?? "");

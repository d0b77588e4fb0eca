// Why the record may lack messages, as it is stored for ever: blocks/ finds today's words for it.
export const GAP_WHY = {
  stopped: "Warroom was not running",
  deaf: "Slack could not be heard",
  removed: "Warroom was removed from the room",
  lost: "the database was put back to an older state",
  silent: "Slack's events did not come",
  heldBack: "Slack held events back: there were too many",
  archived: "the room was archived",
  deleted: "the room was deleted",
} as const;

/** Warroom was not in the room, and came back. */
export const ROOM_AWAY: ReadonlySet<string> = new Set([GAP_WHY.removed, GAP_WHY.archived]);

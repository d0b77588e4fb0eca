import type { Pieces } from "./catalogue.ts";

type Lost = Pieces<"room" | "who" | "at">;

/** What becomes of a room: removed from it, archived, deleted, private, shared. `who` is "@name", or nobody known. */
export const room = {
  /** Under the card of an incident that runs as a thread. */
  threadHint: ({ name }: Pieces<"name">) =>
    `It is worked on in this thread, which is recorded. Commands take its number, as in \`/incident update ${name} …\`: Slack takes none in threads.`,
  goesOn: ({ name, room }: Pieces<"name" | "room">) =>
    `${name} goes on in ${room}. What is said here is recorded as well.`,
  somebody: "somebody",
  /** The announcement's line, and what is said under it. */
  lost: {
    removed: ({ room, who, at }: Lost) =>
      `Warroom was removed from ${room} by ${who} at ${at}. Until it is back, it speaks in this thread.`,
    archived: ({ room, who, at }: Lost) =>
      `The room ${room} was archived by ${who} at ${at}. The incident goes on in this thread. Whoever unarchives the room brings Warroom back; or open a new one.`,
    deleted: ({ room, who, at }: Lost) =>
      `The room ${room} was deleted by ${who} at ${at}. The incident goes on in this thread; open a new room to go on there.`,
  },
  rejoined: {
    removed: ({ who, at }: Pieces<"who" | "at">) =>
      `Warroom is back: it was removed by ${who} at ${at}. What was said meanwhile is taken over from Slack's history.`,
    archived: ({ who, at }: Pieces<"who" | "at">) =>
      `The room is open again: it was archived by ${who} at ${at}. What Warroom said meanwhile stands under the announcement.`,
    deleted: (_: Pieces<"who" | "at">) => "The room is here again, and Warroom in it.",
  },
  madePrivate: ({ who }: Pieces<"who">) =>
    `This room was made private by ${who}. Warroom stays and goes on; it hears what is said as long as the app has the scopes \`groups:read\` and \`groups:history\`.`,
  shared:
    "*This room is shared with another company now.* Its people read what is said here, and what was said before. They cannot act on the incident.",
  sharedLine: "Shared with another company",
  opening: ({ name }: Pieces<"name">) => `A new room for ${name} is being opened.`,
  inReach: ({ name }: Pieces<"name">) => `The room of ${name} can be worked in: no new one is needed.`,
  /** Direct messages to whoever leads. */
  notice: {
    removed: ({ name, title, who, at }: Pieces<"name" | "title" | "who" | "at">) =>
      `Warroom was removed from the room of ${name} (${title}) by ${who} at ${at}, and cannot come back by itself. What is said there from now on is not recorded. Invite it again: type \`/invite @warroom\` in the room. It then takes over what it missed.`,
    archived: ({ name, title, who, at }: Pieces<"name" | "title" | "who" | "at">) =>
      `The room of ${name} (${title}) was archived by ${who} at ${at}. The incident is still open; Warroom goes on under its announcement. Unarchive the room (Slack lets only people do that), and Warroom comes back by itself, or, if the room is private, when somebody types \`/invite @warroom\` there; or open a new one.`,
    deleted: ({ name, title, who, at }: Pieces<"name" | "title" | "who" | "at">) =>
      `The room of ${name} (${title}) was deleted by ${who} at ${at}. The incident is still open; Warroom goes on under its announcement. What was recorded is kept. Open a new room to go on there.`,
  },
};

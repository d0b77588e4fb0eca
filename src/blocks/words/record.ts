import type { Pieces } from "./catalogue.ts";

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

/** What a postmortem draft takes from the record: what was said, updates, and how complete it all is. */
export const record = {
  note: ({ text }: Pieces<"text">) => `**Note:** ${text}`,
  moreMessages: (messages: number) =>
    `${count(messages, "more message")} under Everything in order: move here what mattered.`,
  struck: ({ at }: Pieces<"at">) => `(struck ${at})`,
  struckFor: ({ at, reason }: Pieces<"at" | "reason">) => `(struck ${at}: ${reason})`,
  nothingSaid: "Nothing was said in the room.",
  inThread: ({ at }: Pieces<"at">) => `in the thread of ${at}`,
  toAuthor: ({ author, at }: Pieces<"author" | "at">) => `to ${author}, ${at}`,
  deletedAt: ({ at }: Pieces<"at">) => `message deleted ${at}`,
  files: ({ names }: Pieces<"names">, files: number): string => `${files === 1 ? "file" : "files"}: ${names}`,
  deletedBefore: ({ before }: Pieces<"before">) => `message deleted before ${before}`,
  deletedBetween: ({ after, before }: Pieces<"after" | "before">) => `message deleted between ${after} and ${before}`,
  edited: "edited",
  editedUnheard: "edited while Warroom was not listening",
  link: "link",
  shortened: (chars: number) => `(shortened: ${chars.toLocaleString("en-US")} characters in all)`,
  moreLines: (lines: number) => `… ${lines} more lines`,
  updates: {
    none: "No update was posted; none was due.",
    noneYet: "No update was posted yet; none was due.",
    ofThoseDue: ({ counts }: Pieces<"counts">) => `Of those due, ${counts}.`,
    inTime: (updates: number) => `${updates} in time`,
    late: (updates: number) => `${updates} late`,
    notPosted: (updates: number) => `${updates} not posted`,
    noneDue: "none was due",
    due: ({ at }: Pieces<"at">) => `due ${at}`,
    dueReminded: ({ at, reminded }: Pieces<"at" | "reminded">) => `due ${at}, reminded ${reminded}`,
    and: " and ",
    missing: ({ due }: Pieces<"due">) => `**Not posted** (${due})`,
    insteadOf: {
      resolved: ({ due, after }: Pieces<"due" | "after">) => `${due}; resolved ${after} after that`,
      cancelled: ({ due, after }: Pieces<"due" | "after">) => `${due}; cancelled ${after} after that`,
      merged: ({ due, after }: Pieces<"due" | "after">) => `${due}; merged ${after} after that`,
      paused: ({ due, after }: Pieces<"due" | "after">) => `${due}; reminders paused ${after} after that`,
      severity: ({ due, after }: Pieces<"due" | "after">) => `${due}; the severity changed ${after} after that`,
    },
    corrected: ({ at, by, reason, original }: Pieces<"at" | "by" | "reason" | "original">) =>
      `(corrected ${at} by ${by}: ${reason}; before that: ${original})`,
    lateBy: ({ late, due }: Pieces<"late" | "due">) => `**${late} late**, ${due}`,
  },
  coverage: {
    noRoom: "No room could be opened, so nothing that was said is recorded here.",
    recorded: (messages: number): string =>
      messages === 0 ? "No message was recorded" : `${count(messages, "message")} recorded`,
    among: ({ counts }: Pieces<"counts">) => `, among them ${counts}`,
    replies: (replies: number) => count(replies, "thread reply", "thread replies"),
    edited: (edited: number) => `${edited} edited`,
    deleted: (deleted: number) => `${deleted} deleted`,
    files: (files: number) => `; ${count(files, "file")} shared`,
    recoveredMessages: (messages: number) => `; ${count(messages, "message")} came from Slack's history alone`,
    compared: ({ at }: Pieces<"at">) =>
      `Compared with Slack's history at ${at}: every message that Slack still has is recorded.`,
    notCompared: ({ why }: Pieces<"why">) =>
      `**Not compared with Slack's history before this draft: ${why}.** Messages that never reached Warroom are missing.`,
    noGap: "Warroom listened without a gap.",
    gaps: "Warroom did not listen all the time:",
    gap: ({ from, to, duration }: Pieces<"from" | "to" | "duration">) => `${from} to ${to} (${duration})`,
    gapUntilNow: ({ from }: Pieces<"from">) => `${from} until now`,
    notRecovered: "**not recovered**",
    recovered: ({ at }: Pieces<"at">) => `recovered from Slack's history at ${at}`,
    // Of a room, or of the channel that a thread is in.
    why: {
      stopped: "Warroom was not running",
      deaf: "Slack could not be heard",
      removed: "Warroom was removed from the channel",
      lost: "Warroom's database was put back to an older state",
      silent: "Slack's events did not come",
      heldBack: "Slack held events back: there were too many",
      archived: "the channel was archived",
      deleted: "the channel was deleted",
    },
  },
};

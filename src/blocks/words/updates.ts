import type { Pieces } from "./catalogue.ts";

type Name = Pieces<"name">;
type ByAt = Pieces<"by" | "at">;

const AHEAD = "Such as “14:30” or “20m”.";

/** Why an order around updates, their reminders or the bridge was not carried out. */
const problem = {
  timeTooFar: ({ at, span }: Pieces<"at" | "span">) => `${at} is too far away: at most ${span} from now.`,
  updatedMeanwhile: ({ by, ago, text }: Pieces<"by" | "ago" | "text">) =>
    `${by} posted an update ${ago} ago: “${text}” Yours is not posted yet.`,
  correctedMeanwhile: ({ by, ago, text }: Pieces<"by" | "ago" | "text">) =>
    `${by} corrected this update ${ago} ago. It now reads: “${text}” Yours has changed nothing yet.`,
  updateTooOld: (kept: number) =>
    `Only the latest ${kept} updates can be corrected, and this one is not among them. Post a new update that says what was wrong.`,
  updateUnchanged: "It already says that. Change what is wrong, or close the form.",
  alreadySubscribed: ({ name }: Pieces<"name">) =>
    `You already get each update of ${name} by direct message. \`/incident unsubscribe ${name}\` ends that.`,
  notSubscribed: ({ name }: Pieces<"name">) => `You get no direct messages about ${name}: there is nothing to end.`,
  noReminders: ({ severity }: Pieces<"severity">) =>
    `${severity} asks for no regular updates: there are no reminders to pause.`,
  notPaused: "Reminders are not paused.",
  noWebAddress: ({ asked }: Pieces<"asked">) =>
    `${asked} is not the address of a bridge. Give one that begins with https://, without a password in it.`,
  bridgeUnchanged: ({ link }: Pieces<"link">) => `The bridge already is ${link}.`,
};

/** Updates: as they are posted and corrected, their forms, and what subscribers are told. */
export const updates = {
  /** What stands before each part. */
  parts: { impact: "*Impact:*", next: "*Next step:*", eta: "*ETA:*", workaround: "*Workaround:*" },
  corrected: ({ by, at }: ByAt) => `_Corrected ${at} by ${by}:_`,
  /** Under a subscriber's direct message: where the work goes on. */
  about: ({ name, title, room }: Name & Pieces<"title" | "room">) => `${name} · ${title} · ${room}`,
  aboutOnly: ({ name, title }: Name & Pieces<"title">) => `${name} · ${title}`,
  form: {
    title: ({ name }: Name) => `Update ${name}`,
    submit: "Post",
    last: ({ by, at }: ByAt) => `*Last update* ${at} by ${by}`,
    text: "What changed?",
    textHint: "What people should know now. Goes to the room, the announcement and its subscribers.",
    impact: "Impact",
    impactHint: "Who and what is hit.",
    next: "Next step",
    nextHint: "What is done now, and by whom.",
    eta: "ETA",
    etaHint: "When it should be over, if anybody can say.",
    workaround: "Workaround",
    workaroundHint: "What people can do until then.",
    nextAt: "Next update at",
    nextAtEvery: ({ every, severity }: Pieces<"every" | "severity">) =>
      `${AHEAD} Left empty: in ${every}, as ${severity} asks.`,
    nextAtNone: ({ severity }: Pieces<"severity">) => `${AHEAD} Left empty: none, as ${severity} asks for none.`,
    /** What was typed stands in the form again below it. */
    meanwhile: ({ problem }: Pieces<"problem">) =>
      `${problem} What you typed stands below: change it, or post it anyway.`,
  },
  correct: {
    title: ({ name }: Name) => `Correct ${name}`,
    submit: "Correct",
    of: ({ by, at }: ByAt) => `Update of ${at} by ${by}. The messages are changed wherever it went.`,
    why: "Why?",
    whyHint: "Stands under the corrected update.",
    which: ({ name }: Name) => `Which update of ${name} is to be corrected?`,
    one: ({ by, at }: ByAt) => `${at} by ${by}`,
    none: ({ name }: Name) => `${name} has no update yet: there is nothing to correct.`,
    done: "Corrected. The messages are being changed wherever it went.",
    meanwhile: ({ problem }: Pieces<"problem">) =>
      `${problem} What you typed stands below: submit it to correct theirs.`,
  },
  subscribed: ({ name }: Name) =>
    `You get each update of ${name} by direct message. Press Subscribe again to stop, or use \`/incident unsubscribe ${name}\`.`,
  unsubscribed: ({ name }: Name) => `You get no more direct messages about ${name}.`,
  problem,
  notATime: ({ typed }: Pieces<"typed">) => `“${typed}” is not understood as a time. Write “14:30”, or “20m” from now.`,
  hasPassed: ({ typed }: Pieces<"typed">) =>
    `${typed} has passed today. Write “tomorrow ${typed}”, or how long: “20m”.`,
};

/** Pausing the reminders of updates. */
export const pause = {
  paused: ({ at, by }: ByAt) => `Update reminders are paused until ${at}, by ${by}.`,
  resumed: ({ by }: Pieces<"by">) => `Update reminders come again, by ${by}.`,
  usage: "Say how long and why, as in `/incident pause 45m waiting for the vendor`. At most 24 hours.",
  done: ({ at }: Pieces<"at">) => `Paused until ${at}. An update ends it, and so does \`/incident unpause\`.`,
  ended: "Reminders come again.",
  form: {
    title: ({ name }: Name) => `Pause ${name}`,
    submit: "Pause reminders",
    until: "How long?",
    untilHint: "“45m”, or “14:30”; at most 24 hours. An update ends it early.",
    why: "Why?",
    whyHint: "Stands on the card and the timeline.",
  },
};

/** Where people talk to each other. */
export const bridge = {
  set: ({ link, by }: Pieces<"link" | "by">) => `Bridge: ${link}, set by ${by}.`,
  shown: ({ link, by, at }: Pieces<"link"> & ByAt) => `Bridge: ${link}, set by ${by} ${at}.`,
  standing: ({ link }: Pieces<"link">) =>
    `Bridge: ${link}, the runbook's. \`/incident bridge https://…\` sets another.`,
  none: "No bridge is set. `/incident bridge https://…` sets one.",
  done: "Set; the room was told.",
  /** The title of the bookmark. */
  bookmark: "Bridge",
};

// What a scripted outage is made of: phases, and in each what is said and done by whom, and when.
import type { OutagePart } from "../page-api.ts";

/** Who speaks. The three parts are whoever plays them; the others are people of the workspace. */
export type Speaker =
  | OutagePart
  | "database"
  | "reliability"
  | "support"
  | "manager"
  | "guest"
  | "supplier"
  | "monitor";

/** A name for a message that a later beat reacts to, edits, deletes, pins or answers in its thread. */
type Label = string;

interface Moment {
  /** "2:30": minutes and seconds after its phase began. */
  at: string;
  who: Speaker;
  /** Only while the person in training plays one of these parts. */
  when?: readonly OutagePart[];
  /** Only while the incident is open, as far as anybody can see. */
  whileOpen?: true;
}

export interface Saying extends Moment {
  /** `{commander}` and the like become a mention of whoever that is; `{trainee}` of the person in training. */
  say: string;
  /** A channel's name; the incident's room when left out. */
  in?: string;
  /** In the thread of this message. */
  under?: Label;
  as?: Label;
  /** A moment that belongs on the timeline, in a few words. */
  key?: string;
  /** Waits for a word of this part; a colleague who plays it gives this answer. */
  asks?: { part: OutagePart; answer: string; decides?: boolean };
  /** The outage itself is over with this. */
  fixed?: true;
  /** Will come back with this, but forgets until somebody asks. */
  promises?: { what: string; result: string };
}

export type Beat =
  | Saying
  | (Moment & { react: string; to: Label })
  | (Moment & { pin: Label })
  | (Moment & { edit: Label; to: string })
  | (Moment & { takesBack: Label })
  | (Moment & { uploads: string; text: string; as?: Label })
  /** A slash command, in the room unless it says where. */
  | (Moment & { command: string; in?: string })
  | (Moment & { joins: true });

export interface Phase {
  /** In words for the person in training: "Something is wrong". */
  name: string;
  /** The next phase begins this long after this one, "28:00", or once what it waits for has happened. */
  lasts: string;
  /** "room": until somebody declared; "decision": until its decision was made. `lasts` then is the longest wait. */
  until?: "room" | "decision";
  beats: readonly Beat[];
  /** What people say when they are asked something now. */
  answers: Partial<Record<Speaker, readonly string[]>>;
  /** What goes out as the next update when a colleague writes it: the first, then the second, …; the last one again. */
  updates: readonly string[];
}

export interface Script {
  title: string;
  about: string;
  parts: readonly { part: OutagePart; name: string; words: string }[];
  /** Handles of the practice workspace's people. */
  people: Readonly<Record<Exclude<Speaker, OutagePart>, string>>;
  /** Who plays the two other parts. */
  others: Readonly<Record<OutagePart, Partial<Record<OutagePart, string>>>>;
  /** Takes over from whomever the person in training acts as. */
  understudy: string;
  /** Where the incident is announced, and how long it may be quiet there, in minutes. */
  announcements: { channel: string; quiet_max_min: number };
  phases: readonly Phase[];
}

/** "2:30" → 150,000. */
export function momentMs(moment: string): number {
  const [minutes = "0", seconds = "0"] = moment.split(":");
  return (Number(minutes) * 60 + Number(seconds)) * 1_000;
}

// What people do while the machine is pulled from under the bot, and what Slack told each of them about it.
import type { Random } from "../../src/lib/random.ts";
import type { PracticeCore } from "../../src/practice/core.ts";
import type { PageAct } from "../../src/practice/page-api.ts";
import type { Channel } from "../../src/practice/state.ts";
import { ACK_WITHIN_MS } from "../../src/practice/deliveries.ts";
import { systemClock } from "../../src/lib/clock.ts";

type Act = PageAct extends infer One ? (One extends { as: string } ? Omit<One, "as"> : never) : never;

/** One command as its person saw it. */
export interface Typed {
  user: string;
  text: string;
  /** In the command's text and nowhere else. */
  mark: string;
  at: number;
  /** How many notices of Slack's the person had before it: a later one says that it failed. */
  noticesBefore: number;
}

export interface People {
  typed: Typed[];
  /** Messages that were deleted again. */
  deleted: { channel: string; ts: string }[];
  /** Somebody says, edits, deletes or replies in a room, or writes a note. */
  act(): void;
  /** Ends what is open and declares anew. */
  next(): void;
  rooms(): Channel[];
}

const NAMES = ["amara", "jonas", "mei", "rafael", "priya", "tomasz"];
/** Slack has told the person by then, however it went. */
const TOLD_AFTER_MS = ACK_WITHIN_MS + 500;

export function createPeople(core: PracticeCore, random: Random): People {
  const typed: Typed[] = [];
  const deleted: People["deleted"] = [];
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random.next() * all.length)]!;
  const users = NAMES.map((name) => [...core.state.users.values()].find((one) => one.name.startsWith(`${name}.`))!.id);
  const general = [...core.state.channels.values()].find(({ name }) => name === "engineering")!.id;
  const rooms = () =>
    [...core.state.channels.values()].filter(({ name, isArchived }) => name.startsWith("inc-") && !isArchived);
  const does = (user: string, what: Act) => core.act({ as: user, ...what } as PageAct);
  let marks = 0;

  /** By somebody whom Slack has told how their last command went; false when there is nobody. */
  const type = (textOf: (mark: string) => string): boolean => {
    const now = systemClock.now();
    const free = users.filter((user) => !typed.some((one) => one.user === user && now - one.at < TOLD_AFTER_MS));
    if (free.length === 0) return false;
    const user = pick(free);
    const mark = `mark${++marks}x`;
    const text = textOf(mark);
    const noticesBefore = noticesOf(core, user).length;
    typed.push({ user, text, mark, at: now, noticesBefore });
    does(user, { act: "command", channel: general, command: "/incident", text });
    return true;
  };
  const talk = (room: Channel) => {
    const user = pick(users);
    if (!room.members.includes(user)) does(user, { act: "join", channel: room.id });
    const own = [...room.messages.values()].filter((one) => one.user === user && !one.subtype);
    const about = own.length > 0 ? pick(own) : undefined;
    const text = `words ${Math.floor(random.next() * 1e6)}`;
    const what = random.next();
    if (!about || what < 0.6) return void does(user, { act: "post", channel: room.id, text });
    if (what < 0.75) return void does(user, { act: "edit", channel: room.id, ts: about.ts, text });
    if (what < 0.85) {
      if (does(user, { act: "delete", channel: room.id, ts: about.ts }).ok) {
        deleted.push({ channel: room.id, ts: about.ts });
      }
      return;
    }
    does(user, { act: "post", channel: room.id, text, threadTs: about.threadTs ?? about.ts });
  };
  return {
    typed,
    deleted,
    rooms,
    act() {
      const room = rooms().at(-1);
      if (!room) return void type((mark) => `declare SEV1 First trouble ${mark}`);
      if (random.next() < 0.35) type((mark) => `note ${nameOf(room)} words of ${mark}`);
      else talk(room);
    },
    next() {
      const room = rooms().at(-1);
      if (room) type((mark) => `resolve ${nameOf(room)} mended by ${mark}`);
      type((mark) => `declare SEV2 Next trouble ${mark}`);
    },
  };
}

/** "inc-3-next-trouble" → "INC-3". */
const nameOf = ({ name }: Channel): string => /^inc-\d+/.exec(name)![0].toUpperCase();

export const noticesOf = (core: PracticeCore, user: string): string[] =>
  core.state.notices.filter((one) => one.user === user).map(({ text }) => text);

/** What the same person typed next. */
export const nextOf = (typed: readonly Typed[], one: Typed): Typed | undefined =>
  typed.find((other) => other.user === one.user && other.at > one.at);

/** Slack told the person that it did not work: then it may have been done or not, and everybody knows that. */
export function wasToldOfFailure(core: PracticeCore, typed: readonly Typed[], one: Typed): boolean {
  const nextBefore = nextOf(typed, one)?.noticesBefore ?? Infinity;
  return noticesOf(core, one.user).length > one.noticesBefore && nextBefore > one.noticesBefore;
}

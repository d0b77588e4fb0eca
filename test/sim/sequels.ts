// What takes two steps or more, one soon after the other: by chance alone they would seldom meet.
import { MINUTE_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { Random } from "../../src/lib/random.ts";
import type { Channel } from "../../src/practice/state.ts";
import { KEY_EMOJI } from "./checkers/moments.ts";
import { pick, shuffled } from "./profile.ts";
import type { Act, Deleted } from "./workload.ts";

export const SEQUELS = [
  "haveSecondThoughts",
  "takeMarkBack",
  "askAndAnswer",
  "mergeIntoWhatEnds",
  "subscribe",
] as const;

export interface Hands {
  random: Random;
  /** The key of the role that leads. */
  lead: string;
  rooms(): Channel[];
  personIn(room: Channel): string;
  enter(user: string, room: Channel): void;
  does(user: string, what: Act): { ok: boolean };
  command(user: string, room: Channel, text: string): void;
  nameOf(user: string): string;
  later(after_ms: number, run: () => void): void;
  deleted: Deleted[];
}

type Sequels = Record<(typeof SEQUELS)[number] | "endAndReview", () => void>;

export function createSequels({ random, later, ...hands }: Hands): Sequels {
  const { lead: leading, rooms, personIn, enter, does, command, nameOf, deleted } = hands;
  const within = (from_ms: number, to_ms: number) => from_ms + Math.floor(random.next() * (to_ms - from_ms));
  const says = (user: string, room: Channel, text: string) => {
    enter(user, room);
    return does(user, { act: "post", channel: room.id, text }).ok;
  };
  /** Somebody says something in some room: who, and what message it is. */
  const said = (text: string) => {
    const [room] = shuffled(random, rooms());
    const user = room && personIn(room);
    if (!user || !says(user, room, text)) return null;
    return { user, about: { channel: room.id, ts: [...room.messages.keys()].at(-1)! } };
  };
  return {
    /** Written, put right twice and often taken away, within seconds: news of it comes in any order. */
    haveSecondThoughts() {
      const message = said("it was me");
      if (!message) return;
      const { user, about } = message;
      later(2 * SECOND_MS, () => does(user, { act: "edit", ...about, text: "it was not me" }));
      later(3 * SECOND_MS, () => does(user, { act: "edit", ...about, text: "it was nobody" }));
      if (random.next() < 0.4) return;
      later(within(3 * SECOND_MS, 10 * SECOND_MS), () => {
        if (does(user, { act: "delete", ...about }).ok) deleted.push(about);
      });
    },
    takeMarkBack() {
      const message = said("it began with the deploy");
      if (!message) return;
      const { user, about } = message;
      const mark = { ...about, name: pick(random, KEY_EMOJI) };
      later(5 * SECOND_MS, () => does(user, { act: "react", ...mark }));
      later(within(MINUTE_MS, 2 * MINUTE_MS), () => {
        does(user, { act: "unreact", ...mark });
        if (random.next() < 0.5) later(within(SECOND_MS, MINUTE_MS), () => does(user, { act: "react", ...mark }));
      });
    },
    /** Whoever leads is asked and says something: the question waits for them no longer. */
    askAndAnswer() {
      const [room] = shuffled(random, rooms());
      if (!room) return;
      const [lead, other] = [personIn(room), personIn(room)];
      command(lead, room, `role ${leading} @${nameOf(lead)}`);
      // In their own words, or by Warroom.
      const asks = random.next() < 0.3;
      later(20 * SECOND_MS, () => {
        if (asks) says(other, room, `@${nameOf(lead)} is it known?`);
        else command(other, room, "ask is it known?");
      });
      later(within(MINUTE_MS, 2 * MINUTE_MS), () => says(lead, room, "it is known"));
    },
    /** One incident ends while somebody calls another its duplicate. */
    mergeIntoWhatEnds() {
      const [into, duplicate] = shuffled(random, rooms());
      if (!into || !duplicate) return;
      const [, number] = /^inc-(\d+)/.exec(into.name)!;
      command(personIn(into), into, "resolve it is over");
      const merge = () => command(personIn(duplicate), duplicate, `merge into INC-${number} the same`);
      later(within(0, 10 * SECOND_MS), merge);
    },
    /** Somebody wants the updates of an incident, and then there is one. */
    subscribe() {
      const [room] = shuffled(random, rooms());
      if (!room) return;
      command(personIn(room), room, "subscribe");
      const writer = personIn(room);
      later(within(10 * SECOND_MS, MINUTE_MS), () => command(writer, room, "update it is being looked at"));
    },
    /** After the end: what is to be done is said to be done, and two set the meeting in the same moment. */
    endAndReview() {
      const [room] = shuffled(random, rooms());
      if (!room) return;
      command(personIn(room), room, "resolve it is over");
      const people = [personIn(room), personIn(room)];
      later(within(5 * SECOND_MS, 30 * SECOND_MS), () => {
        for (const user of people) {
          command(user, room, pick(random, ["deadlines 1", "deadlines 2", "deadlines 1 back"]));
          command(user, room, pick(random, ["meeting tomorrow 10:00", "meeting tomorrow 11:00"]));
        }
        command(people[0]!, room, "contribute why the pool was never measured");
      });
    },
  };
}

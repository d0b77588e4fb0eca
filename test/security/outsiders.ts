// Watches what leaves Warroom for words of a private incident: everything that each person who is not in its room may see,
// after every change, and every call of Slack's, line of the log and HTTP answer.
import type { Json } from "../../src/practice/state.ts";
import type { World } from "../support/world.ts";

export interface Watch {
  /** What got out, a line each: empty is good. */
  leaks: string[];
  /** From here on these words must reach nobody but who is in the room, also nobody who was. */
  taint(word: string): void;
}

/** `room` says the channel once there is one; until they are in it, the declarer may know. */
export function watchOutsiders(world: World, declarer: string, room: () => string | null): Watch {
  const { core } = world.practice;
  const words: string[] = [];
  const leaks: string[] = [];
  /** What each person who left the room had in their direct messages and on their Home tab then: they must see no more. */
  const kept = new Map<string, Map<string, number> | "inside">();

  const roomChannel = () => core.state.channels.get(room() ?? "");
  let isDeclarerIn = false;
  const insiders = () => {
    const members = roomChannel()?.members ?? [];
    isDeclarerIn ||= members.includes(declarer);
    return isDeclarerIn ? members : [...members, declarer];
  };
  const tainted = (text: string) => words.filter((word) => text.toLowerCase().includes(word));
  const report = (where: string, text: string) => {
    for (const word of tainted(text)) leaks.push(`${where}: ${around(text, word)}`);
  };
  const look = () => {
    const inside = insiders();
    for (const { id, name } of core.state.users.values()) {
      if (inside.includes(id)) {
        kept.set(id, "inside");
        continue;
      }
      const text = JSON.stringify(core.view(id)).toLowerCase();
      const before = kept.get(id);
      if (before === "inside") kept.set(id, new Map(words.map((word) => [word, count(text, word)])));
      else
        for (const word of words)
          if (count(text, word) > (before?.get(word) ?? 0)) leaks.push(`${name} sees ${around(text, word)}`);
    }
  };
  let waiting = false;
  core.onChange(() => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      look();
    });
  });
  core.setFaults({
    beforeCall: (method, args) => {
      const { channel, channel_id, user_id, user, canvas_id, trigger_id, view_id } = args;
      // What a view shows is looked at with its person's.
      const isView = method.startsWith("views.") && (trigger_id !== undefined || view_id !== undefined);
      const to = [channel, channel_id, canvas_id].filter((one) => one !== undefined);
      const ofRoom = to.some((one) => one === room() || one === roomChannel()?.canvas?.id);
      const person = user_id ?? (ofRoom ? user : null) ?? directWith(core.state.channels, channel) ?? channel;
      if (!isView && !ofRoom && !insiders().includes(String(person))) report(`${method} ${to.join()}`, text(args));
      return undefined;
    },
  });
  return {
    leaks,
    taint: (word) => void words.push(word),
  };
}

const text = (args: Json): string => JSON.stringify(args);

const count = (text: string, word: string): number => text.split(word).length - 1;

const around = (text: string, word: string): string => {
  const at = text.toLowerCase().indexOf(word);
  return text.slice(Math.max(0, at - 60), at + 60);
};

/** The person a direct message is with; null for any other channel. */
function directWith(channels: World["practice"]["core"]["state"]["channels"], channel: unknown): string | null {
  const found = channels.get(String(channel));
  return found?.kind === "im" ? (found.members.at(-1) ?? null) : null;
}

// Key moments: what people marked stands on the timeline, once; and the message shows whether it does.
import type { Message } from "../../../src/practice/state.ts";
import { type Checker, storedIncidents } from "./evidence.ts";

/** The emoji that the workload marks with. */
export const KEY_EMOJI = ["bulb", "round_pushpin"];

export const moments: Checker = {
  name: "moments",
  check(evidence) {
    const { state } = evidence.world.core;
    return storedIncidents(evidence).flatMap(({ room, name, entries }) => {
      const channel = state.channels.get(room?.channel ?? "");
      if (!channel) return [];
      return [...channel.messages.values()].filter(isOfPerson).flatMap((message) => {
        const own = entries.filter(({ ts }) => ts === message.ts);
        const standing = own.filter(({ struck }) => !struck).length;
        const isMarked = message.reactions.some((one) => KEY_EMOJI.includes(one.name));
        const isShown = message.reactions.some((one) => one.users.includes(state.app.botUser));
        return [
          ...(isMarked && own.length === 0 ? [`${name} lacks ${message.ts}, which somebody marked`] : []),
          ...(standing > 1 ? [`${name} has ${message.ts} on its timeline ${standing} times`] : []),
          ...(isShown !== standing > 0
            ? [`${message.ts} shows ${isShown ? "a mark" : "no mark"}, unlike ${name}`]
            : []),
        ];
      });
    });
  },
};

const isOfPerson = ({ botId, subtype }: Message): boolean =>
  !botId && (subtype === undefined || subtype === "thread_broadcast" || subtype === "file_share");

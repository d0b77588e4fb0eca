// Which button of a room people press.
import type { Channel, Message } from "../../src/practice/state.ts";

interface Button {
  ts: string;
  blockId: string;
  actionId: string;
}

/** In the newest message of the room that has one. */
export const buttonIn = (room: Channel, actionId: string): Button | null =>
  newestButton([...room.messages.values()], actionId);

/** Of messages from the oldest on, the newest one's. */
export function newestButton(messages: readonly Pick<Message, "ts" | "blocks">[], actionId: string): Button | null {
  for (const message of messages.toReversed()) {
    const found = buttonOf(message, actionId);
    if (found) return { ts: message.ts, ...found };
  }
  return null;
}

function buttonOf({ blocks }: Pick<Message, "blocks">, actionId: string): { blockId: string; actionId: string } | null {
  for (const block of blocks) {
    const { elements: beside = [], accessory } = block as { elements?: object[]; accessory?: object };
    const elements = [...beside, ...(accessory ? [accessory] : [])] as { action_id?: string }[];
    const found = elements.find((one) => one.action_id?.startsWith(actionId));
    if (found) return { blockId: String(block.block_id), actionId: found.action_id! };
  }
  return null;
}

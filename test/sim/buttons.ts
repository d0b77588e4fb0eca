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

const buttonOf = (message: Pick<Message, "blocks">, actionId: string): Omit<Button, "ts"> | null =>
  buttonsOf(message).find((one) => one.actionId.startsWith(actionId)) ?? null;

/** All that a message or a form has, from its top. */
export const buttonsOf = ({ blocks }: Pick<Message, "blocks">): Omit<Button, "ts">[] =>
  blocks.flatMap((block) => {
    const { elements: beside = [], accessory } = block as { elements?: object[]; accessory?: object };
    const elements = [...beside, ...(accessory ? [accessory] : [])] as { action_id?: string }[];
    return elements.flatMap(({ action_id: actionId }) =>
      actionId === undefined ? [] : [{ blockId: String(block.block_id), actionId }],
    );
  });

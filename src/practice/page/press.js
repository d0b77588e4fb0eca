// A press on a Block Kit element: asks first when the app wants that, then tells the server.
import { act } from "./act.js";
import { confirm } from "./dialogs.js";
import { textObject } from "./text.js";
import { state } from "./store.js";
import { entryAt, keepValue, valueAt, valuesIn } from "./values.js";

const keyOf = ({ surface, blockId, element }, mark) => `${surface.surface}|${blockId}|${element.action_id}|${mark}`;

/**
 * @param {import("./values.js").Spot} spot
 * @param {Record<string, unknown> & { type: string }} chosen
 * @param {string} [mark] tells apart elements that share an action_id
 * @returns {Promise<boolean>} false when the person thought better of it
 */
export async function press(spot, chosen, mark = "") {
  const { surface, blockId, element } = spot;
  const asks = element.confirm;
  if (asks && !(await confirm(confirmWords(asks)))) return false;
  const blocks = blocksOf(surface);
  const where = surface.message ?? { view: surface.view };
  const action = {
    act: "block-action",
    ...where,
    blockId,
    actionId: element.action_id,
    chosen,
    values: valuesIn(blocks, surface),
  };
  await act(action, keyOf(spot, mark));
  return true;
}

const confirmWords = (asks) => ({
  title: asks.title?.text ?? "Are you sure?",
  text: textObject(asks.text),
  confirm: asks.confirm?.text ?? "Yes",
  deny: asks.deny?.text ?? "Cancel",
  danger: asks.style === "danger",
});

/**
 * Keeps a value, and sends it when the app wants to hear of each choice.
 * @param {import("./values.js").Spot & { sendsAction: boolean }} spot
 */
export async function choose(spot, value) {
  const before = valueAt(spot);
  keepValue(spot, value);
  if (spot.sendsAction && !(await press(spot, entryAt(spot)))) keepValue(spot, before);
}

/** @param {import("./values.js").Spot} spot */
export const pressKey = (spot, mark = "") => keyOf(spot, mark);

function blocksOf(surface) {
  const now = state();
  if (surface.message) {
    const channel = now?.channels.find((one) => one.id === surface.message.channel);
    return channel?.messages.find((one) => one.ts === surface.message.ts)?.blocks ?? [];
  }
  const view =
    now?.modals.find((one) => one.id === surface.view) ?? (now?.home?.id === surface.view ? now?.home : undefined);
  return view?.blocks ?? [];
}

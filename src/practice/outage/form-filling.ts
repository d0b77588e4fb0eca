// Forms that an app shows to a colleague, filled in with as little as it asks for.
import type { Block, Json, User, View } from "../state.ts";
import { colleaguesIn } from "./cast.ts";
import type { Scene } from "./scene.ts";

/** Whatever needs words gets these. */
const WORDS = "Done, and it looks right.";

/** What was sent and came back with complaints is put away. */
export function fillForms(scene: Scene): void {
  for (const user of colleaguesIn(scene.cast)) {
    const view = scene.ws.state.modals.get(user.id)?.at(-1);
    if (view && !view.busy) fill(scene, user, view);
  }
}

function fill(scene: Scene, user: User, view: View): void {
  const wasSent = Object.keys(view.errors).length > 0;
  if (wasSent || view.submit === null) scene.act(user, { act: "close", view: view.id });
  else scene.act(user, { act: "submit", view: view.id, values: valuesOf(view) });
}

/** Text and choices that nobody has begun; everything else keeps what it starts with. */
function valuesOf({ blocks }: View) {
  const values: Record<string, Record<string, Json & { type: string }>> = {};
  for (const block of blocks) {
    const element = block.element as Block | undefined;
    const chosen = block.type === "input" && block.optional !== true && element && choice(element);
    if (chosen) values[String(block.block_id)] = { [String(element.action_id)]: { type: element.type, ...chosen } };
  }
  return values;
}

function choice({ type, initial_value, initial_option, options }: Block): Json | undefined {
  if (type === "plain_text_input") return { value: initial_value ?? WORDS };
  if (type !== "static_select" && type !== "radio_buttons") return undefined;
  return { selected_option: initial_option ?? (options as Json[] | undefined)?.[0] ?? null };
}

import type { Effect } from "../domain/effect.ts";
import type { Words } from "./words/en.ts";

/** Continues "Warroom could not …", not yet escaped. An event of an older version carries the words themselves. */
export function effectWords(effect: Effect | string, { effects }: Words): string {
  if (typeof effect === "string") return effect;
  switch (effect.kind) {
    case "refresh":
      return effects.refresh[effect.what ?? "card"];
    case "bookmark":
      return effects.bookmark({ title: effect.title ?? "" });
    case "say":
      return effects.say[effect.place ?? "room"];
    default:
      return effects[effect.kind];
  }
}

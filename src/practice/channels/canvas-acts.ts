// What a person writes into a channel's canvas on the page.
import type { ActOf } from "../act-of.ts";
import { type Body, done, isFailure } from "../answers.ts";
import { createCanvas, editCanvas } from "./canvases.ts";
import { ownChannel } from "../permissions.ts";
import type { User, Workspace } from "../state.ts";

export function writeCanvas(ws: Workspace, user: User, { channel: id, section, markdown }: ActOf<"edit-canvas">): Body {
  const channel = ownChannel(ws, user, id);
  if (isFailure(channel)) return channel;
  const { canvas } = channel;
  if (!canvas) {
    const made = createCanvas(ws, channel, "", markdown);
    return isFailure(made) ? made : done({ channel: channel.id });
  }
  const change =
    section === undefined
      ? ({ operation: "insert_at_end", markdown } as const)
      : markdown.trim() === ""
        ? ({ operation: "delete", section } as const)
        : ({ operation: "replace", section, markdown } as const);
  return editCanvas(ws, canvas, change) ?? done({ channel: channel.id });
}

// Key moments that were pinned while nobody listened: Slack lists a room's pins with who put them there.
import type { SeenMark } from "../../../domain/timeline/seen-marks.ts";
import { type JsonObject, objectIn, textIn } from "../../../lib/pure/json.ts";
import type { Outcome } from "../../outcome.ts";
import type { Look } from "./reconcile-page.ts";
import { failed } from "../failed.ts";

/** What is still to be waited for; null when they are taken. Pins that Slack refuses to list hold up nothing. */
export async function takePins({ deps, room, me, cause }: Look): Promise<Outcome | null> {
  const reply = await deps.slack.read("pins.list", { channel: room.channel });
  if (!reply.ok) {
    const outcome = failed(reply);
    if (outcome.type === "retry") return outcome;
    deps.log.warn({ channel: room.channel, why: reply }, "a room's pins could not be read");
    return null;
  }
  const items = Array.isArray(reply.data.items) ? reply.data.items.map(objectIn) : [];
  const marks = items.flatMap((item) => pinOn(item, me)).map((mark) => ({ ...mark, cause }));
  if (marks.length > 0) await deps.takeMarks({ team: room.team, channel: room.channel }, marks);
  return null;
}

/** A pin on what Warroom wrote, or that it put there itself, marks nothing. */
function pinOn(item: JsonObject, me: Look["me"]): SeenMark[] {
  const message = objectIn(item.message);
  const [ts, user] = [textIn(message.ts), textIn(item.created_by)];
  if (ts === "" || user === "" || user === me.botUser || message.bot_id === me.botId) return [];
  return [{ ts, user, mark: "pin", at: null, on: true }];
}

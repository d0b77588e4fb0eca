// Somebody pasted a secret into a room. It is blanked wherever the record is shown; whoever wrote it hears of that alone,
// and of what is left to do in Slack.
import { secretsIn } from "../../lib/pure/secrets.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { isPerson } from "../actor.ts";
import { type JobChange, PRIORITY } from "../job.ts";
import type { Sighting } from "./sighting.ts";

/** Once a message, however often it is edited or seen; null where there is nothing to tell, or nobody. */
export function secretJob(
  channel: string,
  { ts, author, deleted, text, raw }: Sighting,
  now: Instant,
): JobChange | null {
  const isApps = Boolean((raw as { bot_id?: unknown } | null)?.bot_id);
  if (deleted || isApps || !isPerson(author)) return null;
  const secrets = secretsIn(text);
  if (secrets.length === 0) return null;
  return {
    do: "enqueue",
    key: `tell-of-secret:${channel}:${ts}`,
    job: { kind: "tell-of-secret", user: author, channel, ts, secrets },
    lane: null,
    priority: PRIORITY.nudge,
    dueAt: now,
    again: "once",
  };
}

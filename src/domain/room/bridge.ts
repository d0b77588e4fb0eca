// Where people talk to each other: the web address of a call.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { refreshJob, sayOnce } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { JobChange } from "../job.ts";
import { openOnly } from "../lifecycle.ts";
import { URL_CHARS_MAX } from "../limits.ts";
import type { Problem } from "../problem.ts";
import type { Runbook } from "../runbook.ts";

export type BridgeCommand = { type: "SetBridge"; url: string };

export type BridgeEvent = { type: "BridgeSet"; url: string };

export interface Bridge {
  url: string;
  by: string;
  at: Instant;
}

/** The one that somebody set, else the runbook's; null where there is neither. */
export const bridgeOf = ({ bridge }: Incident, runbook: Runbook): { url: string; set: Bridge | null } | null => {
  const url = bridge?.url ?? runbook.bridge;
  return url === null ? null : { url, set: bridge };
};

export function decideBridge(
  incident: Incident,
  command: BridgeCommand,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  const url = bridgeUrl(command.url.trim());
  if (url === null) return err({ type: "no-web-address", asked: command.url });
  return url === bridgeOf(incident, runbook)?.url
    ? err({ type: "bridge-unchanged", url })
    : ok([{ type: "BridgeSet", url }]);
}

/**
 * An encrypted address without a name and password in it, which would show another host than it leads to; and without
 * the characters that end a link in Slack. Null when it is anything else.
 */
function bridgeUrl(text: string): string | null {
  if (text.length > URL_CHARS_MAX || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  if (protocol !== "https:" || username !== "" || password !== "") return null;
  return href.length > URL_CHARS_MAX || /[\s<>|]/.test(href) ? null : href;
}

export function evolveBridge(_before: Incident, event: DomainEvent, by: string): Partial<Incident> | null {
  return event.type === "BridgeSet" ? { bridge: { url: event.url, by, at: event.at } } : null;
}

export function bridgeJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const bookmark = refreshJob(incident, "bridge", context.now);
  switch (event.type) {
    case "BridgeSet": {
      const by = userOf(event.actor) ?? event.actor;
      const said = sayOnce(incident, "room", { type: "bridge-set", url: event.url, by }, seq, context);
      return incident.room ? [...said, bookmark] : said;
    }
    case "RoomOpened":
      return bridgeOf(incident, context.runbook) ? [bookmark] : [];
    default:
      return [];
  }
}

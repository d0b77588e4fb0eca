// Looks through what was said in a channel or thread. Slack shows little of its history at a time and not often: what one
// attempt has seen, the next one need not read again.
import type { ToSearch } from "../../../domain/job.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import type { SlackDeps } from "../port.ts";
import { pages, type SlackMessage } from "./pages.ts";

export interface ChannelOrThread {
  channel: string;
  threadTs?: string | undefined;
}

/** What was said in one place since then, as far as it was not seen before. */
export interface Range extends ChannelOrThread {
  since: Instant;
  /** The message behind which it begins; absent or "": at the beginning. */
  edge?: string;
}

type LookedBack =
  | { ok: true; message: SlackMessage | null }
  /** `edge`: the last message that was seen, from which the next attempt goes on; "" for none. */
  | { ok: false; reply: SlackFailure; edge: string };

/** The first message that is the wanted one. */
export async function lookBack(
  { slack }: Pick<SlackDeps, "slack">,
  { channel, since, threadTs, edge: begun = "" }: Range,
  isIt: (message: SlackMessage) => boolean,
): Promise<LookedBack> {
  const inThread = threadTs !== undefined;
  const method = inThread ? "conversations.replies" : "conversations.history";
  const args = {
    channel,
    oldest: String(since / 1000),
    include_all_metadata: true,
    ...(inThread && { ts: threadTs }),
    // A thread comes with its oldest first.
    ...(begun !== "" && { [inThread ? "oldest" : "latest"]: begun }),
  };
  let edge = begun;
  for await (const page of pages(slack.read, method, args)) {
    if (!page.ok) return { ...page, edge };
    const ours = page.messages.find(isIt);
    if (ours) return { ok: true, message: ours };
    edge = String(page.messages.at(-1)?.ts ?? edge);
  }
  return { ok: true, message: null };
}

/** What a look into one place brought. */
export type InPlace<Found> =
  /** `closed`: nobody could look there, so that it may stand there all the same. */
  | { ok: true; found: Found | null; closed?: SlackFailure }
  /** `edge`: the last message that was seen; "" for none. */
  | { ok: false; reply: SlackFailure; edge: string };

type InPlaces<Found> =
  /** `left`: what is not found may stand in a place that was closed, where the next attempt has to look. */
  | { ok: true; found: Found | null; left: Extract<ToSearch, string>; closed: readonly ClosedPlace[] }
  /** `toSearch`: where the next attempt goes on. */
  | { ok: false; reply: SlackFailure; toSearch: ToSearch };

export interface ClosedPlace {
  place: ChannelOrThread;
  reply: SlackFailure;
}

/** Looks into one place after the other, always in the same order: a look that broke off has been through those before. */
export async function lookInPlaces<Found>(
  places: readonly ChannelOrThread[],
  toSearch: Exclude<ToSearch, "nothing">,
  look: (place: ChannelOrThread, edge: string) => Promise<InPlace<Found>>,
): Promise<InPlaces<Found>> {
  const each = different(places);
  const begun = toSearch === "all" ? -1 : each.findIndex((place) => isSame(place, toSearch));
  const closed: ClosedPlace[] = [];
  for (const [index, place] of each.entries()) {
    if (index < begun) continue;
    const edge = index === begun && toSearch !== "all" ? toSearch.edge : "";
    const looked = await look(place, edge);
    // A place that was closed may be open by the next attempt, which must not go on behind it.
    if (!looked.ok) return { ...looked, toSearch: closed.length > 0 ? "all" : { ...place, edge: looked.edge } };
    if (looked.found) return { ok: true, found: looked.found, left: "nothing", closed };
    if (looked.closed) closed.push({ place, reply: looked.closed });
  }
  return { ok: true, found: null, left: closed.length > 0 ? "all" : "nothing", closed };
}

export const isSame = (one: ChannelOrThread, other: ChannelOrThread): boolean =>
  one.channel === other.channel && one.threadTs === other.threadTs;

const different = (places: readonly ChannelOrThread[]): ChannelOrThread[] =>
  places.filter((place, index) => places.findIndex((other) => isSame(place, other)) === index);

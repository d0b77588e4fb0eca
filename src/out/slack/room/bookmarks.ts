// The links at the head of a room: those of the runbook, and the bridge.
import type { Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { bridgeOf } from "../../../domain/room/bridge.ts";
import { failed } from "../failed.ts";
import type { SlackReply } from "../../../lib/slack-call.ts";
import type { SlackDeps } from "../port.ts";

interface Bookmark {
  id: string;
  title?: string;
  link?: string;
}

/** A later attempt looks whether the bookmark is there already. */
export async function addBookmark(
  deps: SlackDeps,
  { claim, incident }: Delivery,
  { title, url }: { title: string; url: string },
): Promise<Outcome> {
  if (!incident.room) return { type: "superseded", why: "the room is gone" };
  const channel_id = incident.room.channel;
  if (claim.attempt > 1) {
    const listed = await deps.slack.read("bookmarks.list", { channel_id });
    if (!listed.ok) return failed(listed);
    if (bookmarksOf(listed).some(({ link }) => link === url)) return { type: "done" };
  }
  const reply = await deps.slack.send("bookmarks.add", { channel_id, title, type: "link", link: url });
  return reply.ok ? { type: "done" } : failed(reply);
}

/** The one bookmark of the bridge, whatever it led to before. */
export async function showBridge(deps: SlackDeps, { incident, runbook }: Delivery): Promise<Outcome> {
  const bridge = bridgeOf(incident, runbook);
  if (!incident.room || !bridge) return { type: "superseded", why: "the room is gone" };
  const title = deps.words.bridge.bookmark;
  const channel_id = incident.room.channel;
  const listed = await deps.slack.read("bookmarks.list", { channel_id });
  if (!listed.ok) return failed(listed);
  const present = bookmarksOf(listed).find((one) => one.title === title);
  if (present?.link === bridge.url) return { type: "done" };
  const reply = present
    ? await deps.slack.send("bookmarks.edit", { channel_id, bookmark_id: present.id, link: bridge.url, title })
    : await deps.slack.send("bookmarks.add", { channel_id, title, type: "link", link: bridge.url });
  return reply.ok ? { type: "done" } : failed(reply);
}

const bookmarksOf = (listed: Extract<SlackReply, { ok: true }>): Bookmark[] =>
  (listed.data.bookmarks as Bookmark[] | undefined) ?? [];

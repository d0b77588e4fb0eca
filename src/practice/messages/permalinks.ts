// Addresses of single messages, as chat.getPermalink gives them and as the page follows them.
import type { Channel, Message, Workspace } from "../state.ts";

/** `?thread_ts` is there for a reply alone: it says in which thread the message stands. */
export function permalinkOf(ws: Workspace, channel: Channel, message: Message): string {
  const isReply = message.threadTs !== undefined && message.threadTs !== message.ts;
  const thread = isReply ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : "";
  return `${ws.baseUrl}/archives/${channel.id}/p${message.ts.replace(".", "")}${thread}`;
}

/** Where the page opens such an address: the channel, and the thread of a reply. The message's ts follows as `?at`. */
export function placeOnPage(channel: string, message: string, threadTs: string | null): string {
  const ts = /^p(\d+)(\d{6})$/.exec(message);
  const at = ts ? `?at=${ts[1]}.${ts[2]}` : "";
  return `/${at}#${channel}${threadTs ? `/${threadTs}` : ""}`;
}

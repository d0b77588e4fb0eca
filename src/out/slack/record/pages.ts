import type { SlackCall, SlackFailure } from "../../../lib/slack-call.ts";

export type SlackMessage = Record<string, unknown>;

/** `next`: the cursor of the page behind it; "" where it is the last. */
export type Page = { ok: true; messages: SlackMessage[]; next: string } | { ok: false; reply: SlackFailure };

/** Slack advises at most 200 a page. */
const PAGE_SIZE = 200;

/** One page of conversations.history or .replies. */
export async function readPage(
  call: SlackCall,
  method: string,
  args: Record<string, unknown>,
  cursor: string,
): Promise<Page> {
  const reply = await call(method, { limit: PAGE_SIZE, ...args, ...(cursor && { cursor }) });
  if (!reply.ok) return { ok: false, reply };
  const messages = (reply.data.messages as SlackMessage[] | undefined) ?? [];
  const next = (reply.data.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? "";
  return { ok: true, messages, next };
}

/** All pages. A failed page is the last. */
export async function* pages(call: SlackCall, method: string, args: Record<string, unknown>): AsyncGenerator<Page> {
  let cursor = "";
  do {
    const page = await readPage(call, method, args, cursor);
    yield page;
    if (!page.ok) return;
    cursor = page.next;
  } while (cursor !== "");
}

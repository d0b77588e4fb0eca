import type { SlackCall, SlackFailure } from "../../lib/slack-call.ts";

export type SlackMessage = Record<string, unknown>;

export type Page = { ok: true; messages: SlackMessage[] } | { ok: false; reply: SlackFailure };

/** Slack advises at most 200 a page. */
const PAGE_SIZE = 200;

/** The pages of conversations.history or .replies. A failed page is the last. */
export async function* pages(call: SlackCall, method: string, args: Record<string, unknown>): AsyncGenerator<Page> {
  let cursor: string | undefined;
  do {
    const reply = await call(method, { limit: PAGE_SIZE, ...args, ...(cursor ? { cursor } : {}) });
    if (!reply.ok) {
      yield { ok: false, reply };
      return;
    }
    yield { ok: true, messages: (reply.data.messages as SlackMessage[] | undefined) ?? [] };
    const next = (reply.data.response_metadata as { next_cursor?: string } | undefined)?.next_cursor;
    cursor = next || undefined;
  } while (cursor);
}

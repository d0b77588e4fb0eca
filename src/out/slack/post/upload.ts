import type { WebClient } from "@slack/web-api";
import { redactSecrets } from "../../../lib/pure/secrets.ts";
import type { SlackReply } from "../../../lib/slack-call.ts";
import { slackFailure } from "../client/call.ts";

/** A file that is shared into a channel, or a thread of it. */
export interface FileToShare {
  readonly channel: string;
  /** With its extension, from which Slack tells the kind of file. */
  readonly fileName: string;
  readonly title: string;
  /** Slack refuses an empty file. */
  readonly text: string;
  readonly threadTs?: string | undefined;
}

/** `data` has the file's `id`, and its `permalink` or null: Slack does not promise one, and `files.info` knows it later. */
export type Upload = (file: FileToShare) => Promise<SlackReply>;

/**
 * Asks for an upload address, sends the text there, and shares it into the channel: three requests, of which only the
 * last shows anything. A failure does not say which one it was, so `unknown` means to look for the file in the channel.
 */
export function createUpload(client: WebClient, hide: (text: string) => string): Upload {
  return async ({ channel, fileName, title, text, threadTs }) => {
    const file = { channel_id: channel, filename: fileName, title, content: redactSecrets(text) };
    try {
      const shared = await client.filesUploadV2(threadTs === undefined ? file : { ...file, thread_ts: threadTs });
      const [uploaded] = shared.files[0]?.files ?? [];
      if (!uploaded?.id) return { ok: false, kind: "unknown", why: "Slack's answer to an upload names no file" };
      return { ok: true, data: { id: uploaded.id, permalink: uploaded.permalink ?? null } };
    } catch (error) {
      return slackFailure(error, hide);
    }
  };
}

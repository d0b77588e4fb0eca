// The ways to call Slack, apart so that trouble with one does not hold up the others: a client that is told to wait, or
// is full, makes every call of that client wait, of any method and channel.
import { LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import type { Log } from "../../../lib/log.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import { createSdkLog } from "../../../lib/sdk-log.ts";
import type { SlackCall } from "../../../lib/slack-call.ts";
import { createSlackCall } from "./call.ts";
import { createUpload, type Upload } from "../post/upload.ts";

export interface SlackClients {
  /**
   * For answers to somebody who waits: 2 s, and one more try when the first failed fast. A second try may show an
   * ephemeral note twice, so nothing that others see goes through it.
   */
  readonly interactive: SlackCall;
  /** For jobs: 10 s, and no second try, because the job decides what an unknown outcome means. */
  readonly outbox: SlackCall;
  /** For reading history page after page: few at a time, so that it leaves room for the rest. */
  readonly reads: SlackCall;
  /** A file shared into a channel, by the rules of `outbox`. */
  readonly upload: Upload;
}

interface SlackClientsDeps {
  /** A bot token. It leaves in the Authorization header and nowhere else. */
  readonly token: string;
  readonly slackApiUrl: string;
  readonly log: Log;
}

/** Slack's trigger ids and patience end after 3 s: a first try that took longer than this leaves no time for another. */
const FAILED_FAST_MS = SECOND_MS;
const AGAIN_AFTER_MS = SECOND_MS / 20;
const READS_AT_ONCE = 4;

export function createSlackClients({ token, slackApiUrl, log }: SlackClientsDeps): SlackClients {
  const hide = (text: string) => text.replaceAll(token, "[token]");
  const create = (options: WebClientOptions) =>
    new WebClient(token, {
      slackApiUrl,
      logger: createSdkLog(log, LogLevel.INFO, hide),
      rejectRateLimitedCalls: true,
      // A method is a name. A full address in its place would carry the token to wherever it points.
      allowAbsoluteUrls: false,
      ...options,
    });
  const interactive = create({
    timeout: 2 * SECOND_MS,
    retryConfig: {
      retries: 1,
      minTimeout: AGAIN_AFTER_MS,
      maxTimeout: AGAIN_AFTER_MS,
      maxRetryTime: FAILED_FAST_MS,
    },
  });
  const outbox = create({ timeout: 10 * SECOND_MS, retryConfig: { retries: 0 } });
  const reads = create({
    timeout: 10 * SECOND_MS,
    retryConfig: { retries: 0 },
    maxRequestConcurrency: READS_AT_ONCE,
  });
  return {
    interactive: createSlackCall(interactive, hide),
    outbox: createSlackCall(outbox, hide),
    reads: createSlackCall(reads, hide),
    upload: createUpload(outbox, hide),
  };
}

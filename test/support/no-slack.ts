import type { SlackCall } from "../../src/lib/slack-call.ts";

/** A Slack that cannot be reached. */
export const noSlack: SlackCall = async () => ({ ok: false, kind: "unreachable", why: "no Slack here" });

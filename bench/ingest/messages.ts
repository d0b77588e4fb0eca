// The events that both sides are sent, signed as Slack signs them.
import { createHmac } from "node:crypto";

export interface Round {
  number: number;
  events: number;
  team: string;
  /** The incident's room. */
  room: string;
  /** Channels that are no room: their messages are acknowledged and not kept. */
  others: string[];
  signingSecret: string;
}

/** Every fifth message is from a channel that is no room. */
const OTHERS_EVERY = 5;

export const inRoom = (index: number): boolean => index % OTHERS_EVERY !== 0;

/** Whole HTTP requests, made before the clock runs. */
export function requestsOf(round: Round): Buffer[] {
  const seconds = Math.floor(Date.now() / 1_000);
  return Array.from({ length: round.events }, (_, index) => {
    const body = JSON.stringify(eventBody(round, index, seconds));
    const signature = createHmac("sha256", round.signingSecret).update(`v0:${seconds}:${body}`).digest("hex");
    return Buffer.from(
      [
        "POST /slack/events HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept: */*",
        "Content-Type: application/json",
        `Content-Length: ${Buffer.byteLength(body)}`,
        `X-Slack-Request-Timestamp: ${seconds}`,
        `X-Slack-Signature: v0=${signature}`,
        "",
        body,
      ].join("\r\n"),
    );
  });
}

/** As the Events API sends an ordinary message: about 1,300 bytes. */
function eventBody({ number, team, room, others }: Round, index: number, seconds: number): object {
  const channel = inRoom(index) ? room : others[index % others.length]!;
  const ts = `${seconds}.${String(number * 100_000 + index).padStart(6, "0")}`;
  const user = `U0BENCH${index % 7}`;
  const text = `Message ${index} of round ${number}: the queue is draining, latency is back under 300 ms in eu-west-1`;
  return {
    token: "verification",
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: "A0WARROOM",
    event: {
      type: "message",
      user,
      ts,
      client_msg_id: `5f2b1c1e-0000-4000-8000-${String(number * 100_000 + index).padStart(12, "0")}`,
      text,
      team,
      blocks: [
        {
          type: "rich_text",
          block_id: "b1",
          elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }],
        },
      ],
      channel,
      event_ts: ts,
      channel_type: "channel",
    },
    type: "event_callback",
    event_id: `Ev${number}X${index}`,
    event_time: seconds,
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: "U0WARROOM", is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-eyJldCI6Im1lc3NhZ2UiLCJ0aWQiOiJUMFBSQUNUSUNFIiwiYWlkIjoiQTBXQVJST09NIn0-${index}`,
  };
}

// Slack as the doctor sees it: token, scopes, app token, the announcements channel, and the two clocks.
import { request } from "undici";
import type { SlackConfig } from "../../config.ts";
import { abortAfter, systemClock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import { SECOND_MS } from "../../lib/pure/duration.ts";
import type { SlackCall, SlackFailure, SlackReply } from "../../lib/slack-call.ts";
import { findChannel } from "../../out/slack/room/channels.ts";
import { createSlackClients } from "../../out/slack/client/clients.ts";
import { readManifest } from "../manifest.ts";
import { type Check, look, ok, wrong } from "./check.ts";

const ANSWER_WITHIN_MS = 5 * SECOND_MS;
/** Slack refuses, and is refused, five minutes off; half a minute off already puts times in the wrong order. */
const SKEW_SHOWN_MS = 30 * SECOND_MS;
const SKEW_MAX_MS = 300 * SECOND_MS;

type RealSlack = Exclude<SlackConfig, { mode: "practice" }>;

export async function slackChecks(slack: RealSlack, announceChannel: string | null, log: Log): Promise<Check[]> {
  const { reads } = createSlackClients({ token: slack.botToken, slackApiUrl: slack.apiUrl, log });
  const auth = await reads("auth.test", {});
  if (!auth.ok) return [await clockCheck(slack.apiUrl), tokenRefused(auth)];
  const { user, team, response_metadata } = auth.data;
  return [
    await clockCheck(slack.apiUrl),
    ok("token", `@${String(user)} in ${String(team)}`),
    scopesCheck((response_metadata as { scopes?: string[] } | undefined)?.scopes),
    await roadCheck(slack, log),
    ...(announceChannel === null ? [] : [await announcementsCheck(reads, announceChannel)]),
  ];
}

function tokenRefused(reply: SlackFailure): Check {
  if (reply.kind !== "refused") {
    const why = reply.kind === "rate-limited" ? "it asks us to wait" : reply.why;
    return wrong(
      "token",
      `Slack cannot be asked: ${why}`,
      "Check this machine's way to Slack: DNS, proxy, firewall, SLACK_API_URL.",
    );
  }
  const fix = "Install the app again and set SLACK_BOT_TOKEN to its Bot User OAuth Token.";
  return wrong("token", `Slack refuses SLACK_BOT_TOKEN: ${reply.error}`, fix);
}

/** `granted` as Slack says it with each answer; the manifest is what Warroom needs. */
function scopesCheck(granted: readonly string[] | undefined): Check {
  if (!granted)
    return look(
      "scopes",
      "Slack does not say which scopes the token has",
      "Compare them with `warroom manifest` by eye.",
    );
  const wanted = readManifest().scopes ?? [];
  const missing = wanted.filter((scope) => !granted.includes(scope));
  const spare = granted.filter((scope) => !wanted.includes(scope));
  const renew = "Put `warroom manifest` in place of the app's manifest and install the app again.";
  if (missing.length > 0) return wrong("scopes", `the token lacks ${missing.join(", ")}`, renew);
  if (spare.length > 0) return look("scopes", `the token has more than it needs: ${spare.join(", ")}`, renew);
  return ok("scopes", `the ${wanted.length} of the manifest, and no more`);
}

/** How Slack's traffic comes in. */
async function roadCheck(slack: RealSlack, log: Log): Promise<Check> {
  if (slack.mode === "http") {
    return ok("road", "HTTP: Slack sends to /slack/events; whether it arrives, the last event below tells");
  }
  const { interactive } = createSlackClients({ token: slack.appToken, slackApiUrl: slack.apiUrl, log });
  const opened: SlackReply = await interactive("apps.connections.open", {});
  if (opened.ok) return ok("road", "Socket Mode: Slack gives connections");
  const why = opened.kind === "refused" ? opened.error : opened.kind;
  return wrong(
    "road",
    `Slack gives no Socket Mode connection: ${why}`,
    "Make an app-level token with connections:write and set SLACK_APP_TOKEN; switch Socket Mode on.",
  );
}

/** `name` without its "#", as the runbook has it. */
async function announcementsCheck(reads: SlackCall, name: string): Promise<Check> {
  const found = await findChannel(reads, name);
  if (!found.ok)
    return look(
      "announcements",
      `the channels could not be listed: ${found.reply.kind}`,
      "Run the doctor again in a minute.",
    );
  if (found.id) return ok("announcements", `#${name} is there`);
  return wrong(
    "announcements",
    `there is no public channel #${name}`,
    `Make #${name}, or name another one in the runbook.`,
  );
}

/** By the date in the head of an answer: to the second, and good enough. */
async function clockCheck(apiUrl: string): Promise<Check> {
  const { signal, done } = abortAfter(systemClock, ANSWER_WITHIN_MS);
  try {
    const { headers, body } = await request(new URL("api.test", apiUrl), { method: "POST", signal });
    await body.dump();
    const theirs = Date.parse(String(headers.date));
    if (Number.isNaN(theirs))
      return look("clock", "Slack's answer bears no date", "Check that this machine keeps its time (NTP).");
    const skew_ms = systemClock.now() - theirs;
    const off = `this machine's clock is ${Math.round(Math.abs(skew_ms) / SECOND_MS)} s ${skew_ms > 0 ? "ahead of" : "behind"} Slack's`;
    const fix = "Set the clock right and keep it so (NTP): requests more than five minutes off are refused.";
    if (Math.abs(skew_ms) > SKEW_MAX_MS) return wrong("clock", off, fix);
    return Math.abs(skew_ms) > SKEW_SHOWN_MS ? look("clock", off, fix) : ok("clock", "as Slack's");
  } catch {
    return look(
      "clock",
      "cannot be compared: Slack does not answer",
      "Run the doctor again when Slack can be reached.",
    );
  } finally {
    done();
  }
}

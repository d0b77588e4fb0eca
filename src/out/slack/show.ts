// What shows an incident's state: the card, the announcement, the topic. Rendered when sent, from the state as it is then.
import { announcement, TOPIC_CHARS_MAX, topic } from "../../blocks/announcement.ts";
import { statusCard } from "../../blocks/card.ts";
import { type Incident, shownOf } from "../../domain/incident.ts";
import { sha256 } from "../../lib/hash.ts";
import { cut } from "../../lib/pure/text.ts";
import { namesOf } from "../../store/read/people.ts";
import type { Task } from "../deliver.ts";
import { failed, type Outcome } from "../outcome.ts";
import type { SlackDeps } from "./port.ts";
import { POST_PAUSE_MS, postOnce } from "./post.ts";

export async function postCard(deps: SlackDeps, task: Task): Promise<Outcome> {
  const { incident, runbook } = task;
  if (!incident.room) return { type: "superseded", why: "the room is gone" };
  const variant = variantOf(incident);
  const posted = await postOnce(deps, task, incident.room.channel, statusCard(incident, runbook, deps.words), {
    variant,
  });
  if (!posted.ok) return failed(posted.reply);
  const { channel, ts } = posted;
  return {
    type: "done",
    pause_ms: POST_PAUSE_MS,
    command: { type: "RecordPosted", what: "card", channel, ts, shown: shownBy(posted.variant, incident) },
  };
}

export async function postAnnouncement(deps: SlackDeps, task: Task): Promise<Outcome> {
  const { incident, runbook } = task;
  const variant = variantOf(incident);
  const posted = await postOnce(
    deps,
    task,
    `#${runbook.announceChannel}`,
    announcement(incident, runbook, deps.words),
    { variant },
  );
  if (!posted.ok) return failed(posted.reply);
  const { channel, ts } = posted;
  return {
    type: "done",
    pause_ms: POST_PAUSE_MS,
    command: { type: "RecordPosted", what: "announcement", channel, ts, shown: shownBy(posted.variant, incident) },
  };
}

/** Tells one shown state from another in a message's metadata. */
const variantOf = (incident: Incident): string => sha256(shownOf(incident)).slice(0, 16);

/** What stands in Slack: where an earlier attempt posted it, that may be an older state, which no longer counts as shown. */
const shownBy = (variant: string | undefined, incident: Incident): string =>
  variant === variantOf(incident) ? shownOf(incident) : "";

export async function refresh(deps: SlackDeps, task: Task, what: "card" | "announcement" | "topic"): Promise<Outcome> {
  if (what === "topic") return setTopic(deps, task);
  const { incident, runbook } = task;
  const at = incident[what];
  if (!at) return { type: "superseded", why: `the ${what} is not posted` };
  const post =
    what === "card" ? statusCard(incident, runbook, deps.words) : announcement(incident, runbook, deps.words);
  const reply = await deps.slack.send("chat.update", { channel: at.channel, ts: at.ts, ...post });
  if (reply.ok) return { type: "done" };
  if (reply.kind === "refused" && reply.error === "message_not_found") {
    return { type: "superseded", why: `somebody deleted the ${what}` };
  }
  return failed(reply);
}

async function setTopic(deps: SlackDeps, { incident, runbook }: Task): Promise<Outcome> {
  if (!incident.room) return { type: "superseded", why: "the room is gone" };
  const holders = Object.values(incident.roles).map(({ user }) => user);
  await deps.learnPeople(incident.team, holders);
  const names = await namesOf(deps.store, incident.team, holders);
  const reply = await deps.slack.send("conversations.setTopic", {
    channel: incident.room.channel,
    topic: cut(topic(incident, runbook, names, deps.words), TOPIC_CHARS_MAX),
  });
  return reply.ok ? { type: "done" } : failed(reply);
}

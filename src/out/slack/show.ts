// What shows an incident's state: the card, the announcement, the topic. Rendered when sent, from the state as it is then.
import { announcement, TOPIC_CHARS_MAX, topic } from "../../blocks/announcement.ts";
import { statusCard, threadCard } from "../../blocks/card.ts";
import type { Post } from "../../blocks/mrkdwn.ts";
import { type Incident, shownOf } from "../../domain/incident.ts";
import { leading } from "../../domain/roles.ts";
import { cardName } from "../../domain/room/room.ts";
import { runsAsThread } from "../../domain/room/thread.ts";
import { roomInReach } from "../../domain/room/voice.ts";
import { sha256 } from "../../lib/hash.ts";
import { cut, unescapeMrkdwn } from "../../lib/pure/text.ts";
import { namesOf } from "../../store/read/people.ts";
import type { Delivery } from "../deliver.ts";
import type { Outcome } from "../outcome.ts";
import { jobKey, metadataOf } from "./post/anchor.ts";
import { DELETED, edit } from "./post/edit.ts";
import { failed } from "./failed.ts";
import type { SlackDeps } from "./port.ts";
import { postOnce, recorded } from "./post/post.ts";

type Shown = "card" | "announcement";

/** Posts what shows the incident, for the first time. */
export async function postShown(deps: SlackDeps, delivery: Delivery, what: Shown): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const channel = what === "card" ? incident.room?.channel : `#${runbook.announceChannel}`;
  if (channel === undefined) return { type: "superseded", why: "the room is gone" };
  const options = { variant: variantOf(incident) };
  return recorded(
    await postOnce(deps, delivery, channel, shownPost(deps, delivery, what), options),
    ({ channel: where, ts, variant }) => ({
      type: "RecordPosted",
      what,
      channel: where,
      ts,
      shown: shownBy(variant, incident),
    }),
  );
}

const shownPost = ({ words }: SlackDeps, { incident, runbook }: Delivery, what: Shown): Post =>
  what === "card"
    ? statusCard(incident, runbook, words)
    : runsAsThread(incident, runbook)
      ? threadCard(incident, runbook, words)
      : announcement(incident, runbook, words);

/** Tells one shown state from another in a message's metadata. */
const variantOf = (incident: Incident): string => sha256(shownOf(incident)).slice(0, 16);

/** What stands in Slack: where an earlier attempt posted it, that may be an older state, which no longer counts as shown. */
const shownBy = (variant: string | undefined, incident: Incident): string =>
  variant === variantOf(incident) ? shownOf(incident) : "";

export async function refresh(deps: SlackDeps, delivery: Delivery, what: Shown | "topic"): Promise<Outcome> {
  if (what === "topic") return setTopic(deps, delivery);
  if (what === "card" && delivery.incident.detached) return { type: "superseded", why: "the room is out of reach" };
  const at = delivery.incident[what];
  if (!at) return { type: "superseded", why: `the ${what} is not posted` };
  // The card is the newest thing that Slack knows of an incident in which nobody has said anything for a while. It stays
  // the message of the job that posted it, which is enqueued once and so has one generation.
  const posting = `${what === "card" ? cardName(delivery.incident) : what}:${delivery.incident.id}`;
  const metadata = metadataOf(delivery, {
    job: jobKey({ id: posting, generation: 1 }),
    variant: variantOf(delivery.incident),
  });
  const outcome = await edit(deps, delivery.incident, at, shownPost(deps, delivery, what), metadata);
  if (outcome.type !== "superseded" || outcome.why !== DELETED || delivery.incident.stage !== "open") return outcome;
  deps.log.info({ job: delivery.claim.id }, "what shows an incident was deleted by somebody: it is posted again");
  return postShown(deps, delivery, what);
}

/**
 * Each time it is set the room gets a line that says so: after another attempt the room is asked first. With an id in place
 * of the leader's name it is set once more when Slack has told the name.
 */
async function setTopic(deps: SlackDeps, { claim, incident, runbook }: Delivery): Promise<Outcome> {
  const channel = roomInReach(incident)?.channel;
  if (channel === undefined) return { type: "superseded", why: "the room is gone" };
  const leader = leading(incident, runbook);
  const shown = leader === null ? [] : [leader];
  const isNamed = await deps.learnPeople(incident.team, shown);
  const asWanted: Outcome = isNamed ? { type: "done" } : { type: "retry", why: "Slack has not told the leader's name" };
  const names = await namesOf(deps.store, incident.team, shown);
  const wanted = cut(topic(incident, runbook, names, deps.words), TOPIC_CHARS_MAX);
  if (claim.attempt > 1) {
    const info = await deps.slack.read("conversations.info", { channel });
    if (!info.ok) return failed(info);
    if (topicOf(info.data) === wanted) {
      deps.log.debug({ job: claim.id }, "an earlier attempt set the topic: it is not set again");
      return asWanted;
    }
  }
  const reply = await deps.slack.send("conversations.setTopic", { channel, topic: wanted });
  return reply.ok ? asWanted : failed(reply);
}

/** Slack answers with text escaped as in a message. */
function topicOf({ channel }: Record<string, unknown>): string | undefined {
  const value = (channel as { topic?: { value?: string } } | undefined)?.topic?.value;
  return value === undefined ? undefined : unescapeMrkdwn(value);
}

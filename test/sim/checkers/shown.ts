// What Slack shows is the state: card, announcement and topic equal what the final state renders to.
import { isDeepStrictEqual } from "node:util";
import { announcement, TOPIC_CHARS_MAX, topic } from "../../../src/blocks/announcement.ts";
import { statusCard, threadCard } from "../../../src/blocks/card.ts";
import type { Post } from "../../../src/blocks/mrkdwn.ts";
import { en } from "../../../src/blocks/words/en.ts";
import { runsAsThread } from "../../../src/domain/room/thread.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import { cut } from "../../../src/lib/pure/text.ts";
import type { JobRow } from "../../../src/store/tables.ts";
import type { World } from "../world.ts";
import { type Checker, type Evidence, storedIncidents } from "./evidence.ts";

export const shown: Checker = {
  name: "shown",
  holds: ["I14"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) => {
      const runbook = evidence.world.rulesOf(incident);
      const isThread = runsAsThread(incident, runbook);
      const announced = (isThread ? threadCard : announcement)(incident, runbook, en);
      return [
        ...(isThread ? [] : differs(evidence, incident, "card", statusCard(incident, runbook, en))),
        ...(incident.private ? [] : differs(evidence, incident, "announcement", announced)),
        ...wrongTopic(evidence, incident),
      ];
    }),
};

function differs({ world }: Evidence, incident: Incident, what: "card" | "announcement", post: Post): string[] {
  const at = incident[what];
  const message = at && world.core.state.channels.get(at.channel)?.messages.get(at.ts);
  if (!message) return what === "card" && staysDeleted(world, incident) ? [] : [`${incident.name} has no ${what}`];
  const blocks = message.blocks.map(({ block_id: _given, ...block }) => block);
  const wanted = JSON.parse(JSON.stringify(post.blocks ?? [])) as unknown;
  if (message.text === post.text && isDeepStrictEqual(JSON.parse(JSON.stringify(blocks)), wanted)) return [];
  return [`the ${what} of ${incident.name} shows "${message.text}", the state is "${post.text}"`];
}

/**
 * After the end nobody needs another card; and one of whose deletion no event told comes back with the next change, of
 * which there was none since.
 */
function staysDeleted(world: World, { id, stage, card }: Incident): boolean {
  const [, at] = [...world.undone.deleted].find(([job]) => job.startsWith(`card:${id}@`)) ?? [];
  if (at === undefined || !card) return false;
  const changes = world.database.rows<JobRow>("SELECT * FROM jobs WHERE id = ?", `refresh:card:${id}`);
  const isUnchanged = changes.every(({ created_at }) => world.whenShown(created_at).first < at);
  return stage !== "open" || (isUnchanged && !world.toldDeleted.has(card.ts));
}

function wrongTopic({ world }: Evidence, incident: Incident): string[] {
  const names = new Map(
    world.database
      .rows<{ slack_user: string; name: string }>("SELECT slack_user, name FROM people")
      .map((row) => [row.slack_user, row.name]),
  );
  const room = world.core.state.channels.get(incident.room?.channel ?? "");
  const wanted = cut(topic(incident, world.rulesOf(incident), names, en), TOPIC_CHARS_MAX);
  if (!room || room.topic.value === wanted) return [];
  return [`the topic of ${incident.name} is "${room.topic.value}", the state is "${wanted}"`];
}

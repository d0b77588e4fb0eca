// Two incidents that are one: joining instead of declaring again, and merging the duplicate into the other.
import type { JoinValue } from "../../blocks/actions.ts";
import { channelLink, escaped } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import { roomName } from "../../domain/room/naming.ts";
import { reply, replyQuoting } from "./answer.ts";
import { meant, type OnPressed, type OnTyped, orderAndAnswer, runbookOf } from "./steps.ts";

/** "Join INC-1": what its presser was about to declare is told to the room. */
export const joinByButton: OnPressed<JoinValue> = async (request, deps, incident, { reported = "" }) => {
  const runbook = await runbookOf(deps, incident);
  return orderAndAnswer(request, deps, incident, { type: "Join", reported }, ({ incident: { room } }) => {
    const where = room ? channelLink(room.channel) : `#${roomName(runbook, incident)}`;
    return reply(deps.words.merge.answers.joined({ room: where }));
  });
};

/** `merge into INC-1 same database`, in the room of the duplicate or with its id in front. */
export const mergeByCommand: OnTyped = async (request, deps, incident, typed) => {
  const { answers } = deps.words.merge;
  const named = typed.replace(/^into\b\s*/i, "");
  if (named === "") return reply(answers.usage);
  const found = await meant(deps, { ...request, channel: null }, named);
  if (!found.ok) {
    const { error } = found;
    const isNamed = error.type === "unknown-incident" && error.asked !== "";
    const said = isNamed ? problemWords(error, await runbookOf(deps, incident), deps.words) : answers.usage;
    return replyQuoting(said, typed);
  }
  const { incident: other, rest: reason } = found.value;
  const command = { type: "MergeIncident" as const, into: other.id, reason };
  return orderAndAnswer(request, deps, incident, command, () =>
    reply(answers.merged({ from: escaped(incident.name), name: escaped(other.name) })),
  );
};

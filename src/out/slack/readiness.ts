// What is practised between incidents: looks what is due, reminds of it, and says on a reminder what came of it.
import { type ReminderFacts, reminderPost } from "../../blocks/readiness/reminder.ts";
import type { Post } from "../../blocks/mrkdwn.ts";
import { isBusinessTime, nextBusinessTime } from "../../domain/calendar/calendar.ts";
import type { JobOf } from "../../domain/job.ts";
import { isOpenRound, remindersTurn } from "../../domain/readiness/due.ts";
import { periodAt } from "../../domain/readiness/periods.ts";
import { exerciseOf, type Readiness, type Reminder, type RoundKey, roundOf } from "../../domain/readiness/readiness.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { DAY_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import type { Claim } from "../../store/jobs.ts";
import { loadReadiness } from "../../store/read/readiness.ts";
import type { Delivery } from "../deliver.ts";
import { notDue, notYet, type Outcome } from "../outcome.ts";
import { failed } from "./failed.ts";
import type { SlackDeps } from "./port.ts";
import { DELETED } from "./post/edit.ts";
import { notPosted, type Posted, postOfWorkspace } from "./post/post.ts";
import { sendPost } from "./post/send-post.ts";
import { findChannel } from "./room/channels.ts";

export async function noteExercises(deps: SlackDeps, { team }: JobOf<"note-exercises">): Promise<Outcome> {
  const now = deps.clock.now();
  const turn = remindersTurn((await loadReadiness(deps.store, team)).readiness, now);
  if (turn.type !== "due") return notDue(turn, now);
  return { type: "done", readiness: { team, command: { type: "RecordExercisesDue" } } };
}

export async function remindExercises(
  deps: SlackDeps,
  claim: Claim,
  { team, reminder: id, to, rounds }: JobOf<"remind-exercises">,
): Promise<Outcome> {
  const { readiness } = await loadReadiness(deps.store, team);
  const reminder = readiness?.reminders.find((one) => one.id === id);
  const now = deps.clock.now();
  if (!readiness || !reminder) return { type: "superseded", why: "it was called for long ago" };
  const shown = rounds.filter((round) => isWanted(readiness, reminder, round, now));
  if (shown.length === 0) return { type: "superseded", why: "somebody has said what came of it, or its time is over" };
  const { calendar } = readiness;
  if (!isBusinessTime(now, calendar)) return notYet(nextBusinessTime(now, calendar) - now);
  const facts = { reminder, shown, people: deps.runbooks.people, file: deps.runbooks.file };
  const posted = await send(deps, claim, readiness, to, facts);
  if (!posted.ok) return notPosted(posted);
  const { channel, ts, text } = posted;
  const command = { type: "RecordReminderPosted" as const, reminder: id, to, channel, ts, shown, text };
  return { type: "done", pause_ms: SECOND_MS, readiness: { team, command } };
}

/** Nobody has said what came of it, and its period is not over, unless it was moved. */
function isWanted(readiness: Readiness, { at }: Reminder, round: RoundKey, now: Instant): boolean {
  const exercise = exerciseOf(readiness, round.exercise);
  if (!exercise || !isOpenRound(readiness, round, at)) return false;
  const isPresent = periodAt(now, exercise.every, readiness.calendar).begins === round.period;
  return isPresent || roundOf(exercise, round.period)?.moved !== null;
}

/** Where somebody cannot be written to, the channel is told instead. */
async function send(
  deps: SlackDeps,
  claim: Claim,
  readiness: Readiness,
  to: string | null,
  facts: ReminderFacts,
): Promise<Posted> {
  // By Slack's clock, which may differ from ours.
  const since = facts.reminder.at - DAY_MS;
  const inChannel = (unreached: string | null) =>
    postInChannel(deps, claim, readiness.channel, reminderPost(readiness, { ...facts, unreached }, deps.words), since);
  if (to === null) return inChannel(null);
  const opened = await deps.slack.send("conversations.open", { users: to });
  const told = opened.ok
    ? await postOfWorkspace(
        deps,
        claim,
        String((opened.data.channel as { id: string }).id),
        reminderPost(readiness, facts, deps.words),
        since,
      )
    : { ok: false as const, reply: opened };
  if (told.ok || notPosted(told).type !== "give-up") return told;
  deps.log.warn({ user: to }, "somebody who is to be reminded cannot be written to: the channel is told");
  return inChannel(to);
}

/** By its name; to look for what an earlier attempt left, Warroom goes in. */
async function postInChannel(deps: SlackDeps, claim: Claim, name: string, post: Post, since: Instant): Promise<Posted> {
  const found = await findChannel(deps.slack.read, name);
  if (!found.ok) return found;
  const channel = found.id ?? `#${name}`;
  const tell = () => postOfWorkspace(deps, claim, channel, post, since);
  const posted = await tell();
  if (posted.ok || posted.reply?.kind !== "refused" || posted.reply.error !== "not_in_channel") return posted;
  const joined = await deps.slack.send("conversations.join", { channel });
  return joined.ok ? tell() : { ok: false, reply: joined };
}

export async function refreshReminder(deps: SlackDeps, job: JobOf<"refresh-reminder">): Promise<Outcome> {
  const { readiness } = await loadReadiness(deps.store, job.team);
  const reminder = readiness?.reminders.find(({ id }) => id === job.reminder);
  const stands = reminder?.posted.find(({ to }) => to === job.to);
  if (!readiness || !reminder || !stands) return { type: "superseded", why: "nothing of it stands in Slack" };
  const { people, file } = deps.runbooks;
  const post = reminderPost(readiness, { reminder, shown: stands.shown, people, file }, deps.words);
  const { channel, ts } = stands;
  const reply = await sendPost(deps, "chat.update", post, { channel, ts });
  if (reply.ok) return { type: "done" };
  if (reply.kind === "refused" && reply.error === "message_not_found") return { type: "superseded", why: DELETED };
  return failed(reply);
}

export async function countDrill({ incident }: Delivery): Promise<Outcome> {
  const { team, name, ended, private: isPrivate, drill, stage } = incident;
  if (drill === null || stage !== "resolved" || !ended)
    return { type: "superseded", why: "it is no drill that was held" };
  const command = { type: "RecordDrillHeld" as const, name: isPrivate ? null : name, at: ended.at };
  return { type: "done", readiness: { team, command } };
}

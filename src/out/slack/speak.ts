// What Warroom says: lines about what happened, reminders, and notices to one person. Re-checked at the moment of sending.
import type { Post } from "../../blocks/mrkdwn.ts";
import { leadAsk, notice as noticePost, said as saidPost, updateNudge } from "../../blocks/say.ts";
import { voiceOf } from "../../domain/voice.ts";
import type { OutcomeCommand } from "../../domain/command.ts";
import type { Job, Notice, Said } from "../../domain/job.ts";
import {
  leadAskDue,
  leadAskRecipients,
  nextNudge,
  nudgeDue,
  nudgeRecipients,
  type NudgeStep,
} from "../../domain/nudges.ts";
import { updateDueAt } from "../../domain/updates/update-cycle.ts";
import { jobStatus } from "../../store/read/jobs.ts";
import type { Task } from "../deliver.ts";
import { failed, type Outcome } from "../outcome.ts";
import type { SlackDeps } from "./port.ts";
import { POST_PAUSE_MS, type Posted, postOnce } from "./post.ts";
import { delivery, wordsVariant } from "./updates.ts";

export async function say(deps: SlackDeps, task: Task, job: Extract<Job, { kind: "say" }>): Promise<Outcome> {
  const { incident, runbook } = task;
  const { place, said: what, everywhere } = job;
  if (everywhere && place === "room" && !incident.room && incident.announcement) {
    return { type: "superseded", why: "the incident has no room: it stands under the announcement" };
  }
  const post = saidPost(incident, runbook, what, deps.words);
  const channel = place === "room" ? voiceOf(incident, runbook.announceChannel) : incident.announcement?.channel;
  if (!channel) {
    // It is still on its way, unless it was given up; that was told to a person then.
    if (place === "announcement" && (await jobStatus(deps.store, `announcement:${incident.id}`)) === "pending") {
      return { type: "retry", why: "the announcement is not posted yet", aside: true };
    }
    // Refused for good, the incident speaks elsewhere; until one or the other is known, the line waits.
    if (place === "room") return { type: "retry", why: "the room is not open yet" };
    return { type: "superseded", why: `there is no ${place} to say it in` };
  }
  const inThread = place === "announcement" || !incident.room ? incident.announcement?.ts : undefined;
  const posted = await postOnce(deps, task, channel, post, { threadTs: inThread, variant: wordsVariant(task, what) });
  if (!posted.ok) return failed(posted.reply);
  const command = offerPosted(what, posted) ?? delivery(what, posted, null);
  return { type: "done", pause_ms: POST_PAUSE_MS, ...(command && { command }) };
}

/** Where an offer stands: its buttons go once it is over. */
function offerPosted(said: Said, { channel, ts }: Extract<Posted, { ok: true }>): OutcomeCommand | null {
  if (said.type !== "handover-offered" || said.appeal === undefined) return null;
  return { type: "RecordOfferPosted", appeal: said.appeal, channel, ts };
}

/** After a time away it is the latest nudge that is said, once; an update in between makes it unwanted. */
export async function nudgeUpdate(deps: SlackDeps, task: Task, cycle: number): Promise<Outcome> {
  const { incident, runbook } = task;
  const now = deps.clock.now();
  const channel = voiceOf(incident, runbook.announceChannel);
  const step = nudgeDue(incident, runbook, now);
  const dueAt = updateDueAt(incident, runbook);
  if (cycle !== incident.updateCycle.since) return { type: "superseded", why: "an update came in between" };
  const next = nextNudge(incident, runbook);
  if (!channel || !next || dueAt === null) return { type: "superseded", why: "no nudge is due" };
  // A clock that was set back must not cost the reminder.
  if (step === null) return { type: "retry", why: "not due yet", after_ms: next.at - now, aside: true };
  const to = nudgeRecipients(incident, runbook, deps.people, step);
  const post = updateNudge(incident, { step, to, dueAt, now }, deps.words);
  const posted = await postOnce(deps, task, channel, post, { variant: step });
  if (!posted.ok) return failed(posted.reply);
  const { channel: where, ts, text } = posted;
  // What an earlier attempt said is what people read; what became due since is said next.
  const said = (posted.variant as NudgeStep | undefined) ?? step;
  const command = { type: "RecordNudge" as const, step: said, cycle, dueAt, to, text, channel: where, ts };
  return { type: "done", pause_ms: POST_PAUSE_MS, command };
}

export async function askForLead(deps: SlackDeps, task: Task, since: number): Promise<Outcome> {
  const { incident, runbook } = task;
  const channel = voiceOf(incident, runbook.announceChannel);
  const ask = leadAskDue(incident, runbook, deps.clock.now());
  if (!channel || ask === null) return { type: "superseded", why: "the role is held, or the incident is over" };
  if (since !== incident.leadVacant.since) return { type: "superseded", why: "the role was held in between" };
  const to = leadAskRecipients(incident, runbook, deps.people, ask);
  const post = leadAsk(incident, runbook, to, deps.clock.now(), deps.words);
  const posted = await postOnce(deps, task, channel, post, { variant: String(ask) });
  if (!posted.ok) return failed(posted.reply);
  const { channel: where, ts, text } = posted;
  const said = Number(posted.variant ?? ask);
  const command = { type: "RecordLeadAsk" as const, ask: said, since, to, text, channel: where, ts };
  return { type: "done", pause_ms: POST_PAUSE_MS, command };
}

export async function tell(deps: SlackDeps, task: Task, user: string, what: Notice): Promise<Outcome> {
  const { incident, runbook } = task;
  if (what.type === "task-free" && incident.tasks.find(({ number }) => number === what.task)?.stage !== "declined") {
    return { type: "superseded", why: "somebody does it by now" };
  }
  const told = await tellPost(deps, task, user, noticePost(incident, runbook, what, deps.words));
  return told.ok ? { type: "done" } : failed(told.reply);
}

/** A direct message. Opening one twice gives the same channel. */
export async function tellPost(
  deps: SlackDeps,
  task: Task,
  user: string,
  post: Post,
  variant?: string,
): Promise<Posted> {
  const opened = await deps.slack.send("conversations.open", { users: user });
  if (!opened.ok) return { ok: false, reply: opened };
  const channel = String((opened.data.channel as { id: string }).id);
  return postOnce(deps, task, channel, post, variant === undefined ? {} : { variant });
}

// Duties on their way: filling in a text that needs nobody's word, and telling those whom it is for. Re-checked when sent.
import { dutyPost } from "../../blocks/duties/draft.ts";
import { knownValues, ownText } from "../../blocks/duties/values.ts";
import type { Duty } from "../../domain/duties/duty.ts";
import { isOfAnnouncement } from "../../domain/duties/announced.ts";
import { dutiesTurn } from "../../domain/duties/duty-jobs.ts";
import { dutyOf } from "../../domain/duties/occasions.ts";
import { isOpen, type Sending, owedOf } from "../../domain/duties/owed.ts";
import type { JobOf } from "../../domain/job.ts";
import { draftOf } from "../../runbook/draft.ts";
import { jobStatus } from "../../store/read/jobs.ts";
import { namesOf } from "../../store/read/people.ts";
import { contextOf, type Delivery } from "../deliver.ts";
import { notDue, onlyWaits, type Outcome } from "../outcome.ts";
import { postToPerson } from "./post/direct.ts";
import type { SlackDeps } from "./port.ts";
import { jobKey } from "./post/anchor.ts";
import { type Posted, postTo, recorded } from "./post/post.ts";

/** So many tries before people hear that an outlet does not take it. */
const ATTEMPTS_MAX = 5;

export function noteDuties(deps: SlackDeps, delivery: Delivery, job: JobOf<"note-duties">): Outcome {
  const context = contextOf(deps, delivery);
  const turn = dutiesTurn(delivery.incident, job, context);
  return turn.type === "due" ? { type: "done", command: { type: "RecordDuties" } } : notDue(turn, context.now);
}

export async function draftDuty(
  deps: SlackDeps,
  { incident, runbook }: Delivery,
  { duty: id }: JobOf<"draft-duty">,
): Promise<Outcome> {
  const owed = owedOf(incident, id);
  const duty = owed && dutyOf(runbook, owed.duty);
  if (!owed || !duty || !isOpen(owed, incident, runbook)) {
    return { type: "superseded", why: "nobody need be told any more" };
  }
  const holders = Object.values(incident.roles).map(({ user }) => user);
  const given = { names: await namesOf(deps.store, incident.team, holders), now: deps.clock.now() };
  const known = knownValues(incident, runbook, given, deps.words);
  const draft = draftOf(duty, runbook, known, ownText(incident, known, deps.words));
  return { type: "done", command: { type: "RecordDutyDraft", duty: id, ...draft } };
}

export async function tellDuty(deps: SlackDeps, delivery: Delivery, job: JobOf<"tell-duty">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const { duty: id, to } = job;
  const owed = owedOf(incident, id);
  const sending = owed?.sending;
  if (!sending?.to.includes(to) || sending.told.includes(to)) return { type: "superseded", why: "they are told" };
  switch (sending.outlet) {
    case "direct":
      return told(job, await postToPerson(deps, delivery, to, dutyPost(incident, sending, deps.words)));
    case "channel":
      return tellChannel(deps, delivery, job, dutyOf(runbook, owed!.duty), sending);
    default:
      return tellOutlet(deps, delivery, job, sending);
  }
}

/**
 * The announcement tells its own channel of the declaration: it is not said there a second time. The end is told in its
 * thread, and shown in the channel, in the place of Warroom's line about it.
 */
async function tellChannel(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"tell-duty">,
  duty: Duty | undefined,
  sending: Sending,
): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const channel = job.to.slice(1);
  const isOfIt = duty !== undefined && isOfAnnouncement(duty, incident, runbook);
  if (isOfIt && duty.moment.at === "declared") {
    if (incident.announcement) {
      return {
        type: "done",
        command: { type: "RecordDutyTold", duty: job.duty, to: job.to, ...incident.announcement },
      };
    }
    if ((await jobStatus(deps.store, `announcement:${incident.id}`)) === "pending") {
      return onlyWaits({ type: "retry", why: "the announcement is not posted yet", aside: true });
    }
  }
  const post = dutyPost(incident, sending, deps.words);
  const { announcement } = incident;
  if (isOfIt && duty.moment.at === "resolved" && announcement) {
    const options = { threadTs: announcement.ts, broadcast: true };
    return told(job, await postTo(deps, delivery, announcement.channel, post, options));
  }
  return told(job, await postTo(deps, delivery, `#${channel}`, post));
}

/** What Slack does not take is no failure to be tried again by a press: people tell them by hand. */
function told({ duty, to }: JobOf<"tell-duty">, posted: Posted): Outcome {
  const outcome = recorded(posted, ({ channel, ts }) => ({ type: "RecordDutyTold", duty, to, channel, ts }));
  return outcome.type === "give-up" ? notTold(duty, to, outcome.why) : outcome;
}

const notTold = (duty: string, to: string, why: string): Outcome => ({
  type: "done",
  command: { type: "RecordDutyNotTold", duty, to, why },
});

async function tellOutlet(
  { outlets, log }: SlackDeps,
  { claim, incident }: Delivery,
  { duty: id, to }: JobOf<"tell-duty">,
  { outlet, audience, subject, text }: Sending,
): Promise<Outcome> {
  const sender = outlets.senders[outlet];
  if (!sender) return notTold(id, to, "nothing is connected for it");
  const key = jobKey(claim);
  try {
    const earlier = claim.attempt > 1 ? await sender.find(key) : null;
    const { reference } = earlier ?? (await sender.send({ key, reference: incident.name, audience, subject, text }));
    return { type: "done", command: { type: "RecordDutyAccepted", duty: id, to, reference } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.info({ job: claim.id, err: error }, "an outlet does not take a text");
    return claim.attempt < ATTEMPTS_MAX ? { type: "retry", why } : notTold(id, to, why);
  }
}

// Reminders come in order, each at its time or later, never two for what passed during one silence, none once it is over;
// and the record of a reminder says what stands in Slack.
import { fold, type Incident } from "../../../src/domain/incident.ts";
import { MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { nextLeadAsk, nextNudge } from "../../../src/domain/nudges.ts";
import { cycleLength_ms } from "../../../src/domain/updates/update-cycle.ts";
import {
  type Checker,
  type Evidence,
  eventsOf,
  isConfirmed,
  isLostInClosedRoom,
  instantOf,
  jobRows,
  saidByBot,
  storedIncidents,
} from "./evidence.ts";

const SHARES = { soon: 0.8, due: 1, overdue: 1.5 } as const;
const ORDER = ["soon", "due", "overdue"] as const;
/** From deciding what to say to the request that says it. */
const ON_THE_WAY_MS = 2_000;
/** While all is well. */
const LATE_MAX_MS = 5_000;
const SETTLED_WITHIN_MS = 3 * MINUTE_MS;
const ODD_WAIT_MAX_MS = 30 * MINUTE_MS;
/** Timers that speak to people of an open incident. */
const ASKING = ["nudge-update", "ask-for-lead", "offer-unanswered", "questions-waiting", "long-hours", "ask-task"];

export const nudges: Checker = {
  name: "nudges",
  holds: ["I8", "I13"],
  check: (evidence) =>
    storedIncidents(evidence).flatMap((incident) => [
      ...wrongSteps(evidence, incident),
      ...afterTheEnd(evidence, incident),
      ...misquoted(evidence, incident),
      ...unrecorded(evidence, incident),
      ...unasked(evidence, incident),
    ]),
};

function wrongSteps(evidence: Evidence, { id, name }: Incident): string[] {
  const { shownAt, calls } = evidence.world;
  const jobs = new Map(reminders(evidence, id).map(({ message, job }) => [message.ts, job]));
  const sentAt = (ts: string) =>
    calls.findLast(({ job, at }) => job !== null && job === jobs.get(ts) && at <= instantOf(ts))?.at ?? instantOf(ts);
  const all = eventsOf(evidence, id);
  const nudged = all.flatMap((event, index) => {
    if (event.type !== "NudgeSent") return [];
    const { step, cycle, dueAt, ts } = event;
    // A pause moves the end of an interval and makes it no longer: its steps lie around that end, as far as before.
    // One on its way when the incident ended was of the interval that ran until then.
    const before: Incident = { ...fold(id, all.slice(0, index)), stage: "open" };
    const isOfIts = before.updateCycle.since === cycle;
    const length_ms = isOfIts ? cycleLength_ms(before, evidence.world.rulesOf(before)) : dueAt - cycle;
    return [
      {
        step,
        cycle,
        dueAt,
        // Within a pause nothing is said.
        at: Math.max(dueAt + Math.round(length_ms * (SHARES[step] - 1)), before.updateCycle.pausedUntil ?? 0),
        // The clock may have been set back while it was on its way.
        saidAt: Math.max(...[sentAt(ts) - ON_THE_WAY_MS, sentAt(ts), instantOf(ts)].map(shownAt)),
        saidAtSlack: instantOf(ts),
        // The clock may have jumped since.
        decidedAt: Math.min(shownAt(sentAt(ts)) - ON_THE_WAY_MS, shownAt(sentAt(ts) - ON_THE_WAY_MS)),
      },
    ];
  });
  return nudged.flatMap(({ step, cycle, dueAt, at, saidAt, saidAtSlack }, index) => {
    const last = nudged[index - 1];
    const early = saidAt < at ? [`${name} was reminded (${step}) ${at - saidAt} ms early`] : [];
    const late_ms = saidAt - at;
    if (late_ms > LATE_MAX_MS && isCalm(evidence, saidAtSlack - late_ms))
      early.push(`${name} was reminded (${step}) ${late_ms} ms late`);
    // A pause moves the end, and the steps come anew around it.
    if (last?.cycle !== cycle || last.dueAt !== dueAt) return early;
    const isLater = ORDER.indexOf(step) > ORDER.indexOf(last.step);
    const backwards = isLater ? [] : [`${name} was reminded ${step} after ${last.step}`];
    // What was due when the last one was said is covered by it.
    const again = at <= last.decidedAt ? [`${name} was reminded ${step}, which ${last.step} covered`] : [];
    return [...early, ...backwards, ...again];
  });
}

/** By Slack's clock. By then what the faults held up has been said; before, a lane may have had to wait. */
function isCalm({ world, healedAt }: Evidence, at: number): boolean {
  // How far a clock was set back while nobody looked is not known: reminders may come late by as much.
  if (world.options.profile.clock.some(({ by_ms }) => by_ms < 0)) return false;
  // Slack may have said last that it takes nothing for half an hour.
  const settled_ms = SETTLED_WITHIN_MS + (world.reached.has("429-odd") ? ODD_WAIT_MAX_MS : 0);
  return at > healedAt + settled_ms;
}

const ENDS = new Set(["Resolved", "Cancelled", "MergedInto"]);

/** A request that began after the end was committed: one on its way at that moment cannot be called back. */
function afterTheEnd(evidence: Evidence, { id, name }: Incident): string[] {
  const { calls, whenShown } = evidence.world;
  const closed: { from: number; to: number }[] = [];
  for (const event of eventsOf(evidence, id)) {
    // A clock that was set back shows a time twice, and which one it was is not told.
    if (ENDS.has(event.type)) closed.push({ from: whenShown(event.at).last, to: Number.MAX_VALUE });
    if (event.type === "Reopened") closed.at(-1)!.to = whenShown(event.at).first;
  }
  return calls
    .filter(({ method, job }) => {
      const asks = ASKING.some((kind) => job?.startsWith(`${kind}:`)) && job?.includes(id);
      return method === "chat.postMessage" && asks;
    })
    .filter(({ at }) => closed.some(({ from, to }) => at > from && at < to))
    .map(({ job }) => `${name} was over when ${job} was sent`);
}

function misquoted(evidence: Evidence, { id, name }: Incident): string[] {
  const texts = new Map(reminders(evidence, id).map(({ message }) => [message.ts, message.text]));
  return eventsOf(evidence, id)
    .filter((event) => event.type === "NudgeSent" || event.type === "LeadAsked")
    .filter(({ ts, text }) => texts.get(ts) !== text)
    .map(({ ts, text }) => `${name} records a reminder "${text}", and Slack has "${texts.get(ts)}"`);
}

const reminders = (evidence: Evidence, id: string) =>
  saidByBot(evidence).filter(
    ({ job }) => job.startsWith(`nudge-update:${id}@`) || job.startsWith(`ask-for-lead:${id}@`),
  );

/** One whose answer got lost and whose job was replaced before it could be looked up stays unknown, as it must. */
function unrecorded(evidence: Evidence, { id, name }: Incident): string[] {
  const { world } = evidence;
  const confirmed = new Set(world.calls.flatMap((call) => (call.job && isConfirmed(world, call) ? [call.job] : [])));
  const isCurrent = new Set(
    jobRows(evidence).flatMap(({ id: job, generation, status }) =>
      status === "cancelled" ? [] : [`${job}@${generation}`],
    ),
  );
  const recorded = new Set(
    eventsOf(evidence, id).flatMap((event) =>
      event.type === "NudgeSent" || event.type === "LeadAsked" ? [event.ts] : [],
    ),
  );
  return reminders(evidence, id)
    .filter(({ message, job }) => !recorded.has(message.ts) && (confirmed.has(job) || isCurrent.has(job)))
    .filter((one) => !isLostInClosedRoom(evidence, one))
    .map(({ job, message }) => `${name} does not know of its reminder ${job} at ${message.ts}`);
}

/** An hour after the last fault nothing that is due by the state alone is unsaid. */
function unasked({ world }: Evidence, incident: Incident): string[] {
  if (!incident.room || incident.detached) return [];
  const runbook = world.rulesOf(incident);
  const latest = world.shownAt(world.now()) - SETTLED_WITHIN_MS;
  const due = { "asked for a lead": nextLeadAsk(incident, runbook), reminded: nextNudge(incident, runbook) };
  return Object.entries(due).flatMap(([what, next]) =>
    next && next.at < latest ? [`${incident.name} was to be ${what} at ${next.at}, and nobody was`] : [],
  );
}

// Orders about duties: somebody was told, is not told, or is to be told now; and what became of the telling.
import { err, ok, type Result } from "../../lib/pure/result.ts";
import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { tellsOutsiders } from "../drill/drill.ts";
import type { EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { givenText, withText } from "../lifecycle.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import { bound, type Runbook } from "../runbook.ts";
import { calledTo } from "../visible.ts";
import type { Duty } from "./duty.ts";
import { type DutyMomentComing, dutyMoments } from "./moments.ts";
import { dutyOf } from "./occasions.ts";
import { isOnItsWay, type NewlyOwed, type Owed, owedOf, type Sending, stateOf } from "./owed.ts";
import { approverOf, mayApprove } from "./responsible.ts";

/** `duty` is the id of what is owed. */
export type DutyCommand =
  /** `draft`: what they were told, where it was written here. */
  | { type: "FinishDuty"; duty: string; note: string | null; draft?: { subject: string | null; text: string } }
  | { type: "SkipDuty"; duty: string; reason: string }
  | { type: "SendDuty"; duty: string; subject: string | null; text: string }
  /** For whoever approves it. */
  | { type: "DraftDuty"; duty: string; subject: string | null; text: string };

export type DutyOutcome =
  /** The moment of some has come. */
  | { type: "RecordDuties" }
  /** What Warroom made of its template; `missing`: the values that nobody knows. */
  | { type: "RecordDutyDraft"; duty: string; subject: string | null; text: string; missing: string[] }
  /** It stands in Slack. */
  | { type: "RecordDutyTold"; duty: string; to: string; channel: string; ts: string }
  /** The outlet has taken it. */
  | { type: "RecordDutyAccepted"; duty: string; to: string; reference: string | null }
  | { type: "RecordDutyNotTold"; duty: string; to: string; why: string };

export function decideDuty(
  incident: Incident,
  command: DutyCommand | DutyOutcome,
  actor: Actor,
  context: Context,
): Result<EventBody[], Problem> {
  if (command.type === "RecordDuties") return recordMoments(incident, context);
  const owed = owedOf(incident, command.duty);
  if ("to" in command) return owed ? recordTelling(owed, command) : err({ type: "unknown-duty" });
  const duty = owed && dutyOf(context.runbook, owed.duty);
  if (!owed || !duty) return err({ type: "unknown-duty" });
  switch (command.type) {
    case "RecordDutyDraft": {
      if (stateOf(owed, incident, context.runbook) !== "open") return noLongerWanted("the duty is open no longer");
      const { missing, subject, text } = command;
      if (missing.length > 0) {
        return ok([{ type: "DutyHeldBack", duty: owed.id, held: { why: "missing", missing } }]);
      }
      return send(owed, duty, { subject, text }, context);
    }
    case "FinishDuty":
    case "SkipDuty":
    case "SendDuty":
    case "DraftDuty": {
      const free = isFree(owed, incident, context.runbook);
      return free.ok ? decideAct(incident, owed, duty, command, actor, context) : free;
    }
  }
}

function decideAct(
  incident: Incident,
  owed: Owed,
  duty: Duty,
  command: DutyCommand,
  actor: Actor,
  context: Context,
): Result<EventBody[], Problem> {
  const told = toldOf(owed, duty);
  switch (command.type) {
    case "SkipDuty":
      return withText("reason", command.reason, (reason) => [{ type: "DutySkipped", ...told, reason }]);
    case "FinishDuty": {
      const written = command.draft
        ? drafted(command.draft, (draft) => [{ type: "DutyDrafted", ...told, ...draft }])
        : ok([]);
      if (!written.ok) return written;
      const given = command.note?.trim() ?? "";
      if (given === "") return ok([...written.value, { type: "DutyDone", ...told, how: "done", note: null }]);
      return withText("note", given, (note) => [...written.value, { type: "DutyDone", ...told, how: "done", note }]);
    }
    case "SendDuty": {
      if (!mayApprove(duty, incident, context.runbook, actor)) {
        const { approver } = duty;
        return err({
          type: "needs-approval",
          role: approver ?? "",
          user: approverOf(duty, incident, context.runbook)!,
        });
      }
      return send(owed, duty, command, context);
    }
    case "DraftDuty":
      return drafted(command, (draft) => [{ type: "DutyDrafted", ...told, ...draft }]);
  }
}

/** Nobody is told twice: what is settled or on its way is left as it is. */
function isFree(owed: Owed, incident: Incident, runbook: Runbook): Result<void, Problem> {
  if (owed.settled) {
    const { how, by, at } = owed.settled;
    return err({ type: "duty-settled", how, by, at });
  }
  if (isOnItsWay(owed)) return err({ type: "duty-on-its-way" });
  return stateOf(owed, incident, runbook) === "open" ? ok(undefined) : err({ type: "duty-not-wanted" });
}

/** To everybody whom it concerns and who was not told in an earlier attempt. */
function send(
  owed: Owed,
  duty: Duty,
  given: { subject: string | null; text: string },
  { people }: Context,
): Result<EventBody[], Problem> {
  const told = owed.sending?.told ?? [];
  // Somebody's click lets a private incident be told of.
  const everybody = duty.outlet === "direct" ? bound(people, duty.to) : [placeOf(duty)];
  const to = everybody.filter((one) => !told.includes(one));
  if (to.length === 0) return err({ type: "nobody-bound", audience: duty.audience });
  return drafted(given, (draft) => [{ type: "DutySending", ...toldOf(owed, duty), ...draft, to }]);
}

const placeOf = ({ outlet, channel }: Duty): string => (outlet === "channel" ? `#${channel}` : outlet);

function drafted(
  { subject, text: given }: { subject: string | null; text: string },
  then: (draft: { subject: string | null; text: string }) => EventBody[],
): Result<EventBody[], Problem> {
  const text = givenText("draft", given);
  return text.ok ? ok(then({ subject: subject?.trim() || null, text: text.value })) : text;
}

const toldOf = ({ id }: Owed, { audience, outlet }: Pick<Duty, "audience" | "outlet">) => ({
  duty: id,
  audience,
  outlet,
});

function recordMoments(incident: Incident, context: Context): Result<EventBody[], Problem> {
  const come = dutyMoments(incident, context.runbook).filter(({ at }) => at <= context.now);
  const owed = come.filter((one) => one.step === "owed").map((one) => newlyOwed(one, incident, context));
  const overdue = come.filter((one) => one.step === "overdue").map(({ id }) => id);
  if (come.length === 0) return noLongerWanted("no duty's moment has come");
  return ok([
    ...(owed.length > 0
      ? [{ type: "DutiesOwed" as const, duties: owed, ...(incident.drill && { drill: true as const }) }]
      : []),
    ...(overdue.length > 0 ? [overdueNow(overdue, incident)] : []),
  ]);
}

function overdueNow(duties: string[], incident: Incident): EventBody {
  const again = duties.filter((id) => (owedOf(incident, id)?.overdueTold ?? 0) > 0);
  return { type: "DutiesOverdue", duties, ...(again.length > 0 && { again }) };
}

/** One that comes again counts from now: after a time away it is owed once, not once for each that passed. */
function newlyOwed(
  { id, duty, since, dueAt }: Extract<DutyMomentComing, { step: "owed" }>,
  incident: Incident,
  { now, people }: Context,
): NewlyOwed {
  const isReached = duty.outlet !== "direct" || calledTo(incident, people, duty.to).length > 0;
  const automatic = duty.automatic && tellsOutsiders(incident) && isReached;
  return { id, duty: duty.key, since: duty.moment.at === "every" ? now : since, dueAt, automatic };
}

/** What was on its way is told even where an edited runbook knows its duty no more. */
function recordTelling(owed: Owed, command: Extract<DutyOutcome, { to: string }>): Result<EventBody[], Problem> {
  const { sending } = owed;
  const { to } = command;
  if (!sending?.to.includes(to) || isAnswered(sending, to)) return noLongerWanted("it is recorded");
  const told = toldOf(owed, sending);
  if (command.type === "RecordDutyNotTold") return ok([{ ...told, type: "DutyNotTold", to, why: command.why }]);
  const isLast = sending.told.length + 1 === sending.to.length;
  const { channel, ts } = command.type === "RecordDutyTold" ? command : { channel: null, ts: null };
  const reference = command.type === "RecordDutyAccepted" ? command.reference : null;
  return ok([
    { type: "DutyTold", duty: owed.id, to, channel, ts, reference },
    ...(isLast ? [{ ...told, type: "DutyDone" as const, how: "sent" as const, note: reference }] : []),
  ]);
}

const isAnswered = ({ told, failed }: Sending, to: string): boolean =>
  told.includes(to) || failed.some((one) => one.to === to);

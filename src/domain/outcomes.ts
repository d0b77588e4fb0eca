// What came of an effect, or of what Slack told. One that no longer fits the state is refused, so that a late one changes
// nothing; what is so whatever became of the incident (an announcement, invitations, a draft, a failure) is always taken.
// Those of a topic with an outcome type of its own are decided in that topic's file.
import { ok, type Result } from "../lib/pure/result.ts";
import { decideHandoverOutcome, type HandoverOutcome } from "./handover/decide-handover-outcome.ts";
import type { AftermathOutcome } from "./aftermath.ts";
import type { BreachCommand } from "./clocks/breaches.ts";
import type { OutcomeCommand, Passed } from "./command.ts";
import type { RungCommand } from "./escalation/decide-rung.ts";
import type { CheckOutcome } from "./checks/decide-checks.ts";
import type { CallOutcome } from "./escalation/decide-call.ts";
import type { PageCommand } from "./escalation/pages.ts";
import type { Context } from "./context.ts";
import type { EventBody } from "./event.ts";
import type { LossOutcome } from "./record/losses.ts";
import { heardEvents } from "./room/heard.ts";
import { type Incident, shownOf } from "./incident.ts";
import { noLongerWanted, type Problem } from "./problem.ts";
import { decideWorkOutcome, type WorkOutcome } from "./work/decide-work-outcome.ts";
import { decideDeadline, type DeadlineOutcome } from "./review/deadlines.ts";
import type { PlaybookOutcome } from "./procedures/playbooks.ts";
import type { DutyOutcome } from "./duties/decide-duty.ts";
import type { RecoveryOutcome } from "./recovery/recovery.ts";
import type { RoomOutcome } from "./room/room.ts";
import { threadFor } from "./room/thread.ts";
import { decideRegime, type RegimeOutcome } from "./regimes/decide-regime.ts";
import { updateOf } from "./updates/updates.ts";
import { leadRole } from "./runbook.ts";

/** What its own topic decides. */
type ElsewhereDecided =
  | AftermathOutcome
  | BreachCommand
  | CheckOutcome
  | DeadlineOutcome
  | DutyOutcome
  | CallOutcome
  | HandoverOutcome
  | LossOutcome
  | PageCommand
  | PlaybookOutcome
  | RecoveryOutcome
  | RegimeOutcome
  | RoomOutcome
  | RungCommand
  | WorkOutcome;

export function decideOutcome(
  incident: Incident,
  command: Exclude<OutcomeCommand, ElsewhereDecided>,
  context: Context,
): Result<EventBody[], Problem> {
  const { now, runbook } = context;
  switch (command.type) {
    case "RecordRoomOpened":
      if (incident.room) return noLongerWanted("the room is already open");
      return ok([{ type: "RoomOpened", channel: command.channel, name: command.name }]);
    case "RecordRoomRefused":
      if (incident.room) return noLongerWanted("the room is already open");
      return ok([{ type: "RoomRefused", error: command.error }]);
    case "RecordRoomMoved":
      if (incident.room?.channel !== command.from) return noLongerWanted("it is not this incident's room");
      return ok([{ type: "RoomMoved", from: command.from, to: command.to }]);
    case "RecordPosted": {
      if (command.what === "card" && incident.formerRooms.includes(command.channel))
        return noLongerWanted("its room was given up for a new one");
      const type = command.what === "card" ? "CardPosted" : "AnnouncementPosted";
      const thread = command.what === "announcement" ? threadFor(incident, runbook, command) : [];
      // What shows a thread's incident is its card.
      const stale = command.shown !== shownOf(incident);
      return ok([{ type, channel: command.channel, ts: command.ts, stale }, ...thread]);
    }
    case "RecordHolderGone": {
      const held = Object.entries(incident.roles).filter(([, { user }]) => user === command.user);
      if (held.length === 0 || incident.stage !== "open") return noLongerWanted("they hold no role");
      const lead = leadRole(runbook)?.key;
      return ok(
        held.map(([role, { user }]) => ({ type: "RoleReleased", role, user, lead: role === lead, why: "deactivated" })),
      );
    }
    case "RecordInvites":
      return ok([{ type: "PeopleInvited", invited: command.invited, refused: command.refused }]);
    case "RecordNudge": {
      const { step, cycle, dueAt, to, text, ts } = command;
      const { since, sent } = incident.updateCycle;
      if (cycle === since && sent.includes(step)) return noLongerWanted("this nudge is recorded");
      return ok([{ type: "NudgeSent", step, cycle, dueAt, to, text, ts }]);
    }
    case "RecordLeadAsk": {
      const { ask, since, to, text, ts } = command;
      if (since === incident.leadVacant.since && ask <= incident.leadVacant.asks)
        return noLongerWanted("this ask is recorded");
      return ok([{ type: "LeadAsked", ask, since, to, text, ts }]);
    }
    case "RecordUpdateDelivered": {
      const { update: seq, version, channel, ts, to } = command;
      const update = updateOf(incident, seq);
      if (update?.delivered.some((place) => place.channel === channel && place.ts === ts)) {
        return noLongerWanted("this delivery is recorded");
      }
      const corrected = update !== undefined && update.version !== version;
      return ok([{ type: "UpdateDelivered", update: seq, channel, ts, to, stale: corrected }]);
    }
    case "RecordSubscriberLost":
      if (!incident.subscribers.includes(command.user)) return noLongerWanted("they unsubscribed");
      return ok([{ type: "Unsubscribed", user: command.user, why: command.why }]);
    case "RecordHeard":
      return ok(heardEvents(incident, runbook, command.heard, now));
    case "RecordPostmortem": {
      const { markdown, fileName, permalink, canvas } = command;
      return ok([{ type: "PostmortemDrafted", markdown, fileName, permalink, canvas }]);
    }
    case "RecordFailure": {
      const { effect, why, job, passed } = command;
      const more = passed && decidePassed(incident, passed, context);
      return ok([{ type: "EffectFailed", effect, why, job }, ...(more?.ok ? more.value : [])]);
    }
  }
}

function decidePassed(incident: Incident, passed: Passed, context: Context): Result<EventBody[], Problem> {
  switch (passed.type) {
    case "RecordHolderGone":
      return decideOutcome(incident, passed, context);
    case "RecordRegimeReminder":
      return decideRegime(incident, passed, context);
    case "RecordDeadlineNudge":
      return decideDeadline(incident, passed, context);
    case "RecordLongHours":
    case "RecordOfferUnanswered":
      return decideHandoverOutcome(incident, passed, context);
    default:
      return decideWorkOutcome(incident, passed);
  }
}

// What regimes cause: the room hears what was said of them, those who are named are let into it, and their record is written out.
import { userOf } from "../actor.ts";
import type { Context } from "../context.ts";
import { inviteJobs, once, openingInvitees, sayOnce } from "../enqueue.ts";
import type { DomainEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type JobChange, PRIORITY, type Said } from "../job.ts";

export function regimeJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  const by = userOf(event.actor) ?? event.actor;
  const say = (said: Said) => sayOnce(incident, "room", said, seq, context);
  switch (event.type) {
    case "RegimesAsked":
    case "RegimesReminded": {
      // As of a nudge: whom it names may never have been asked into the room.
      const invited = openingInvitees(incident, context);
      const rooms = incident.formerRooms.length;
      return event.to
        .filter((user) => !invited.includes(user))
        .flatMap((user) => inviteJobs(incident, [user], `:named:${user}:${rooms}`, context));
    }
    case "RegimeAnswered": {
      const { regime, name, answers, clocks, reason } = event;
      return say({ type: "regime-answered", regime, name, answers, clocks, by, reason });
    }
    case "NotificationSubmitted": {
      const { name, title, to, submittedAt, dueAt, reference } = event;
      return say({ type: "notification-submitted", name, title, to, at: submittedAt, dueAt, reference, by });
    }
    case "NotificationNotNeeded":
    case "NotificationReopened": {
      const { name, title, to, reason } = event;
      const type = event.type === "NotificationNotNeeded" ? "notification-not-needed" : "notification-reopened";
      return say({ type, name, title, to, by, reason });
    }
    case "ProofAsked":
      return [
        once(
          incident,
          `proof:${seq}`,
          { kind: "post-proof", asked: seq },
          `record:${incident.id}`,
          PRIORITY.say,
          context,
        ),
      ];
    default:
      return [];
  }
}

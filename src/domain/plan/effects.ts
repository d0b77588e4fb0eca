// What comes of an effect that succeeds at once: whom it reaches, and what is recorded of it. Timers say that of themselves,
// in their turn.
import { isPerson } from "../actor.ts";
import type { OutcomeCommand } from "../command.ts";
import type { Context } from "../context.ts";
import type { TimerKind } from "../follow.ts";
import { type Incident, shownOf } from "../incident.ts";
import type { Job, JobOf } from "../job.ts";
import { roomName } from "../room/naming.ts";
import type { Sent } from "../turn.ts";
import { calledTo } from "../visible.ts";
import { shownWork } from "../work/work.ts";

type EffectKind = Exclude<Job["kind"], TimerKind>;

/** `to`: Slack users whom it names or reaches. */
export interface Success {
  to: readonly string[];
  command: OutcomeCommand | null;
}

type Succeeds<Kind extends EffectKind> = (
  job: JobOf<Kind>,
  incident: Incident,
  context: Context,
  sent: Sent,
) => Success;

const QUIET: Success = { to: [], command: null };
const quiet = (): Success => QUIET;

const SUCCESSES: { readonly [Kind in EffectKind]: Succeeds<Kind> } = {
  "open-room": (_job, incident, { runbook }, { channel }) => {
    return { to: [], command: { type: "RecordRoomOpened", channel, name: roomName(runbook, incident, 0) } };
  },
  "post-card": (_job, incident, _context, { channel, ts }) => {
    return { to: [], command: { type: "RecordPosted", what: "card", channel, ts, shown: shownOf(incident) } };
  },
  "post-announcement": (_job, incident, _context, { channel, ts }) => {
    return { to: [], command: { type: "RecordPosted", what: "announcement", channel, ts, shown: shownOf(incident) } };
  },
  refresh: quiet,
  invite: ({ users }) => ({ to: users, command: { type: "RecordInvites", invited: users, refused: [] } }),
  "show-mark": quiet,
  "bring-people": ({ people }) => ({ to: people, command: null }),
  bookmark: quiet,
  // By a pager that is connected.
  page: ({ key }, incident, { people }) => {
    const to = calledTo(incident, people, [key]);
    const how = incident.private ? "not-connected" : "accepted";
    return { to, command: { type: "RecordPage", key, to, how } };
  },
  // As if nothing of its text were missing.
  "draft-duty": ({ duty }) => {
    return { to: [], command: { type: "RecordDutyDraft", duty, subject: null, text: "…", missing: [] } };
  },
  "tell-duty": ({ duty, to }, _incident, _context, { channel, ts }) => {
    return { to: isPerson(to) ? [to] : [], command: { type: "RecordDutyTold", duty, to, channel, ts } };
  },
  say: quiet,
  "tell-subscriber": ({ user }) => ({ to: [user], command: null }),
  "correct-update": quiet,
  "post-work": ({ work }, incident, _context, { channel, ts }) => {
    const shown = shownWork(incident, work) ?? "";
    return { to: [], command: { type: "RecordWorkPosted", work, shown, link: null, channel, ts } };
  },
  "refresh-work": quiet,
  "post-question": ({ question, to }, _incident, _context, { channel, ts }) => {
    return { to: [to], command: { type: "RecordQuestionPosted", question, channel, ts } };
  },
  "refresh-appeal": quiet,
  "post-approval": ({ playbook, step }, _incident, _context, { channel, ts }) => {
    return { to: [], command: { type: "RecordApprovalPosted", playbook, step, channel, ts } };
  },
  "refresh-approval": quiet,
  "post-checks": (_job, { checks }, _context, { channel, ts }) => {
    return { to: [], command: { type: "RecordChecksPosted", shownAt: checks.shownAt ?? 0, channel, ts } };
  },
  "refresh-checks": quiet,
  "run-step": ({ playbook, step }) => {
    return { to: [], command: { type: "RecordStepRun", playbook, step, how: "done", why: "" } };
  },
  brief: ({ user }) => ({ to: [user], command: null }),
  "draft-postmortem": () => {
    const draft = { markdown: "", fileName: "postmortem.md", permalink: null, canvas: null };
    return { to: [], command: { type: "RecordPostmortem", ...draft } };
  },
  "look-up": quiet,
  "post-invitation": quiet,
  "post-proof": quiet,
  "archive-room": () => ({ to: [], command: { type: "RecordRoomArchived" } }),
  reconcile: quiet,
  "tell-of-secret": ({ user }) => ({ to: [user], command: null }),
  "tell-lost-room": quiet,
  "publish-home": quiet,
  "note-exercises": quiet,
  "remind-exercises": quiet,
  "refresh-reminder": quiet,
  "count-drill": quiet,
  notice: ({ user }) => ({ to: [user], command: null }),
};

export function successOf(job: JobOf<EffectKind>, incident: Incident, context: Context, sent: Sent): Success {
  const succeeds = SUCCESSES[job.kind] as Succeeds<EffectKind>;
  return succeeds(job, incident, context, sent);
}

// What Warroom says in a room or under an announcement: one short message for each thing that happened.
import type { LostIncident, Notice, Said } from "../domain/job.ts";
import type { Incident } from "../domain/incident.ts";
import type { NudgeStep } from "../domain/nudges.ts";
import { leadRole, type Runbook, roleOf } from "../domain/runbook.ts";
import type { Instant } from "../lib/pure/time.ts";
import { afterResolve } from "./aftermath.ts";
import { button, ACTION } from "./actions.ts";
import { takeRole } from "./card.ts";
import { drillSaid, isDrillSaid } from "./drill.ts";
import { effectWords } from "./effect.ts";
import { calledNotice, isSaidOfCalls, saidCall } from "./escalation/calls.ts";
import { callYourself, noPager } from "./escalation/contacts.ts";
import { isSaidOfEscalation, saidEscalation } from "./escalation/escalation.ts";
import { handoverSaid } from "./handover/handover.ts";
import { saidCircumstance } from "./facts/circumstances.ts";
import { severityChanges } from "./facts/severity-proposal.ts";
import { saidFact } from "./facts/facts.ts";
import { saidMerge } from "./merge.ts";
import {
  actions,
  channelLink,
  clockTime,
  line,
  type Post,
  person,
  quoting,
  section,
  time,
  escaped,
  webLink,
} from "./mrkdwn.ts";
import { dutiesSaid, isDutySaid, withDutiesFound } from "./duties/duties.ts";
import { checklistSaid } from "./procedures/checklists.ts";
import { checksSaid, isSaidOfChecks } from "./checks/checks.ts";
import { playbookSaid } from "./procedures/playbooks.ts";
import { isRegimeSaid, regimeSaid } from "./regimes/said.ts";
import { isSaidOfRecovery, recoverySaid } from "./recovery/recovery.ts";
import { meetingSaid } from "./review/meeting.ts";
import { isRoomSaid, roomLeftNotice, saidRoom } from "./room.ts";
import { taskFree, tasksLeft } from "./work/tasks.ts";
import { updatePost } from "./updates/update.ts";
import type { Words } from "./words/en.ts";

const roleName = (runbook: Runbook, key: string): string => escaped(roleOf(runbook, key)?.name ?? key);

/** What a job says, in words: one case a kind of `Said`. */
export function said(incident: Incident, runbook: Runbook, what: Said, words: Words): Post {
  const { say } = words;
  const name = escaped(incident.name);
  if (isDrillSaid(what)) return drillSaid(incident, runbook, what, words);
  if (isDutySaid(what)) return dutiesSaid(incident, runbook, what, words);
  if (isSaidOfEscalation(what)) return saidEscalation(incident, runbook, what, words);
  if (isSaidOfCalls(what)) return saidCall(what, words);
  if (isRegimeSaid(what)) return regimeSaid(incident, runbook, what, words);
  if (isSaidOfRecovery(what)) return recoverySaid(what, words);
  if (isSaidOfChecks(what)) return checksSaid(runbook, what, words);
  if (isRoomSaid(what)) return saidRoom(incident, what, words);
  switch (what.type) {
    case "role-assigned":
      return roleAssigned(incident, runbook, what, words);
    case "handover-offered":
    case "handover-declined":
    case "handover-withdrawn":
    case "handover-lapsed":
      return handoverSaid(incident, runbook, what, words);
    case "role-released":
      return roleReleased(runbook, what, words);
    case "severity-changed":
      return severityChanged(incident, runbook, what, words);
    case "update":
      return updatePost(incident, what, words);
    case "nudges-paused":
      return quoting(words.pause.paused({ by: person(what.by), at: clockTime(what.until) }), what.reason);
    case "nudges-resumed":
      return line(words.pause.resumed({ by: person(what.by) }));
    case "bridge-set":
      return line(words.bridge.set({ link: webLink(what.url), by: person(what.by) }));
    case "noted":
      return quoting(say.noted({ by: person(what.by), at: clockTime(what.at) }), what.text);
    case "resolved":
      return resolved(incident, what, words);
    case "checklist-offered":
    case "checklist-done":
      return checklistSaid(incident, runbook, what, words);
    case "step-answered":
    case "step-not-run":
      return playbookSaid(what, words);
    case "runbook-applied":
    case "meeting-set":
    case "after-resolve":
      return saidOnce(incident, runbook, what, words);
    case "acknowledged":
    case "status-changed":
    case "cancelled":
    case "reopened":
      return lifeSaid(incident, what, words);
    case "time-set":
    case "impact-set":
    case "triage-answered":
      return saidFact(what, words);
    case "category-added":
    case "category-removed":
    case "measured":
      return saidCircumstance(incident, runbook, what, words);
    case "merged":
    case "duplicate-merged":
    case "duplicate-parted":
    case "reported-too":
      return saidMerge(incident, what, words);
    case "caught-up":
      return line(
        `${say.away[what.why]({ from: time(what.from), to: clockTime(what.to) })} ${say.missed(what.missed)}`,
      );
    case "actions-lost":
      return line(say.actionsLost({ name, from: time(what.from), to: time(what.to) }, what.count));
    case "invites-refused":
      return invitesRefused(what, words);
  }
}

function roleAssigned(
  incident: Incident,
  runbook: Runbook,
  what: Extract<Said, { type: "role-assigned" }>,
  words: Words,
): Post {
  const { duties = [] } = roleOf(runbook, what.role) ?? {};
  const [head, list] = [assigned(runbook, what, words), duties.map((duty) => `• ${escaped(duty)}`)];
  const post = what.reason ? quoting(head, what.reason, list.join("\n")) : line([head, ...list].join("\n"));
  return withDutiesFound(post, what.duties ?? [], incident, runbook, words);
}

function roleReleased(runbook: Runbook, what: Extract<Said, { type: "role-released" }>, { say }: Words): Post {
  const told = what.why === "deactivated" ? say.holderGone : say.roleReleased;
  return line(told({ who: person(what.user), role: roleName(runbook, what.role) }));
}

function lifeSaid(
  incident: Incident,
  what: Extract<Said, { type: "acknowledged" | "status-changed" | "cancelled" | "reopened" }>,
  { say }: Words,
): Post {
  const about = { name: escaped(incident.name), by: person(what.by) };
  if (what.type === "acknowledged") return line(say.acknowledged(about));
  if (what.type !== "status-changed") return quoting(say[what.type](about), what.words);
  const head = say.statusChanged({ ...about, to: escaped(what.to), from: escaped(what.from) });
  return what.anyway === null ? line(head) : quoting(`${head} ${say.enteredAnyway}`, what.anyway);
}

function severityChanged(
  incident: Incident,
  runbook: Runbook,
  { by, from, to, reason }: Extract<Said, { type: "severity-changed" }>,
  words: Words,
): Post {
  const name = escaped(incident.name);
  const head = words.say.severityChanged({ name, to: escaped(to), from: escaped(from), by: person(by) });
  const promised = severityChanges(incident, runbook, { from, to }, words);
  if (reason) return quoting(head, reason, promised ?? "");
  return line(promised === null ? head : `${head}\n${promised}`);
}

function resolved(
  incident: Incident,
  { by, words: summary, anyway }: Extract<Said, { type: "resolved" }>,
  words: Words,
): Post {
  const foot = anyway ? words.recovery.say.resolvedAnyway({ reason: escaped(anyway.reason) }) : "";
  return quoting(words.say.resolved({ name: escaped(incident.name), by: person(by) }), summary, foot);
}

/** What happens once or twice in an incident's life. */
function saidOnce(
  incident: Incident,
  runbook: Runbook,
  what: Extract<Said, { type: "runbook-applied" | "meeting-set" | "after-resolve" }>,
  words: Words,
): Post {
  if (what.type === "after-resolve") return afterResolve(incident, runbook, what.permalink, words);
  if (what.type === "meeting-set") return meetingSaid(incident, runbook, what, words);
  return line(words.appliedRunbook.applied({ by: person(what.by), title: escaped(what.title) }));
}

function invitesRefused({ refused }: Extract<Said, { type: "invites-refused" }>, { say }: Words): Post {
  const each = refused.map(({ user, error }) => say.refused({ who: person(user), error: escaped(error) }));
  return line(say.invitesRefused({ each: each.join(", ") }));
}

/** To the room of an incident that the database lost whole. */
export function lostIncident({ name, declaredAt, storedUntil }: LostIncident, { say }: Words): Post {
  const incident =
    name === null || declaredAt === null
      ? say.lostIncidentUnnamed
      : say.lostIncident({ name: escaped(name), at: time(declaredAt) });
  return line(say.incidentLost({ incident, at: storedUntil === null ? null : time(storedUntil) }));
}

/** To whoever wrote it, alone: what was blanked, and what stands. */
export const secretPasted = (incident: Incident, secrets: readonly string[], { notice }: Words): Post =>
  line(notice.secretPasted({ name: escaped(incident.name), secrets: escaped(secrets.join(", ")) }));

/** Who holds a role now, and how it came to them. */
function assigned(
  runbook: Runbook,
  { user, role: key, by, how, previous }: Extract<Said, { type: "role-assigned" }>,
  { say, handover }: Words,
): string {
  const held = { who: person(user), role: roleName(runbook, key) };
  if (how === "handed-over" && previous) return handover.handedOver({ ...held, from: person(previous) });
  if (how === "taken-over" && previous) return handover.takenOver({ ...held, from: person(previous) });
  return by === user ? say.roleAssigned(held) : say.roleAssignedBy({ ...held, by: person(by) });
}

/** A reminder to update: who, what is late by how much, and the button that ends it. */
export function updateNudge(
  incident: Incident,
  nudge: { step: NudgeStep; to: readonly string[]; dueAt: Instant; now: Instant },
  words: Words,
): Post {
  const text = words.say.nudge[nudge.step]({
    who: nudge.to.map(person).join(" "),
    name: escaped(incident.name),
    at: clockTime(nudge.dueAt),
    late: words.duration(nudge.now - nudge.dueAt),
  });
  const value = { incident: incident.id };
  const elements = [
    button(words.buttons.postUpdate, ACTION.openUpdate, value, "primary"),
    button(words.buttons.pauseReminders, ACTION.openPause, value),
  ];
  return { text, blocks: [section(text), actions(elements)] };
}

/** Asks for somebody to take the lead role. */
export function leadAsk(
  incident: Incident,
  runbook: Runbook,
  { to, now, isLast }: { to: readonly string[]; now: Instant; isLast: boolean },
  words: Words,
): Post {
  const role = leadRole(runbook)!;
  const asked = words.say.leadAsk({
    who: to.map(person).join(" "),
    role: escaped(role.name),
    key: role.key,
    empty: words.duration(now - incident.leadVacant.since),
  });
  const text = isLast ? `${asked} ${words.say.leadAskLast}` : asked;
  return { text, blocks: [section(text), actions([takeRole(role, incident, words, "primary")])] };
}

/** A direct message to whoever can act on a failure: what failed, why, the next step. */
export function notice(incident: Incident, runbook: Runbook, what: Notice, words: Words): Post {
  const { notice: said } = words;
  const about = { name: escaped(incident.name), title: escaped(incident.title) };
  switch (what.type) {
    case "room-refused": {
      const hint = what.error === "restricted_action" ? said.hint.mayNotCreate : said.hint.other;
      if (incident.private) {
        const why = what.error === "missing_scope" ? said.hint.mayNotCreatePrivate : hint;
        return line(said.privateRoomRefused({ ...about, error: escaped(what.error), hint: why }));
      }
      const channel = escaped(runbook.announceChannel);
      return line(said.roomRefused({ ...about, error: escaped(what.error), hint, channel }));
    }
    case "room-left":
      return roomLeftNotice(incident, what, words);
    case "events-silent":
      return line(said.eventsSilent({ ...about, since: clockTime(what.since) }));
    case "room-moved":
      return line(said.roomMoved({ ...about, room: channelLink(incident.room!.channel) }));
    case "effect-failed": {
      const effect = escaped(effectWords(what.effect, words));
      const text = said.effectFailed({ ...about, effect, why: escaped(what.why) });
      if (what.job === undefined) return line(text);
      const again = button(words.buttons.tryAgain, ACTION.retryEffect, { incident: incident.id, job: what.job });
      return { text, blocks: [section(text), actions([again])] };
    }
    case "effect-waits": {
      const effect = escaped(effectWords(what.effect, words));
      return line(said.effectWaits({ ...about, effect, at: clockTime(what.until) }));
    }
    case "call-yourself":
      return callYourself(incident, runbook, what, words);
    case "called":
      return calledNotice(incident, what, words);
    case "no-pager":
      return noPager(incident, words);
    case "task-free":
      return taskFree(incident, incident.tasks.find(({ number }) => number === what.task)!, words);
    case "tasks-left":
      return tasksLeft(incident, words);
  }
}

// What Warroom says in a room or under an announcement: one short message for each thing that happened.
import { effectWords } from "../domain/effect.ts";
import type { Notice, Said } from "../domain/job.ts";
import type { Incident } from "../domain/incident.ts";
import type { NudgeStep } from "../domain/nudges.ts";
import { type Runbook, roleOf } from "../domain/runbook.ts";
import { durationWords } from "../lib/pure/duration.ts";
import type { Instant } from "../lib/pure/time.ts";
import { button, ACTION } from "./actions.ts";
import { channelLink, clockTime, line, type Post, person, quoting, section, escaped } from "./mrkdwn.ts";

const roleName = (runbook: Runbook, key: string): string => escaped(roleOf(runbook, key)?.name ?? key);

export function said(incident: Incident, runbook: Runbook, what: Said): Post {
  switch (what.type) {
    case "role-assigned": {
      const role = roleOf(runbook, what.role);
      const by = what.by === what.user ? "" : `, assigned by ${person(what.by)}`;
      const duties = role?.duties.length ? `\n${role.duties.map((duty) => `• ${escaped(duty)}`).join("\n")}` : "";
      return line(`${person(what.user)} is now *${roleName(runbook, what.role)}*${by}.${duties}`);
    }
    case "role-released":
      return line(`${person(what.user)} is no longer *${roleName(runbook, what.role)}*. The role is free.`);
    case "severity-changed": {
      const words = `${escaped(incident.name)} is now *${escaped(what.to)}* (was ${escaped(what.from)}), set by ${person(what.by)}.`;
      return what.reason ? quoting(words, what.reason) : line(words);
    }
    case "update": {
      const next = what.nextDueAt === null ? "" : `Next update by ${clockTime(what.nextDueAt)}.`;
      return quoting(
        `*Update* on ${escaped(incident.name)} (${escaped(what.status)}) by ${person(what.by)}`,
        what.text,
        next,
      );
    }
    case "resolved":
      return quoting(`*${escaped(incident.name)} is resolved*, by ${person(what.by)}.`, what.words);
    case "cancelled":
      return quoting(`*${escaped(incident.name)} is cancelled*, by ${person(what.by)}.`, what.words);
    case "reopened":
      return quoting(`*${escaped(incident.name)} is open again*, by ${person(what.by)}.`, what.words);
    case "invites-refused": {
      const each = what.refused.map(({ user, error }) => `${person(user)} (\`${escaped(error)}\`)`).join(", ");
      return line(`Slack did not let these people be invited: ${each}. Invite them by hand if they are needed.`);
    }
  }
}

/** A reminder to update: who, what is late by how much, and the button that ends it. */
export function updateNudge(
  incident: Incident,
  nudge: { step: NudgeStep; to: readonly string[]; dueAt: Instant; now: Instant },
): Post {
  const who = nudge.to.map(person).join(" ");
  const late = durationWords(nudge.now - nudge.dueAt);
  const words = {
    soon: `the next update on ${escaped(incident.name)} is due ${clockTime(nudge.dueAt)}.`,
    due: `the update on ${escaped(incident.name)} is due now.`,
    overdue: `the update on ${escaped(incident.name)} is ${late} overdue. There is no further reminder until one is posted.`,
  }[nudge.step];
  const text = `${who} ${words}`;
  const act = button("Post update", ACTION.openUpdate, { incident: incident.id }, "primary");
  return { text, blocks: [section(text), { type: "actions", elements: [act] }] };
}

/** Asks for somebody to take the lead role. */
export function leadAsk(incident: Incident, runbook: Runbook, to: readonly string[], now: Instant): Post {
  const role = runbook.roles.find((one) => one.mandatory)!;
  const empty = durationWords(now - incident.leadVacant.since);
  const text = `${to.map(person).join(" ")} ${escaped(incident.name)} has had no ${escaped(role.name)} for ${empty}. Take it, or assign someone with \`/incident role ${role.key} @name\`.`;
  const value = { incident: incident.id, role: role.key };
  const act = button(`Take ${role.name}`, `${ACTION.claimRole}:${role.key}`, value, "primary");
  return { text, blocks: [section(text), { type: "actions", elements: [act] }] };
}

/** A direct message to whoever can act on a failure: what failed, why, the next step. */
export function notice(incident: Incident, runbook: Runbook, what: Notice): Post {
  if (what.type === "room-refused") {
    const hint =
      what.error === "restricted_action"
        ? "A workspace admin must let this app create channels."
        : "Ask whoever runs Warroom to look at its log.";
    return line(
      `${escaped(incident.name)} (${escaped(incident.title)}) is declared, but its room could not be made: Slack answered \`${escaped(what.error)}\`. ${hint} Until then work in #${escaped(runbook.announceChannel)}, with the id behind each command, as in \`/incident ack ${escaped(incident.name)}\`.`,
    );
  }
  if (what.type === "room-left") {
    return line(
      `Warroom was removed from the room of ${escaped(incident.name)} (${escaped(incident.title)}). What is said there from now on is not recorded. Invite it again to have that taken over from Slack's history.`,
    );
  }
  if (what.type === "room-moved") {
    return line(
      `Slack gave the room of ${escaped(incident.name)} (${escaped(incident.title)}) another id: ${channelLink(incident.room!.channel)}. Warroom goes on there. Check that it still is a member, and invite it if it is not.`,
    );
  }
  return line(
    `For ${escaped(incident.name)} (${escaped(incident.title)}), Warroom could not ${escaped(effectWords(what.effect))}. Reason: \`${escaped(what.why)}\`. It will not try again; please do it by hand.`,
  );
}

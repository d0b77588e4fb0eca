// Every Problem in words: what happened, and what to do. The one place where it is said.
import type { Problem } from "../domain/problem.ts";
import { type Runbook, roleOf } from "../domain/runbook.ts";
import { unreachable } from "../lib/pure/assert.ts";
import { cut } from "../lib/pure/text.ts";
import { channelLink, clockTime, person, time, escaped } from "./mrkdwn.ts";

/** Longest piece of what somebody typed that is shown back to them. */
const SHOWN_CHARS_MAX = 60;

export function problemWords(problem: Problem, runbook: Runbook): string {
  const role = (key: string) => escaped(roleOf(runbook, key)?.name ?? key);
  switch (problem.type) {
    case "not-allowed":
      return notAllowed(problem.standing);
    case "unknown-incident":
      return problem.asked === ""
        ? "Nothing was changed: this channel is not an incident's room. Use the command in the room, or add the id, as in `/incident ack INC-1`. `/incident list` shows what is open."
        : `There is no incident ${quoted(problem.asked)}. \`/incident list\` shows what is open.`;
    case "title-empty":
      return "The incident needs a title: a few words on what is broken, such as “Checkout is slow”.";
    case "title-too-long":
      return `The title has ${problem.length} characters; at most ${problem.length_max} fit. Shorten it and put the rest into the room.`;
    case "text-empty":
      return `The ${problem.what} is empty. Write what the others should know.`;
    case "text-too-long":
      return `The ${problem.what} has ${problem.length} characters; at most ${problem.length_max} fit. Shorten it, or post it in the room.`;
    case "unknown-severity":
      return unknown("severity", problem);
    case "unknown-status":
      return unknown("status", problem);
    case "unknown-role":
      return unknown("role", problem);
    case "just-declared":
      return `${person(problem.by)} declared *${escaped(problem.name)}* (${escaped(problem.title)}) at ${clockTime(problem.at)}. ${problem.channel ? `Join ${channelLink(problem.channel)} if it is the same trouble.` : "Its room is being opened."}`;
    case "role-held":
      return `${person(problem.user)} has been ${role(problem.role)} since ${clockTime(problem.at)}. Ask them, or replace them with \`/incident role ${escaped(problem.role)} @name\`.`;
    case "role-not-held":
      return `Nobody is ${role(problem.role)}: there is nothing to release.`;
    case "already-acknowledged":
      return `${person(problem.by)} acknowledged it at ${clockTime(problem.at)}.`;
    case "severity-unchanged":
      return `It already is ${escaped(problem.severity)}.`;
    case "status-unchanged":
      return `Its status already is ${escaped(problem.status)}.`;
    case "not-open":
      return `${escaped(problem.name)} was ${problem.stage} by ${person(problem.by)} ${time(problem.at)}. If it is not over, reopen it first: \`/incident reopen\` and why.`;
    case "already-open":
      return `${escaped(problem.name)} is open.`;
    case "time-in-future":
      return `${time(problem.at)} has not come yet. Give a time that has passed.`;
    case "no-longer-wanted":
      return "Somebody was faster: nothing was changed.";
    default:
      return unreachable(problem);
  }
}

const quoted = (text: string): string => `"${escaped(cut(text, SHOWN_CHARS_MAX))}"`;

function unknown(what: string, problem: { asked: string; known: readonly string[]; nearest: string | null }): string {
  const meant = problem.nearest ? ` Did you mean \`${escaped(problem.nearest)}\`?` : "";
  const known = problem.known.map((one) => `\`${escaped(one)}\``).join(", ");
  return problem.asked.trim() === ""
    ? `Say which ${what}: ${known}.`
    : `There is no ${what} ${quoted(problem.asked)} in this runbook.${meant} It has ${known}.`;
}

function notAllowed(standing: string): string {
  switch (standing) {
    case "guest":
      return "Guests cannot do this. Ask a full member in the room.";
    case "external":
      return "People from another organisation cannot do this. Ask a member of this workspace.";
    case "unknown":
      return "Slack has not said yet who you are, so this has to wait a moment. You can declare and note; for the rest try again.";
    default:
      return "Only Warroom itself does this.";
  }
}

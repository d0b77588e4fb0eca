// The review meeting as a calendar file (RFC 5545): times in UTC, so that no time zone has to be described. Who comes is named
// in the description: an attendee is an address that calendars write to, and Warroom knows no e-mail address of anybody.
import type { Incident } from "../../domain/incident.ts";
import { meetingMinutes, type PlannedMeeting } from "../../domain/review/meeting.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Words } from "../words/en.ts";

export interface Invited {
  user: string;
  name: string;
}

/** The same meeting, moved, is the same `UID` with a higher `SEQUENCE`: calendars then move it. */
export function invitation(
  incident: Incident,
  runbook: Runbook,
  meeting: PlannedMeeting,
  { invited, bridge }: { invited: readonly Invited[]; bridge: string | null },
  words: Words,
): string {
  const { meeting: said } = words.review;
  const agenda = runbook.review.meeting?.agenda ?? [];
  const names = invited.map(({ name }) => name).join(", ");
  const description = [
    ...(agenda.length === 0
      ? []
      : [said.fileAgenda, ...agenda.map(({ title, minutes }) => said.point(minutes, title))]),
    ...(invited.length === 0 ? [] : [said.filePeople({ names })]),
  ].join("\n");
  const endsAt = meeting.startsAt + meetingMinutes(runbook) * MINUTE_MS;
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Warroom//EN",
    "BEGIN:VEVENT",
    `UID:${incident.id}.review@warroom`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${stamp(meeting.setAt)}`,
    `DTSTART:${stamp(meeting.startsAt)}`,
    `DTEND:${stamp(endsAt)}`,
    `SUMMARY:${text(said.file(incident))}`,
    ...(description === "" ? [] : [`DESCRIPTION:${text(description)}`]),
    ...(bridge === null ? [] : [`LOCATION:${text(bridge)}`]),
    "STATUS:CONFIRMED",
    "END:VEVENT",
    "END:VCALENDAR",
  ]
    .map(folded)
    .join("");
}

/** "20261102T140000Z". */
const stamp = (at: Instant): string => `${new Date(at).toISOString().replaceAll(/[-:]/g, "").slice(0, 15)}Z`;

const text = (value: string): string =>
  value
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll(/\r\n|\r|\n/g, "\\n")
    .replaceAll(CONTROLS, "");

const CONTROLS = /\p{Cc}/gu;

const OCTETS_MAX = 75;

/** Ends the line; a longer one goes on behind a space. No character is torn in two. */
function folded(line: string): string {
  const lines = [""];
  let octets = 0;
  for (const character of line) {
    const more = new TextEncoder().encode(character).length;
    if (octets + more > OCTETS_MAX) {
      lines.push(" ");
      octets = 1;
    }
    lines[lines.length - 1] += character;
    octets += more;
  }
  return lines.map((one) => `${one}\r\n`).join("");
}

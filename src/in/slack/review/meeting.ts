// `/incident meeting`: sets the review meeting. Its calendar file goes into the room; where there is none, the person gets it
// as text.
import { ACTION } from "../../../blocks/actions.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { escaped, inQuotes, lines, time } from "../../../blocks/mrkdwn.ts";
import { invitation } from "../../../blocks/review/invitation.ts";
import { meetingForm } from "../../../blocks/review/meeting.ts";
import { isRoomClosed } from "../../../domain/aftermath.ts";
import { bridgeOf } from "../../../domain/room/bridge.ts";
import type { Incident } from "../../../domain/incident.ts";
import { respondersOf } from "../../../domain/review/meeting.ts";
import { roomInReach } from "../../../domain/room/voice.ts";
import type { Instant } from "../../../lib/pure/time.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";
import { readEvents } from "../../../store/read/events.ts";
import { findZone, namesOf } from "../../../store/read/people.ts";
import { type Answer, nothing, reply, replyQuoting } from "../answer.ts";
import { fieldError, formAnswer } from "../form-answer.ts";
import type { FormRequest } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnTyped, runbookOf } from "../steps.ts";
import { dayAndTime } from "../typed-time.ts";

const SHOWN_CHARS_MAX = 60;

export const openMeeting: OnIncident = async (request, deps, incident) => {
  const metadata = { incident: incident.id, channel: request.channel };
  const view = meetingForm(incident, await runbookOf(deps, incident), metadata, deps.words);
  return formAnswer(view, ACTION.openMeeting, { incident: incident.id }, deps.words);
};

/** `meeting`, `meeting tomorrow 10:00`. */
export const meetingByCommand: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return openMeeting(request, deps, incident);
  const { meeting: said } = deps.words.review;
  const startsAt = dayAndTime(typed, deps.clock.now(), await findZone(deps.store, request.team, request.user));
  if (startsAt === null) return reply(said.notATime({ typed: inQuotes(typed, SHOWN_CHARS_MAX, deps.words) }));
  const set = await giveOrder(request, deps, incident, { type: "SetMeeting", startsAt });
  return set.ok ? confirmed(deps, set.value.incident, startsAt) : replyQuoting(set.error.said, typed);
};

export const submitMeeting: OnIncident<FormRequest> = async (request, deps, incident) => {
  const startsAt = Number(request.fields[FIELD.when] ?? "") * SECOND_MS;
  const set = await giveOrder(request, deps, incident, { type: "SetMeeting", startsAt });
  if (!set.ok) return fieldError(FIELD.when, set.error.said);
  return hasRoom(set.value.incident) ? nothing : confirmed(deps, set.value.incident, startsAt);
};

const hasRoom = (incident: Incident): boolean => roomInReach(incident) !== null && !isRoomClosed(incident);

async function confirmed(deps: InDeps, incident: Incident, startsAt: Instant): Promise<Answer> {
  const { words, store } = deps;
  const { meeting: said } = words.review;
  const at = time(startsAt);
  if (hasRoom(incident)) return reply(said.done({ at }));
  const runbook = await runbookOf(deps, incident);
  const users = respondersOf(await readEvents(store, incident.id));
  const names = await namesOf(store, incident.team, users);
  const invited = users.map((user) => ({ user, name: names.get(user) ?? user }));
  const bridge = bridgeOf(incident, runbook)?.url ?? null;
  const file = invitation(incident, runbook, incident.meeting!, { invited, bridge }, words);
  return { type: "reply", post: lines([said.asText({ at }), asTyped(file)]) };
}

/** As a block of code, in which nothing is markup. */
const asTyped = (file: string): string => `\`\`\`${escaped(file.replaceAll("\r\n", "\n")).replaceAll("`", "'")}\`\`\``;

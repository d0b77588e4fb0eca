// Who hears of updates, and when their reminders come: subscribing, pausing, and the times that people write.
import { FIELD } from "../../blocks/forms.ts";
import { escaped, time } from "../../blocks/mrkdwn.ts";
import type { Instant } from "../../lib/clock.ts";
import { err, ok, type Result } from "../../lib/pure/result.ts";
import { cut } from "../../lib/pure/text.ts";
import { findZone } from "../../store/read/people.ts";
import { type Answer, nothing, reply } from "./answer.ts";
import { fieldError, fieldOf, orderOfForm } from "./form-order.ts";
import { openForm } from "./incident-forms.ts";
import type { ActionRequest, CommandRequest, FormRequest, Known, Request } from "./request.ts";
import { type Handler, type InDeps, type OnIncident, order } from "./steps.ts";
import { timeAhead } from "./time-ahead.ts";

/** Longest piece of a time nobody understands that is shown back. */
const SHOWN_CHARS_MAX = 40;

export const subscribe: OnIncident = (request, deps, incident) =>
  order(deps, request, { type: "Subscribe" }, incident, () =>
    reply(deps.words.updates.subscribed({ name: escaped(incident.name) })),
  );

export const unsubscribe: OnIncident = (request, deps, incident) =>
  order(deps, request, { type: "Unsubscribe" }, incident, () =>
    reply(deps.words.updates.unsubscribed({ name: escaped(incident.name) })),
  );

/** The button under the announcement is the same for all: pressed again, it ends what it began. */
export const toggleSubscription: OnIncident<ActionRequest> = (request, deps, incident, typed) =>
  (incident.subscribers.includes(request.user) ? unsubscribe : subscribe)(request, deps, incident, typed);

/** `pause 45m why`. */
export const pauseByCommand: OnIncident<CommandRequest> = async (request, deps, incident, typed) => {
  if (typed === "") return openForm(deps, request, incident, "pause");
  const { pause } = deps.words;
  const given = timeAhead(typed, deps.clock.now(), await zoneOf(request, deps));
  if (!given || given.rest === "") return reply(pause.usage);
  const command = { type: "PauseNudges" as const, until: given.at, reason: given.rest };
  return order(deps, request, command, incident, () => reply(pause.done({ at: time(given.at) })));
};

export const unpause: OnIncident<CommandRequest> = (request, deps, incident) =>
  order(deps, request, { type: "ResumeNudges" }, incident, () => reply(deps.words.pause.ended));

export const submitPauseForm: Handler<FormRequest> = async (request, deps) => {
  const until = await timeField(request, deps, FIELD.until);
  if (!until.ok) return until.error;
  if (until.value === null) return fieldError(FIELD.until, deps.words.updates.notATime({ typed: "" }));
  const reason = request.fields[FIELD.reason] ?? "";
  const applied = await orderOfForm(request, deps, { type: "PauseNudges", until: until.value, reason });
  if (applied.ok) return nothing;
  const { problem, said } = applied.error;
  const field = fieldOf(problem, FIELD.until);
  return field === null ? reply(said) : fieldError(field, said);
};

/** A time to come, as somebody typed it into a field; null where they left it empty. */
export async function timeField(
  request: Known<FormRequest>,
  deps: InDeps,
  field: string,
): Promise<Result<Instant | null, Answer>> {
  const typed = request.fields[field]?.trim() ?? "";
  if (typed === "") return ok(null);
  const given = timeAhead(typed, deps.clock.now(), await zoneOf(request, deps));
  if (given?.rest === "") return ok(given.at);
  return err(fieldError(field, deps.words.updates.notATime({ typed: cut(typed, SHOWN_CHARS_MAX) })));
}

const zoneOf = ({ team, user }: Request, { store }: InDeps): Promise<string | null> => findZone(store, team, user);

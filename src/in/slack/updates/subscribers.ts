// Who gets each update by direct message.
import { escaped } from "../../../blocks/mrkdwn.ts";
import { reply } from "../answer.ts";
import { type OnIncident, orderAndAnswer } from "../steps.ts";

export const subscribe: OnIncident = (request, deps, incident) =>
  orderAndAnswer(request, deps, incident, { type: "Subscribe" }, () =>
    reply(deps.words.updates.subscribed({ name: escaped(incident.name) })),
  );

export const unsubscribe: OnIncident = (request, deps, incident) =>
  orderAndAnswer(request, deps, incident, { type: "Unsubscribe" }, () =>
    reply(deps.words.updates.unsubscribed({ name: escaped(incident.name) })),
  );

/** The button under the announcement is the same for all: pressed again, it ends what it began. */
export const toggleSubscription: OnIncident = (request, deps, incident) =>
  (incident.subscribers.includes(request.user) ? unsubscribe : subscribe)(request, deps, incident);

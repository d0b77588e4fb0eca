// The menu of one incident.
import { incidentMenu } from "../../blocks/menu.ts";
import { type OnIncident, runbookOf } from "./steps.ts";

export const showIncidentMenu: OnIncident = async (_request, deps, incident) => ({
  type: "reply",
  post: incidentMenu(incident, await runbookOf(deps, incident), deps.words),
});

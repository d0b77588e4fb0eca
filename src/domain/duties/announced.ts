// What a runbook has told in the announcements channel in Warroom's own words: the announcement says it there already.
import { holds } from "../condition.ts";
import { circumstancesOf } from "../facts/circumstances.ts";
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import type { Duty } from "./duty.ts";

/** Told by the announcement itself, or under it: nobody reads it twice there. */
export const isOfAnnouncement = (
  { outlet, channel, template }: Duty,
  { private: isPrivate }: Incident,
  { announceChannel }: Runbook,
): boolean => outlet === "channel" && channel === announceChannel && template === null && !isPrivate;

/** Whether a duty tells of the end there, by itself. */
export const dutyTellsEnd = (incident: Incident, runbook: Runbook): boolean =>
  incident.stage === "resolved" &&
  incident.drill === null &&
  runbook.duties.some(
    (duty) =>
      duty.moment.at === "resolved" &&
      duty.automatic &&
      isOfAnnouncement(duty, incident, runbook) &&
      holds(duty.only, circumstancesOf(incident)) === true,
  );

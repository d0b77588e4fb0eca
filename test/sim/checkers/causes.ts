// What the bot says has a cause and a place: a job of that incident wanted it, it stands where that incident is at home or
// in a direct message, and it knows of no more than the incident's record does.
import { type Checker, type Evidence, eventsOf, jobRows, saidByBot, storedIncidents } from "./evidence.ts";

export const causes: Checker = {
  name: "causes",
  holds: ["I6", "I7", "I11"],
  check(evidence) {
    const { state } = evidence.world.core;
    const incidents = new Map(storedIncidents(evidence).map((incident) => [incident.id, incident]));
    const wanted = new Map(jobRows(evidence).map(({ id, incident }) => [id, incident]));
    const homes = new Map([...incidents.keys()].map((id) => [id, homesOf(evidence, id)]));
    // Of no incident: what is practised between them.
    const ofWorkspace = new Set(jobRows(evidence).flatMap(({ id, kind }) => (kind === "remind-exercises" ? [id] : [])));
    const said = saidByBot(evidence).flatMap(({ channel, message, job }) => {
      const payload = message.metadata!.event_payload as { incident?: string; seq?: number };
      if (ofWorkspace.has(job)) {
        const isTheirs = channel.kind === "im" || channel.name === evidence.world.runbook.runbook.announceChannel;
        return isTheirs ? [] : [`${job} stands in #${channel.name}, where it was not wanted`];
      }
      const incident = incidents.get(payload.incident ?? "");
      if (!incident) return [`${job} speaks of an incident that nobody declared`];
      const owner = wanted.get(job.replace(/@\d+$/, ""));
      const isHome = channel.kind === "im" || homes.get(incident.id)!.has(channel.id);
      return [
        ...(isHome ? [] : [`${job} of ${incident.name} stands in #${channel.name}, where that incident is not`]),
        ...(owner === undefined || owner === incident.id
          ? []
          : [`${job} speaks of ${incident.name}, and is another's`]),
        ...((payload.seq ?? 0) <= incident.seq
          ? []
          : [`${job} knows of event ${payload.seq}, and ${incident.seq} is the last`]),
      ];
    });
    // In a direct message it may have answered somebody whose form is closed.
    const unasked = [...state.channels.values()]
      .filter(({ kind }) => kind !== "im")
      .flatMap(({ name, messages }) =>
        [...messages.values()]
          .filter(({ botId, metadata, fileIds, subtype }) => botId && !subtype && !metadata && fileIds.length === 0)
          .map(({ text }) => `in #${name} the bot said "${text.slice(0, 80)}", and no job did`),
      );
    return [...said, ...unasked];
  },
};

/** Its rooms, also one that Slack gave another id since, and wherever it was announced. */
function homesOf(evidence: Evidence, id: string): Set<string> {
  return new Set(
    eventsOf(evidence, id).flatMap((event) => {
      if (event.type === "RoomOpened" || event.type === "AnnouncementPosted") return [event.channel];
      return event.type === "RoomMoved" ? [event.from, event.to] : [];
    }),
  );
}

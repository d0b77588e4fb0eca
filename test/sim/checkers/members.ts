// Everybody who belongs in a room is in it: who declared, whom the severity calls, who was asked in, who holds a role or held
// one since it opened.
import { fold } from "../../../src/domain/incident.ts";
import { severityOf } from "../../../src/domain/runbook.ts";
import { calledTo } from "../../../src/domain/visible.ts";
import { type Checker, eventsOf, storedIncidents } from "./evidence.ts";

export const members: Checker = {
  name: "members",
  holds: ["I7"],
  check(evidence) {
    const { core, rulesOf, people, undone } = evidence.world;
    return storedIncidents(evidence).flatMap((incident) => {
      const room = core.state.channels.get(incident.room?.channel ?? "");
      if (!room) return [];
      const all = eventsOf(evidence, incident.id);
      const opened = all.findLastIndex((event) => event.type === "RoomOpened" && event.channel === room.id);
      const heldThen = Object.values(fold(incident.id, all.slice(0, opened + 1)).roles).map(({ user }) => user);
      // Whom Slack refused because their account was off: the room was told, and whoever wants them back asks them.
      const refused = all.flatMap((event) => (event.type === "PeopleInvited" ? event.refused : []));
      const wasOff = (user: string) => undone.deactivated.has(user) && refused.some((one) => one.user === user);
      const wanted = all.flatMap((event, index) => {
        const severity =
          event.type === "IncidentDeclared" ? event.severity : event.type === "SeverityChanged" ? event.to : null;
        if (severity !== null) return calledTo(incident, people, severityOf(rulesOf(incident), severity)?.invite ?? []);
        if (event.type === "PeopleCalled") return event.to;
        if (event.type === "CallUnanswered") return event.backup;
        if (event.type === "RungReached") return event.called;
        // Who gave a role up while the incident was a thread has no part in the room that came after.
        const isInRoom = event.type === "RoleAssigned" && (index > opened || heldThen.includes(event.user));
        return isInRoom ? [event.user] : [];
      });
      return [incident.declaredBy, ...wanted]
        .filter((user) => !wasOff(user))
        .filter((user) => !room.members.includes(user) && !undone.left.has(`${user} ${room.id}`))
        .map((user) => `${user} is not in the room of ${incident.name}`);
    });
  },
};

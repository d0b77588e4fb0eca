// Who is no member of the workspace changed nothing but what anybody may: what is known of them is Slack's own word.
import { type Checker, eventsOf, storedIncidents } from "./evidence.ts";

/** Before Slack has said who somebody is they raise the alarm, leave a note and mark; a task given to them they answer. */
const ANYBODY = new Set([
  "IncidentDeclared",
  "NoteAdded",
  "MomentMarked",
  "MomentMarkedAgain",
  "MomentUnmarked",
  "TaskAccepted",
  "TaskDeclined",
  "TaskHandedBack",
  "TaskExtended",
  "TaskDone",
]);

export const strangers: Checker = {
  name: "strangers",
  check(evidence) {
    const { users } = evidence.world.core.state;
    return storedIncidents(evidence).flatMap(({ id, name }) =>
      eventsOf(evidence, id).flatMap(({ type, actor }) => {
        const user = users.get(actor.replace(/^slack:/, ""));
        if (!user || user.kind === "member" || ANYBODY.has(type)) return [];
        return [`${type} of ${name} was ${user.name}'s, who is ${user.kind}`];
      }),
    );
  },
};

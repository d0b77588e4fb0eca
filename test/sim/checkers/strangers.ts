// Who is no member of the workspace changed nothing, but for a task of theirs and for what anybody may while nobody knows
// them: what is known of them is Slack's own word.
import { type Checker, eventsOf, storedIncidents } from "./evidence.ts";

/** What anybody may do until Slack has said who they are: raise the alarm, leave a note and mark. */
const BY_UNKNOWN = new Set(["IncidentDeclared", "NoteAdded", "MomentMarked", "MomentMarkedAgain", "MomentUnmarked"]);

/** What whoever has a task may say of it, whatever their standing. */
const BY_DOER = new Set(["TaskAccepted", "TaskDeclined", "TaskHandedBack", "TaskExtended", "TaskDone"]);

export const strangers: Checker = {
  name: "strangers",
  holds: ["I18"],
  check(evidence) {
    const { core, knownSince, whenShown } = evidence.world;
    const { users } = core.state;
    return storedIncidents(evidence).flatMap(({ id, name }) => {
      const doers = new Map<number, string>();
      return eventsOf(evidence, id).flatMap((event) => {
        const { type, actor } = event;
        const user = users.get(actor.replace(/^slack:/, ""));
        const isDoer = BY_DOER.has(type) && "task" in event && doers.get(event.task) === user?.id;
        if (type === "TaskGiven") doers.set(doers.size + 1, event.to);
        if (type === "TaskReassigned") doers.set(event.task, event.to);
        if (!user || user.kind === "member" || isDoer) return [];
        const wasUnknown = whenShown(event.at).first <= (knownSince.get(user.id) ?? Infinity);
        // Whoever may take their mark away takes along the entry that stands by it alone.
        const isOfMark = type === "EntryStruck" && event.reason === null;
        if ((BY_UNKNOWN.has(type) || isOfMark) && wasUnknown) return [];
        return [`${type} of ${name} was ${user.name}'s, who is ${user.kind}`];
      });
    });
  },
};

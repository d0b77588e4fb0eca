// What a task's doer answers for it, though they may see nothing else: by button, by form, or typed.
import { ACTION, actionName, FORM } from "../../../blocks/actions.ts";
import type { DOER_MAY } from "../../../domain/may.ts";
import type { Request } from "../request.ts";
import { isVerb } from "./task-command.ts";

/** The button with which each of the doer's orders begins. */
const DOERS_BUTTONS: Record<(typeof DOER_MAY)[number], string> = {
  AcceptTask: ACTION.acceptTask,
  DeclineTask: ACTION.openTaskText,
  HandBackTask: ACTION.openTaskText,
  ExtendTask: ACTION.moreTime,
  FinishTask: ACTION.openTaskText,
};

/** `task 3 done …`, with or without an incident's id before the number. */
const TYPED = /^\s*task\s+(?:\S+\s+)?#?\d{1,4}\s+(.+)$/is;

/** Whose task it is, only the incident tells: `may` decides once it is loaded. */
export function mayBeDoersAnswer(request: Request): boolean {
  switch (request.kind) {
    case "action":
      return Object.values(DOERS_BUTTONS).includes(actionName(request.action));
    case "form":
      return request.form === FORM.taskText;
    case "command":
      return isVerb(TYPED.exec(request.text)?.[1] ?? "");
    case "shortcut":
      return false;
  }
}

// `/incident task` and `/incident tasks`.
import { escaped, person, time } from "../../../blocks/mrkdwn.ts";
import { taskMessage } from "../../../blocks/work/tasks.ts";
import { taskList } from "../../../blocks/work/work-lists.ts";
import type { TaskChange } from "../../../domain/work/decide-task.ts";
import type { Incident } from "../../../domain/incident.ts";
import type { Problem } from "../../../domain/problem.ts";
import type { Task } from "../../../domain/work/tasks.ts";
import { parseDuration } from "../../../lib/pure/duration.ts";
import { type Answer, reply } from "../answer.ts";
import type { CommandRequest, Known } from "../request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnTyped, orderAndAnswer } from "../steps.ts";
import { openGiveTask } from "./task-forms.ts";
import { taskDone } from "./work-done.ts";
import { namedFor, zoneOf } from "./work-people.ts";
import { refusedWith, withTyped } from "./work-refused.ts";
import { taskTime } from "./work-words.ts";

/** `task @ana check replica lag 10m`; `task 3 done replica is fine`; without words a form asks. */
export const task: OnTyped = async (request, deps, incident, typed) => {
  if (typed === "") return openGiveTask(request, deps, incident);
  const [, digits, rest = ""] = /^#?(\d{1,4})(?:\s+(.*))?$/s.exec(typed) ?? [];
  // A task may begin with a number: "3 replicas lag, look why".
  const isNumber =
    digits && (rest === "" || isVerb(rest) || incident.tasks.some((one) => one.number === Number(digits)));
  return isNumber
    ? ofTask(request, deps, incident, Number(digits), rest.trim())
    : giveTask(request, deps, incident, typed);
};

export const tasks: OnIncident = async ({ user }, { clock, words }, incident) => ({
  type: "reply",
  post: taskList(incident, { user, page: 0, now: clock.now() }, words),
});

async function giveTask(
  request: Known<CommandRequest>,
  deps: InDeps,
  incident: Incident,
  typed: string,
): Promise<Answer> {
  const { team } = request;
  const refused = (problem: Problem) => refusedWith(deps, incident, problem, typed);
  const named = await namedFor(request, deps, typed);
  if (!named.ok) return refused(named.error);
  const { user, rest } = named.value;
  const { text, dueAt, passed } = taskTime(rest, deps.clock.now(), await zoneOf(deps, team, request.user));
  if (passed !== null) {
    return withTyped(deps.words.updates.hasPassed({ typed: passed }), typed, deps.words);
  }
  const given = await giveOrder(request, deps, incident, { type: "GiveTask", to: user ?? request.user, text, dueAt });
  if (!given.ok) return refused(given.error.problem);
  const { answers } = deps.words.tasks;
  const made = given.value.incident.tasks.at(-1)!;
  const number = String(made.number);
  const said = made.to === request.user ? answers.own({ number }) : answers.given({ number, who: person(made.to) });
  return reply(dueAt === null ? said : answers.askedAt({ said, at: time(dueAt) }));
}

/** A task as it was named; `dueAt` is null where there is none of that number. */
type Named = Pick<Task, "number" | "dueAt">;

/** What may be said of a task, by its first word. */
const VERBS: readonly { verb: RegExp; command(task: Named, rest: string): TaskChange | null }[] = [
  { verb: /^(?:done|finished)\b/i, command: ({ number }, outcome) => ({ type: "FinishTask", task: number, outcome }) },
  { verb: /^accept\b/i, command: ({ number }) => ({ type: "AcceptTask", task: number }) },
  { verb: /^decline\b/i, command: ({ number }, reason) => ({ type: "DeclineTask", task: number, reason }) },
  { verb: /^(?:hand )?back\b/i, command: ({ number }, reason) => ({ type: "HandBackTask", task: number, reason }) },
  { verb: /^drop\b/i, command: ({ number }, reason) => ({ type: "DropTask", task: number, reason }) },
  { verb: /^more\b/i, command: moreTime },
];

export const isVerb = (rest: string): boolean => VERBS.some(({ verb }) => verb.test(rest));

function moreTime({ number, dueAt: seen }: Named, rest: string): TaskChange | null {
  if (rest === "") return { type: "ExtendTask", task: number, seen };
  const by_ms = parseDuration(rest);
  return by_ms === undefined ? null : { type: "ExtendTask", task: number, seen, by_ms };
}

/** `task 3` shows it; `task 3 @ben` gives it to somebody else; a verb says how it stands. */
async function ofTask(
  request: Known<CommandRequest>,
  deps: InDeps,
  incident: Incident,
  number: number,
  rest: string,
): Promise<Answer> {
  const found = incident.tasks.find((one) => one.number === number);
  const refused = (problem: Problem) => refusedWith(deps, incident, problem, rest);
  const verb = VERBS.find((one) => one.verb.test(rest));
  if (verb) {
    // Also where there is no such task: whether this person may be told so, `may` knows.
    const command = verb.command({ number, dueAt: found?.dueAt ?? null }, rest.replace(verb.verb, "").trim());
    return command
      ? orderAndAnswer(request, deps, incident, command, ({ incident: after }) =>
          reply(taskDone(command, after, deps.words)),
        )
      : usage();
  }
  if (!found) return refused({ type: "unknown-work", kind: "task", asked: number, last: incident.tasks.length });
  if (rest === "") return { type: "reply", post: taskMessage(incident, found, true, deps.words) };
  const named = await namedFor(request, deps, rest);
  if (!named.ok) return refused(named.error);
  const { user: to } = named.value;
  if (to === null) return usage();
  const command: TaskChange = { type: "ReassignTask", task: number, to, seen: found.to };
  return orderAndAnswer(request, deps, incident, command, ({ incident: after }) =>
    reply(taskDone(command, after, deps.words)),
  );

  function usage(): Answer {
    return reply(deps.words.tasks.answers.usage({ number: String(number), typed: escaped(rest) }));
  }
}

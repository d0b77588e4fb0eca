// `/incident readiness`: what is practised between incidents, and what came of it, by command or by button.
import { ACTION, actionName } from "../../../blocks/actions.ts";
import { type ExerciseAsked, FIELD } from "../../../blocks/forms.ts";
import { dayWords, escaped } from "../../../blocks/mrkdwn.ts";
import { problemWords } from "../../../blocks/problem.ts";
import { exerciseForm } from "../../../blocks/readiness/form.ts";
import { readinessList } from "../../../blocks/readiness/list.ts";
import type { ExerciseCommand } from "../../../domain/readiness/decide-readiness.ts";
import { periodAt } from "../../../domain/readiness/periods.ts";
import { exerciseOf, type KeptExercise, type Readiness } from "../../../domain/readiness/readiness.ts";
import type { Problem } from "../../../domain/problem.ts";
import type { Result } from "../../../lib/pure/result.ts";
import { loadReadiness } from "../../../store/read/readiness.ts";
import { type Answer, closed, replyQuoting, reply } from "../answer.ts";
import { fieldError, fieldOf, formAnswer, refusedForm } from "../form-answer.ts";
import type { ActionRequest, CommandRequest, FormRequest, Known, Request } from "../request.ts";
import { actorOf, carried, type Handler, type InDeps } from "../steps.ts";
import { dueDay } from "../work/work-words.ts";

/** `done 2 took 40 min`, `not-done 2 no time`, `move 2 the rig is broken, friday`. */
const SAID = /^(?<asks>done|not[- ]done|move)(?:\s+(?<name>\S+)\s*(?<rest>[\s\S]*))?$/i;

export async function readinessByCommand(request: Known<CommandRequest>, deps: InDeps, typed: string): Promise<Answer> {
  const { readiness } = await loadReadiness(deps.store, request.team);
  const { asks: said, name = "", rest = "" } = SAID.exec(typed)?.groups ?? {};
  const list: Answer = { type: "reply", post: readinessList(readiness, deps.clock.now(), deps.words) };
  const { none, usage } = deps.words.readiness.list;
  if (typed === "") return list;
  if (!readiness || readiness.exercises.length === 0) return replyQuoting(none, typed);
  if (said === undefined) return replyQuoting(usage, typed);
  if (name === "") return list;
  const exercise = readiness.exercises[Number(name) - 1] ?? exerciseOf(readiness, name.toLowerCase());
  if (!exercise) {
    const problem = { type: "unknown-exercise" as const, asked: name, exercises: readiness.exercises.length };
    return replyQuoting(wordsOf(problem, deps), rest);
  }
  return record(request, deps, readiness, exercise, said.toLowerCase().replace(" ", "-") as ExerciseAsked, rest.trim());
}

/** What is missing is asked for by the form. */
async function record(
  request: Known<CommandRequest>,
  deps: InDeps,
  { calendar }: Readiness,
  exercise: KeptExercise,
  asks: ExerciseAsked,
  rest: string,
): Promise<Answer> {
  const now = deps.clock.now();
  const { day, text } = asks === "move" ? dueDay(rest, now, calendar.zone) : { day: null, text: rest };
  const lacks = (asks === "not-done" && rest === "") || (asks === "move" && day === null);
  if (lacks) return openForm(request, deps, exercise, periodAt(now, exercise.every, calendar).begins, asks);
  const command = commandOf(asks, { exercise: exercise.key }, text.replace(/[\s,:–-]+$/, ""), day ?? "");
  const recorded = await order(request, deps, command);
  return recorded.ok
    ? reply(recordedWords(asks, exercise, day ?? "", deps))
    : replyQuoting(wordsOf(recorded.error, deps), text);
}

const ASKS: Record<string, ExerciseAsked> = {
  [ACTION.openFinishExercise]: "done",
  [ACTION.openSkipExercise]: "not-done",
  [ACTION.openMoveExercise]: "move",
};

const openExercise: Handler<ActionRequest> = async (request, deps) => {
  const { exercise: key = "", period = "" } = carried(request);
  const { readiness } = await loadReadiness(deps.store, request.team);
  const exercise = readiness && exerciseOf(readiness, key);
  const exercises = readiness?.exercises.length ?? 0;
  if (!exercise) return reply(wordsOf({ type: "unknown-exercise", asked: key, exercises }, deps));
  return openForm(request, deps, exercise, period, ASKS[actionName(request.action)]!);
};

function openForm(
  { channel }: Request,
  { words }: InDeps,
  exercise: KeptExercise,
  period: string,
  asks: ExerciseAsked,
): Answer {
  const [action = ""] = Object.entries(ASKS).find(([, one]) => one === asks) ?? [];
  const view = exerciseForm(exercise, period, asks, channel, words);
  return formAnswer(view, action, { incident: "", exercise: exercise.key, period }, words);
}

export const submitExercise: Handler<FormRequest> = async (request, deps) => {
  const { exercise: key = "", period = "", exerciseAsks: asks = "done" } = request.metadata;
  const { [FIELD.text]: text = "", [FIELD.due]: day = "" } = request.fields;
  const recorded = await order(request, deps, commandOf(asks, { exercise: key, period }, text, day));
  if (recorded.ok) {
    const exercise = recorded.value && exerciseOf(recorded.value, key);
    return closed(recordedWords(asks, exercise ?? { title: key }, day, deps));
  }
  const said = wordsOf(recorded.error, deps);
  const field = recorded.error.type.startsWith("exercise-day") ? FIELD.due : fieldOf(recorded.error);
  return field === null ? refusedForm(said, request.fields) : fieldError(field, said);
};

export const READINESS_ACTIONS = Object.fromEntries(Object.keys(ASKS).map((action) => [action, openExercise]));

const order = (
  request: Known<Request>,
  { dispatchReadiness }: InDeps,
  command: ExerciseCommand,
): Promise<Result<Readiness | null, Problem>> => {
  const { team, key } = request;
  return dispatchReadiness({ team, actor: actorOf(request), cause: key, interaction: key, command });
};

function commandOf(
  asks: ExerciseAsked,
  of: { exercise: string; period?: string },
  text: string,
  day: string,
): ExerciseCommand {
  switch (asks) {
    case "done":
      return { type: "FinishExercise", ...of, note: text };
    case "not-done":
      return { type: "SkipExercise", ...of, reason: text };
    case "move":
      return { type: "MoveExercise", ...of, to: day, note: text };
  }
}

function recordedWords(asks: ExerciseAsked, { title }: { title: string }, day: string, { words }: InDeps): string {
  const { recorded } = words.readiness;
  const about = { title: escaped(title) };
  return asks === "move" ? recorded.move({ ...about, day: dayWords(day) }) : recorded[asks](about);
}

const wordsOf = (problem: Problem, { runbooks, words }: InDeps): string =>
  problemWords(problem, runbooks.current.runbook, words);

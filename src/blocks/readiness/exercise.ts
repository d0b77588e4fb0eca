// The words of one exercise: its rhythm, its periods, what came of it, and its buttons.
import type { ActionsBlock } from "@slack/types";
import type { Rhythm, Round, RoundKey } from "../../domain/readiness/readiness.ts";
import { ACTION, button } from "../actions.ts";
import { actions, dayWords, escaped, inQuotes, person, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** Longest piece of a note that is shown. */
const NOTE_SHOWN_CHARS_MAX = 200;

export const periodWords = (begins: string, every: Rhythm, { readiness }: Words): string =>
  readiness.period[every]({ day: dayWords(begins) });

/** What somebody said came of it; null where nobody has. */
export function answerWords({ answer }: Round, words: Words): string | null {
  if (!answer) return null;
  const { readiness: said } = words;
  const at = time(answer.at);
  if (answer.drill !== null) {
    return answer.drill === "" ? said.doneBySomeDrill({ at }) : said.doneByDrill({ drill: escaped(answer.drill), at });
  }
  const by = person(answer.by);
  return withNote(answer.how === "done" ? said.done({ by, at }) : said.notDone({ by, at }), answer.note, words);
}

/** To which day somebody moved it; null where nobody has. */
export function movedWords({ moved }: Round, words: Words): string | null {
  if (!moved) return null;
  const said = words.readiness.moved({ day: dayWords(moved.to), by: person(moved.by) });
  return withNote(said, moved.note, words);
}

const withNote = (said: string, note: string | null, words: Words): string =>
  note === null ? said : words.readiness.withNote({ said, note: inQuotes(note, NOTE_SHOWN_CHARS_MAX, words) });

/** Each opens a form that asks for the rest. */
export function exerciseButtons({ exercise, period }: RoundKey, { readiness: { buttons } }: Words): ActionsBlock {
  const value = { incident: "", exercise, period };
  const of = (label: string, action: string) => button(label, `${action}:${exercise}`, value);
  return actions([
    of(buttons.done, ACTION.openFinishExercise),
    of(buttons.notDone, ACTION.openSkipExercise),
    of(buttons.move, ACTION.openMoveExercise),
  ]);
}

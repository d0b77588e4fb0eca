import { answers } from "./answers.ts";
import { causes } from "./causes.ts";
import { chains } from "./chains.ts";
import { duties } from "./duties.ts";
import { escalation } from "./escalation.ts";
import type { Checker } from "./evidence.ts";
import { drills } from "./drills.ts";
import { rules } from "./rules.ts";
import { steps } from "./steps.ts";
import { threads } from "./threads.ts";
import { folds } from "./folds.ts";
import { gaps } from "./gaps.ts";
import { intents } from "./intents.ts";
import { members } from "./members.ts";
import { merges } from "./merges.ts";
import { moments } from "./moments.ts";
import { nudges } from "./nudges.ts";
import { numbers } from "./numbers.ts";
import { onceIn } from "./once-in.ts";
import { onceOut } from "./once-out.ts";
import { secrecy } from "./private.ts";
import { questions } from "./questions.ts";
import { record } from "./record.ts";
import { roles } from "./roles.ts";
import { regimes } from "./regimes.ts";
import { rooms } from "./rooms.ts";
import { shown } from "./shown.ts";
import { strangers } from "./strangers.ts";
import { timers } from "./timers.ts";
import { troubles } from "./troubles.ts";
import { updates } from "./updates.ts";
import { work } from "./work.ts";

/**
 * Each holds one promise, by the number it has in docs/reliability.md. While the run goes on: what is acknowledged is stored
 * (2, at the acknowledgement), lanes, inbox and ears (8, 9, 10) and held statements (19, mid-run.ts), what leaves for whom (16
 * and 17, outgoing.ts), no error in the log (19, instance.ts). Run twice, it is the same to the byte (20, run.ts).
 */
// biome-ignore format: a line is a checker and its numbers
export const CHECKERS: readonly Checker[] = [
  numbers,   // 11: incidents are 1..n
  onceIn,    // 1
  rooms,     // 7
  causes,    // 6, 7, 11
  onceOut,   // 5, 6
  members,   // 7
  secrecy,   // 16
  intents,   // 4, 19
  record,    // 3
  moments,   // 1, 3
  gaps,      // 3
  roles,     // 12
  questions, // 3
  merges,    // 11, 13
  nudges,    // 8, 13
  timers,    // 8
  folds,     // 14
  chains,    // 11
  shown,     // 14
  updates,   // 5, 14
  work,      // 13, 14
  duties,    // 5, 8, 13
  regimes,   // 5, 8, 13
  escalation, // 5, 8, 13, 15
  steps,     // 18
  threads,   // 6, 7
  drills,    // 15
  rules,     // 14
  strangers, // 18
  answers,   // 2
  troubles,  // 4, 8, 11: what the auditor would tell
];

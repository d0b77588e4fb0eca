import { answers } from "./answers.ts";
import { causes } from "./causes.ts";
import { chains } from "./chains.ts";
import { checks } from "./checks.ts";
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
import { readiness } from "./readiness.ts";
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
 * They look when a run is over. While it goes on: what is acknowledged is stored (I2, at the acknowledgement), lanes, inbox and
 * ears (I8, I9, I10) and held statements (I19, mid-run.ts), what leaves for whom (I16 and I17, outgoing.ts), no error in the
 * log (I19, instance.ts). Run twice, it is the same to the byte (I20, twice.ts).
 */
export const CHECKERS: readonly Checker[] = [
  numbers,
  onceIn,
  rooms,
  causes,
  onceOut,
  members,
  secrecy,
  intents,
  record,
  moments,
  gaps,
  roles,
  questions,
  merges,
  nudges,
  timers,
  folds,
  chains,
  shown,
  updates,
  work,
  duties,
  regimes,
  escalation,
  steps,
  threads,
  drills,
  rules,
  readiness,
  checks,
  strangers,
  answers,
  troubles,
];

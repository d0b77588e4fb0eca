import { answers } from "./answers.ts";
import { chains } from "./chains.ts";
import type { Checker } from "./evidence.ts";
import { folds } from "./folds.ts";
import { gaps } from "./gaps.ts";
import { intents } from "./intents.ts";
import { members } from "./members.ts";
import { moments } from "./moments.ts";
import { nudges } from "./nudges.ts";
import { numbers } from "./numbers.ts";
import { onceIn } from "./once-in.ts";
import { onceOut } from "./once-out.ts";
import { secrecy } from "./private.ts";
import { record } from "./record.ts";
import { roles } from "./roles.ts";
import { rooms } from "./rooms.ts";
import { shown } from "./shown.ts";
import { updates } from "./updates.ts";
import { work } from "./work.ts";

/** Each holds one promise; that what is acknowledged is stored is checked at the acknowledgement itself. */
export const CHECKERS: readonly Checker[] = [
  numbers,
  onceIn,
  rooms,
  onceOut,
  members,
  secrecy,
  intents,
  record,
  moments,
  gaps,
  roles,
  nudges,
  folds,
  chains,
  shown,
  updates,
  work,
  answers,
];

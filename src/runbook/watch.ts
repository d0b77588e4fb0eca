// The runbook's files while Warroom runs: what somebody saves holds for the next incident, and what is broken holds for none.
import { stat } from "node:fs/promises";
import type { ActivityDep } from "../lib/activity.ts";
import type { ClockDep, Timer } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";
import type { TroublesDep } from "../lib/troubles.ts";
import { type OpenedRunbook, openRunbook } from "./find.ts";
import { problemText } from "./problem.ts";

const LOOK_EVERY_MS = 2 * SECOND_MS;

export interface RunbookWatch {
  start(): void;
  stop(): void;
}

/**
 * Looks every two seconds whether a file of the runbook `asked` changed, and reads it once it has stood unchanged from one
 * look to the next: an editor may write in several steps. `take` gets a good one; a broken one is a trouble, and what was
 * in force stays so.
 */
export function watchRunbook(
  { clock, log, troubles, activity }: ClockDep & LogDep & TroublesDep & ActivityDep,
  asked: string,
  opened: OpenedRunbook,
  take: (changed: OpenedRunbook) => Promise<void>,
): RunbookWatch {
  let files = opened.files;
  let inForce = "";
  let seen = "";
  let timer: Timer | undefined;
  let stopped = false;

  const look = async () => {
    const found = await signature(files);
    const isWhole = found === seen;
    seen = found;
    if (isWhole && found !== inForce) {
      inForce = found;
      await read();
    }
  };

  const read = async () => {
    const changed = await openRunbook(asked);
    if (!changed.ok) {
      const [first, ...more] = changed.error.map(problemText);
      const rest = more.length === 0 ? "" : ` (and ${more.length} more)`;
      troubles.set("runbook", {
        what: `The runbook's file was changed and cannot be used: ${first}${rest}. What held before still holds.`,
        nextStep: `\`warroom runbook check ${asked}\` names every mistake; the file is read again when it is saved.`,
        serious: false,
      });
      return;
    }
    ({ files } = changed.value);
    troubles.set("runbook", null);
    await take(changed.value);
    log.info({ hash: changed.value.hash }, "the runbook's file was changed: new incidents run under it");
  };

  const again = () => {
    if (stopped) return;
    timer = clock.after(LOOK_EVERY_MS, () => {
      const looked = look().catch((error: unknown) =>
        log.warn({ err: error }, "the runbook's file could not be looked at"),
      );
      void activity.track(looked.finally(again));
    });
  };

  return {
    start() {
      const looked = signature(files).then((found) => {
        inForce = found;
        seen = found;
      });
      void activity.track(looked.finally(again));
    },
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}

/** Changes when one of the files does, or comes, or goes. */
async function signature(files: readonly string[]): Promise<string> {
  const stats = await Promise.all(
    files.map((file) =>
      stat(file, { bigint: true }).then(
        ({ ino, size, mtimeNs }) => `${ino}:${size}:${mtimeNs}`,
        () => "absent",
      ),
    ),
  );
  return stats.join(" ");
}

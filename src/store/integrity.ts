// Whether a SQLite file's pages are whole. It proves nothing of what is missing: see verify.ts and out/slack/record/find-losses.ts.
import type Database from "better-sqlite3";
import { DAMAGED_EXIT_CODE, StoreError } from "./store.ts";

/** About a second's work. A larger file is checked by `warroom backup`, which reads all of it anyway. */
const CHECKED_BYTES_MAX = 128 * 1024 * 1024;

/** The first thing that is wrong with its pages; null where they are whole. */
export function damageOf(raw: Database.Database): string | null {
  try {
    const found = raw.pragma("quick_check(1)", { simple: true });
    return found === "ok" ? null : String(found);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Throws StoreError: a writer on damaged pages would make it worse. The file is left as it is. */
export function mustBeWhole(raw: Database.Database): void {
  const pages = raw.pragma("page_count", { simple: true }) as number;
  const bytes = pages * (raw.pragma("page_size", { simple: true }) as number);
  if (bytes > CHECKED_BYTES_MAX) return;
  const damage = damageOf(raw);
  if (damage === null) return;
  throw new StoreError(
    `database ${raw.name} is damaged: ${damage}. Nothing was changed in it. Next step: keep it, and put a backup back with ` +
      "`warroom restore FILE`; `warroom incident export ID` saves what can still be read of the damaged one.",
    { exitCode: DAMAGED_EXIT_CODE },
  );
}

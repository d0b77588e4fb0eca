// The runbooks that incidents run under: the one in force for new incidents, and those stamped on earlier ones.
import type { People, Runbook, RunbookFile } from "../domain/runbook.ts";
import type { ClockDep } from "../lib/clock.ts";
import { assert } from "../lib/pure/assert.ts";
import { readStamped } from "../runbook/load.ts";
import { findRunbook } from "../store/read/runbooks.ts";
import { insertRunbook } from "../store/runbooks.ts";
import type { StoreDep } from "../store/store.ts";

export interface RunbookLibrary {
  readonly current: { hash: string; runbook: Runbook };
  readonly people: People;
  /** Of the one in force; null where it was not read from a file. */
  readonly file: RunbookFile | null;
  /** The runbook stamped on an incident, whatever the file says today. */
  byHash(hash: string): Promise<Runbook>;
  /** From now on new incidents run under it, and these people stand behind its names; running ones keep their rules. */
  renew(changed: StampedRunbook, people: People): Promise<void>;
  /** Called after each renewal. */
  onRenewed(listener: () => void): void;
}

/** `text` is the whole of it, as it is stored. */
export interface StampedRunbook {
  hash: string;
  runbook: Runbook;
  text: string;
  file?: RunbookFile;
}

export interface RunbooksDep {
  readonly runbooks: RunbookLibrary;
}

/** Stores the runbook in force, so that it can be stamped. */
export async function createRunbookLibrary(
  { store, clock }: StoreDep & ClockDep,
  first: StampedRunbook,
  people: People,
): Promise<RunbookLibrary> {
  const known = new Map<string, Runbook>();
  const listeners: (() => void)[] = [];
  const library = {
    current: first as RunbookLibrary["current"],
    people,
    file: (first.file ?? null) as RunbookFile | null,
    onRenewed: (listener: () => void) => void listeners.push(listener),
    async byHash(wanted: string) {
      const before = known.get(wanted);
      if (before) return before;
      const stored = await findRunbook(store, wanted);
      assert(stored, `runbook ${wanted} is stamped on an incident and must be stored`);
      const read = readStamped(stored.body, stored.name);
      assert(read, `runbook ${wanted} was readable when it was stamped`);
      known.set(wanted, read.runbook);
      return read.runbook;
    },
    async renew({ hash, runbook, text, file }: StampedRunbook, changed: People) {
      await store.commit({ writes: [insertRunbook(store, { hash, name: runbook.name, body: text }, clock.now())] });
      known.set(hash, runbook);
      library.current = { hash, runbook };
      library.people = changed;
      library.file = file ?? null;
      for (const listener of listeners) listener();
    },
  };
  await library.renew(first, people);
  return library;
}

// The store, with what keeps it from saving told as a trouble for as long as it lasts: every life writes twice a minute.
import type { Troubles } from "../lib/troubles.ts";
import { type Store, StoreError, type StoreFailure } from "./store.ts";

export function watched(store: Store, troubles: Troubles): Store {
  let commits = 0;
  return {
    ...store,
    async commit(commit) {
      try {
        const outcome = await store.commit(commit);
        troubles.set("database", null);
        commits += 1;
        if (commits % LOOK_EVERY === 0) troubles.set("wal", store.walBytes() > WAL_BYTES_MAX ? WAL_GROWS : null);
        return outcome;
      } catch (error) {
        if (error instanceof StoreError) {
          troubles.set("database", { ...TROUBLE[error.failure ?? "other"], serious: true });
        }
        throw error;
      }
    },
  };
}

const LOOK_EVERY = 16;
const WAL_BYTES_MAX = 64 * 1024 * 1024;

const WAL_GROWS = {
  what: "the -wal file of its database has grown beyond 64 MB: a program has been reading the database for long",
  nextStep: "end that program, such as a `sqlite3` that was left open; Warroom tidies up by itself",
  serious: false,
};

const TROUBLE: Record<StoreFailure | "other", { what: string; nextStep: string }> = {
  full: {
    what: "nothing can be saved: the disk of its database is full",
    nextStep: "free space there; Warroom goes on by itself",
  },
  busy: {
    what: "nothing can be saved: another process holds its database",
    nextStep: "find that process and end it",
  },
  other: { what: "nothing can be saved: its database does not take writes", nextStep: "the log says why" },
};

// The store, with what keeps it from saving told as a trouble for as long as it lasts: every life writes twice a minute.
import type { Troubles } from "../lib/troubles.ts";
import { type Store, StoreError, type StoreFailure } from "./store.ts";

export function watched(store: Store, troubles: Troubles): Store {
  return {
    ...store,
    async commit(commit) {
      try {
        const outcome = await store.commit(commit);
        troubles.set("database", null);
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

// What a runbook may state, and Warroom reads, checks and shows, but does not do yet. Empty once the engine does all.

/** Keys of the file; one of an entry behind a dot. Whoever lets Warroom do it takes the key out of here. */
export const NOT_CARRIED_OUT: readonly string[] = ["reports"];

/** Those of them that a file states, in its words. `file` is the plain data. */
export const notCarriedOut = (file: Record<string, unknown>): string[] =>
  NOT_CARRIED_OUT.filter((path) => {
    const [key = "", part] = path.split(".");
    const stated = file[key];
    if (part === undefined) return stated !== undefined;
    return Array.isArray(stated) && stated.some((entry: object) => part in entry);
  });

import { readFile } from "node:fs/promises";
import { err, ok, type Result } from "../lib/pure/result.ts";

/** A file's text, or why there is none. */
export const readText = (path: string): Promise<Result<string, NodeJS.ErrnoException>> =>
  readFile(path, "utf8").then(ok, err);

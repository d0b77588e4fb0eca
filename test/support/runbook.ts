import { readFileSync } from "node:fs";
import type { Runbook, RunbookFile } from "../../src/domain/runbook.ts";
import { readRunbook } from "../../src/runbook/load.ts";

interface Stamped {
  runbook: Runbook;
  hash: string;
  text: string;
  file?: RunbookFile;
}

/**
 * A bundled runbook, as main.ts hands it over; `edit` changes its text first. Where none is named it is the default one
 * without its criteria to recover, its checks, its duties and its exercises, so that a test about something else resolves
 * in one step and reads nothing of those.
 */
export function testRunbook(name?: string, edit: (text: string) => string = (text) => text): Stamped {
  const file = `${name ?? "agentic-canon"}.yml`;
  const whole = readFileSync(new URL(`../../runbooks/${file}`, import.meta.url), "utf8");
  return readWhole(
    edit(name === undefined ? ["recovery", "checks", "duties", "readiness"].reduce(without, whole) : whole),
    file,
  );
}

/** The runbook in a file of the tests, its path from the project's root. */
export const runbookAt = (path: string): Stamped =>
  readWhole(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"), path);

function readWhole(text: string, file: string): Stamped {
  const read = readRunbook(text, file);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join("\n"));
  return read.value;
}

/** A text without one of its keys and what stands below it. */
export const without = (text: string, key: string): string =>
  text.replace(new RegExp(`^${key}:.*\\n(?:[ ].*\\n)+`, "m"), "");

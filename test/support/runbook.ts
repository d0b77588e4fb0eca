import { readFileSync } from "node:fs";
import type { Runbook } from "../../src/domain/runbook.ts";
import { readRunbook } from "../../src/runbook/load.ts";

/**
 * A bundled runbook, as main.ts hands it over; `edit` changes its text first. Where none is named it is the default one without its criteria to recover,
 * so that a test about something else resolves in one step.
 */
export function testRunbook(
  name?: string,
  edit: (text: string) => string = (text) => text,
): { runbook: Runbook; hash: string; text: string } {
  const file = `${name ?? "agentic-canon"}.yml`;
  const whole = readFileSync(new URL(`../../runbooks/${file}`, import.meta.url), "utf8");
  const text = edit(name === undefined ? whole.replace(/^recovery:.*\n(?:[ ].*\n)+/m, "") : whole);
  const read = readRunbook(text, file);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join("\n"));
  return read.value;
}

import { readFileSync } from "node:fs";
import type { Runbook } from "../../src/domain/runbook.ts";
import { readRunbook } from "../../src/runbook/load.ts";

/** The bundled runbook, as main.ts hands it over. */
export function testRunbook(name = "agentic-canon"): { runbook: Runbook; hash: string; text: string } {
  const text = readFileSync(new URL(`../../runbooks/${name}.yml`, import.meta.url), "utf8");
  const read = readRunbook(text, `${name}.yml`);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join("\n"));
  return read.value;
}

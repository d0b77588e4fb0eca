// A duty's text, filled in with what is known.
import type { Duty } from "../domain/duties/duty.ts";
import type { KnownValues } from "../domain/duties/template-values.ts";
import type { Runbook } from "../domain/runbook.ts";
import { assert } from "../lib/pure/assert.ts";
import { fillTemplate, readTemplate } from "./template.ts";

export interface FilledDraft {
  subject: string | null;
  text: string;
  /** The values that nobody has said, each once. */
  missing: string[];
}

/** `own`: Warroom's words where the runbook has none. */
export function draftOf({ template: key }: Duty, runbook: Runbook, known: KnownValues, own: string): FilledDraft {
  const template = runbook.templates.find((one) => one.key === key);
  if (!template) return { subject: null, text: own, missing: [] };
  const text = filled(template.text, known);
  const subject = template.subject === null ? null : filled(template.subject, known);
  const missing = [...new Set([...(subject?.missing ?? []), ...text.missing])];
  return { subject: subject?.text.trim() ?? null, text: text.text.trim(), missing };
}

/** A template that takes too long to fill was refused when the file was read, or says what is wrong in its text. */
function filled(template: string, known: KnownValues) {
  const names = readTemplate(template);
  assert(names.ok, "a runbook's templates were read when it was loaded");
  const done = fillTemplate(template, known, names.value);
  return done.ok ? done.value : { text: `[template ${done.error}]`, missing: [] };
}

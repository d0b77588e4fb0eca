// Who held which role when, and how it came to them.
import type { Tenure } from "../../domain/postmortem/custody.ts";
import { roleOf } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { cited } from "./cite.ts";
import { inline, nameOf } from "../markdown.ts";
import type { DraftInput } from "./draft.ts";
import { stampOf } from "./stamp.ts";

export function rolesPart(input: DraftInput): string {
  const { custody } = input.facts;
  const { names, words, facts } = input;
  const held = custody.tenures.map((tenure) => cited(tenureLine(tenure, input), tenure.sources, input));
  const never = custody.neverHeld.map((role) => inline(role, names)).join(", ");
  const unheld =
    never === "" ? [] : [cited(words.postmortem.heldByNobody({ roles: never }), [facts.declaration], input)];
  return [...held, ...unheld].map((line) => `- ${line}`).join("\n");
}

/** Nobody lets go of a role by the incident's end; while it runs, they still hold it. */
function heldWords(to: Instant | null, span: { role: string; who: string; from: string }, input: DraftInput): string {
  const { postmortem: said } = input.words;
  if (to !== null) return said.held({ ...span, to: stampOf(input.facts)(to) });
  return input.incident.stage === "open" ? said.heldUntilNow(span) : said.heldToEnd(span);
}

function tenureLine(tenure: Tenure, input: DraftInput): string {
  const { runbook, facts, names, words } = input;
  const { postmortem: said } = words;
  const stamp = stampOf(facts);
  const role = inline(roleOf(runbook, tenure.role)?.name ?? tenure.role, names);
  const span = { role, who: nameOf(input, tenure.user), from: stamp(tenure.from) };
  const what = heldWords(tenure.to, span, input);
  const previous = tenure.previous === null ? "" : nameOf(input, tenure.previous);
  if (tenure.how === "handed-over") return said.handedOver({ what, previous });
  if (tenure.how !== "taken-over") return what;
  return said.takenOver({ what, previous, reason: inline(tenure.reason ?? "", names) });
}

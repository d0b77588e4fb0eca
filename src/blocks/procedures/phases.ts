// Where an incident stands in the runbook's phases, and what a status asks for before it is entered.
import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import { TEXT_CHARS_MAX } from "../../domain/limits.ts";
import type { ProblemOf } from "../../domain/problem.ts";
import { demandsOf, phaseOf, type StatusEvent, timetable } from "../../domain/procedures/phases.ts";
import type { Phase } from "../../domain/procedures/procedures.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { FORM, plain } from "../actions.ts";
import { FIELD, type FormMetadata, modal, option, textInput } from "../forms.ts";
import { clockTime, escaped, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** Slack takes no more boxes in one field. */
const BOXES_MAX = 10;

/** The status since when, and until when its time runs; then the phases that begin by the clock. */
export function phaseLines(incident: Incident, runbook: Runbook, words: Words): string[] {
  const { phases: said } = words;
  const line = said.status({ status: escaped(incident.status), since: clockTime(incident.statusSince) });
  const now = phaseOf(incident, runbook);
  const status =
    now === null || now.until === null
      ? line
      : said.statusUntil({ line, time: boxWords(now.phase, words), until: clockTime(now.until) });
  const others = timetable(incident, runbook).map(({ phase, until }) =>
    said.phaseUntil({ phase: escaped(phase.name), until: clockTime(until!) }),
  );
  return [status, ...(others.length === 0 ? [] : [said.timetable({ phases: others.join(" · ") })])];
}

/** "2 min to 5 min": how long the runbook gives it. */
function boxWords({ box }: Phase, words: Words): string {
  const { begins_ms, ends_ms } = box!;
  const to = words.duration(ends_ms);
  return begins_ms === 0 ? to : words.phases.between({ from: words.duration(begins_ms), to });
}

export const demandField = (part: number): string => `demands:${part}`;

/** Which of it is so; what is not needs a reason. */
export function demandsForm(
  incident: Incident,
  runbook: Runbook,
  status: string,
  metadata: FormMetadata,
  words: Words,
): ModalView {
  const { form } = words.phases;
  const demands = demandsOf(runbook, status);
  const lines = demands.map((one) => form.demand({ demand: escaped(one) }));
  const boxes = inParts(demands).map(
    (part, index): InputBlock => ({
      type: "input",
      block_id: demandField(index),
      optional: true,
      label: plain(form.label),
      element: {
        type: "checkboxes",
        action_id: demandField(index),
        options: part.map((one, at) => option(one, String(index * BOXES_MAX + at))),
      },
    }),
  );
  const reason = textInput(FIELD.reason, form.reason, {
    initial: "",
    hint: form.reasonHint,
    length_max: TEXT_CHARS_MAX,
    multiline: true,
  });
  const blocks: KnownBlock[] = [
    section([form.asks({ status: escaped(status) }), ...lines].join("\n")),
    ...boxes,
    { ...reason, optional: true },
  ];
  const title = words.forms.changeStatus.title({ name: incident.name });
  return modal(FORM.demands, { title, submit: form.submit }, { ...metadata, status }, blocks, words);
}

const inParts = (demands: readonly string[]): (readonly string[])[] =>
  Array.from({ length: Math.ceil(demands.length / BOXES_MAX) }, (_, part) =>
    demands.slice(part * BOXES_MAX, (part + 1) * BOXES_MAX),
  );

/** Those whose boxes are ticked. */
export const demandsTicked = (demands: readonly string[], fields: Readonly<Record<string, string>>): string[] => {
  const ticked = inParts(demands).flatMap((_, part) => (fields[demandField(part)] ?? "").split(","));
  return demands.filter((_, index) => ticked.includes(String(index)));
};

/** What keeps a status from being entered, and the way there. */
export const demandsOpen = ({ status, demands }: ProblemOf<"demands-open">, { phases }: Words): string =>
  phases.problem({ status: escaped(status), demands: demands.map(escaped).join("; ") });

/** As a sentence of a document: text as it came. */
export function statusTold({ from, to, met, anyway }: StatusEvent, words: Words): string {
  const { told } = words.phases;
  const changed = words.timeline.statusChanged({ from, to });
  const begun = met ? told.met({ told: changed, met: met.join("; ") }) : changed;
  return anyway ? told.anyway({ told: begun, open: anyway.open.join("; "), reason: anyway.reason }) : begun;
}

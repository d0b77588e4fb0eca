// The forms around updates: posting one, correcting one, pausing the reminders of the next.
import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import { PART_CHARS_MAX, TEXT_CHARS_MAX } from "../../domain/limits.ts";
import { type Runbook, severityOf } from "../../domain/runbook.ts";
import {
  latestUpdate,
  UPDATE_PARTS,
  type Update,
  type UpdatePart,
  type UpdateParts,
} from "../../domain/updates/updates.ts";
import { cut } from "../../lib/pure/text.ts";
import { FORM } from "../actions.ts";
import { FIELD, type FormMetadata, modal, statusInput, textInput } from "../forms.ts";
import { quote, section } from "../mrkdwn.ts";
import { byAt, partLines } from "./update.ts";
import type { Words } from "../words/en.ts";

const TIME_CHARS_MAX = 40;
/** Of what stands above the fields: enough to know it again, and the fields stay in sight. */
const SHOWN_CHARS_MAX = 300;

/** What stands in the fields of a form for an update. */
interface UpdateDraft {
  text: string;
  status: string;
  parts: UpdateParts;
  nextAt: string;
}

/** What is likely to hold still; never what changed, nor a time that may have passed. */
export function nextDraft(incident: Incident): UpdateDraft {
  const { impact = incident.impact?.words.summary, next, workaround } = latestUpdate(incident)?.parts ?? {};
  const parts = { ...(impact && { impact }), ...(next && { next }), ...(workaround && { workaround }) };
  return { text: "", status: incident.status, parts, nextAt: "" };
}

/** `remark` tells why the form appears again; without one the last update stands above the fields. */
export function updateForm(
  incident: Incident,
  runbook: Runbook,
  draft: UpdateDraft,
  metadata: FormMetadata,
  words: Words,
  remark: string | null = null,
): ModalView {
  const { form } = words.updates;
  const title = { title: form.title({ name: incident.name }), submit: form.submit };
  const seenUpdate = latestUpdate(incident)?.seq ?? 0;
  const blocks = [
    ...(remark === null ? lastUpdate(incident, words) : [section(remark)]),
    text(FIELD.text, form.text, { initial: draft.text, hint: form.textHint, length_max: TEXT_CHARS_MAX }),
    ...(runbook.statuses.length > 1
      ? [{ ...statusInput({ ...incident, status: draft.status }, runbook, words), optional: true }]
      : []),
    ...runbook.updateParts.map((part) => partInput(part, draft.parts, words)),
    {
      ...textInput(FIELD.nextAt, form.nextAt, {
        initial: draft.nextAt,
        hint: nextAtHint(incident, runbook, words),
        length_max: TIME_CHARS_MAX,
        multiline: false,
      }),
      optional: true,
    },
  ];
  return modal(FORM.update, title, { ...metadata, seenUpdate }, blocks, words);
}

/** In the words that stand there now, or in those that somebody typed before the form appeared again. */
export function correctUpdateForm(
  incident: Incident,
  update: Update,
  runbook: Runbook,
  metadata: FormMetadata,
  words: Words,
  again: { text: string; parts: UpdateParts; reason: string; remark: string } | null = null,
): ModalView {
  const { correct, form } = words.updates;
  const parts = again?.parts ?? update.parts;
  const asked = UPDATE_PARTS.filter((part) => runbook.updateParts.includes(part) || update.parts[part] !== undefined);
  const blocks = [
    section(again?.remark ?? correct.of(byAt(update))),
    text(FIELD.text, form.text, { initial: again?.text ?? update.text, hint: "", length_max: TEXT_CHARS_MAX }),
    ...asked.map((part) => partInput(part, parts, words)),
    text(FIELD.reason, correct.why, {
      initial: again?.reason ?? "",
      hint: correct.whyHint,
      length_max: PART_CHARS_MAX,
    }),
  ];
  const title = { title: correct.title({ name: incident.name }), submit: correct.submit };
  return modal(FORM.correctUpdate, title, { ...metadata, update: update.seq, version: update.version }, blocks, words);
}

export function pauseForm(incident: Incident, metadata: FormMetadata, words: Words): ModalView {
  const { form } = words.pause;
  const blocks = [
    textInput(FIELD.until, form.until, {
      initial: "",
      hint: form.untilHint,
      length_max: TIME_CHARS_MAX,
      multiline: false,
    }),
    text(FIELD.reason, form.why, { initial: "", hint: form.whyHint, length_max: PART_CHARS_MAX }),
  ];
  const title = { title: form.title({ name: incident.name }), submit: form.submit };
  return modal(FORM.pause, title, metadata, blocks, words);
}

/** What it said that the fields do not repeat. */
function lastUpdate(incident: Incident, words: Words): KnownBlock[] {
  const latest = latestUpdate(incident);
  if (!latest) return [];
  const { text, parts } = latest;
  const head = words.updates.form.last(byAt(latest));
  const eta = parts.eta === undefined ? {} : { eta: parts.eta };
  return [section([head, quote(cut(text, SHOWN_CHARS_MAX)), ...partLines(eta, words)].join("\n"))];
}

function nextAtHint(incident: Incident, runbook: Runbook, words: Words): string {
  const { form } = words.updates;
  const { severity } = incident;
  const cadence_ms = severityOf(runbook, severity)?.cadence_ms ?? null;
  if (cadence_ms === null) return form.nextAtNone({ severity });
  return form.nextAtEvery({ every: words.duration(cadence_ms), severity });
}

function partInput(part: UpdatePart, parts: UpdateParts, { updates: { form } }: Words): InputBlock {
  const given = { initial: parts[part] ?? "", hint: form[`${part}Hint`], length_max: PART_CHARS_MAX };
  return { ...text(part, form[part], given), optional: true };
}

const text = (id: string, label: string, given: { initial: string; hint: string; length_max: number }): InputBlock =>
  textInput(id, label, { ...given, multiline: true });

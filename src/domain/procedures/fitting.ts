// Which playbooks fit an incident: those whose symptom shares words with what is known of it. A proposal, no more.
import type { Incident } from "../incident.ts";
import type { Runbook } from "../runbook.ts";
import type { Playbook } from "./procedures.ts";

/** Shorter words ("it", "the", "is") are in every sentence. */
const WORD_CHARS_MIN = 4;
/** "deployment" and "deploy" are one word, as are "slow" and "slowly". */
const STEM_CHARS = 5;

/** The playbooks that fit, best first; none where nothing is shared. */
export function fittingPlaybooks(incident: Incident, runbook: Runbook): Playbook[] {
  const known = new Set(knownWords(incident, runbook));
  return runbook.playbooks
    .map((playbook) => ({ playbook, shared: stems(playbook.symptom).filter((stem) => known.has(stem)).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ playbook }) => playbook);
}

function knownWords({ title, categories, impact }: Incident, runbook: Runbook): string[] {
  const found = runbook.categories.filter(({ key }) => categories.includes(key));
  return [
    title,
    ...Object.values(impact?.words ?? {}),
    ...found.flatMap(({ name, title: about }) => [name, about]),
  ].flatMap(stems);
}

const stems = (text: string): string[] => [
  ...new Set(
    (text.toLowerCase().match(/\p{L}+/gu) ?? [])
      .filter((word) => word.length >= WORD_CHARS_MIN && !EVERYWHERE.has(word))
      .map((word) => word.slice(0, STEM_CHARS)),
  ),
];

/** Words of many sentences that tell nothing of a trouble. */
const EVERYWHERE: ReadonlySet<string> = new Set(
  "must cannot need needs have been with from that this when then many some none what nobody everything".split(" "),
);

// Names by which one part of a runbook file means another: each must be there.
import { DEFAULT_ROLES } from "./defaults.ts";
import { unknownWord } from "./problem.ts";
import { at, keysUnder, textsAt, type Word } from "./raw.ts";
import type { Finding } from "./yaml-text.ts";

export type Rule = (file: unknown) => Finding[];

interface Reference {
  what: string;
  /** Where the names are used. */
  used: readonly string[];
  /** Of maps whose keys, but these, are such names. */
  usedAsKeys?: { under: readonly string[]; but: readonly string[] };
  known: (file: unknown) => string[];
  /** Commands and files may write it in any case. */
  anyCase?: boolean;
}

/** Every place that holds a condition. */
const CONDITIONS = [
  "severity_rules.*.if",
  "measures.*.only",
  "escalation.*.only",
  "severities.*.escalation.*.only",
  "duties.*.only",
  "recovery.mandatory.*.only",
  "recovery.recommended.*.only",
  "checklists.*.only",
  "after_resolve.*.only",
  "regimes.*.only",
];

const TIMED = ["escalation.*.after", "escalation.*.when.*.after"];

const PLACES: readonly Reference[] = [
  {
    what: "severity",
    used: ["severity_rules.*.severity", ...CONDITIONS.map((place) => `${place}.severity.*`), "roles.*.mandatory.*"],
    usedAsKeys: { under: TIMED, but: [] },
    known: (file) => texts(file, "severities.*.name"),
    anyCase: true,
  },
  {
    what: "category",
    used: CONDITIONS.map((place) => `${place}.category.*`),
    known: (file) => texts(file, "categories.*.key"),
  },
  {
    what: "measure",
    used: [],
    usedAsKeys: { under: CONDITIONS, but: ["severity", "category"] },
    known: (file) => keysUnder(file, "measures").map(({ word }) => word),
  },
  {
    what: "role",
    used: [
      "duties.*.owner",
      "duties.*.approver",
      "after_resolve.*.owner",
      "playbooks.*.steps.*.approver",
      "regimes.*.owner",
    ],
    known: (file) =>
      at(file, "roles") === undefined ? DEFAULT_ROLES.map(({ key }) => key) : texts(file, "roles.*.key"),
  },
  {
    what: "template",
    used: ["duties.*.template"],
    known: (file) => keysUnder(file, "templates").map(({ word }) => word),
  },
  {
    what: "check",
    used: [
      "escalation.*.when.*.check",
      "severities.*.escalation.*.when.*.check",
      "recovery.mandatory.*.check",
      "recovery.recommended.*.check",
    ],
    known: (file) => keysUnder(file, "checks").map(({ word }) => word),
  },
];

export const REFERENCES: readonly Rule[] = PLACES.map((reference) => (file) => unknownNames(file, reference));

function unknownNames(file: unknown, { what, used, usedAsKeys, known, anyCase }: Reference): Finding[] {
  const names = known(file);
  const fold = (name: string) => (anyCase ? name.toLowerCase() : name);
  const folded = new Set(names.map(fold));
  const unknown = ({ word }: Word) => !folded.has(fold(word));
  const asValues = used.flatMap((place) => textsAt(file, place)).filter(unknown);
  const asKeys = (usedAsKeys?.under ?? [])
    .flatMap((place) => keysUnder(file, place))
    .filter(({ word }) => !usedAsKeys!.but.includes(word))
    .filter(unknown);
  const finding =
    (at: "key" | "value") =>
    ({ path, word }: Word): Finding => ({
      path,
      at,
      message: unknownWord(what, word, names),
    });
  return [...asValues.map(finding("value")), ...asKeys.map(finding("key"))];
}

const texts = (file: unknown, place: string): string[] => textsAt(file, place).map(({ word }) => word);

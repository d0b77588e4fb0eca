// The rules between keys, which a shape cannot say. They read raw data and skip what has no shape, so that one load
// reports both kinds of problem.
import { DEFAULT_ROLES, DEFAULT_STATUSES } from "./defaults.ts";
import { checksInTheirUnit } from "./check-rules.ts";
import { repeatedKeys } from "./repeated-keys.ts";
import { unknownWord } from "./problem.ts";
import { REFERENCES, type Rule } from "./references.ts";
import { regimeFindings } from "./regimes.ts";
import { at, isRecord, type Word, words } from "./raw.ts";
import { brokenTemplates } from "./template-rules.ts";
import type { Finding, Path } from "./yaml-text.ts";

/** Everything in which a runbook contradicts itself; empty when it does not. */
export const ruleFindings = (file: unknown): Finding[] => RULES.flatMap((rule) => rule(file));

const RULES: readonly Rule[] = [
  (file) => repeated("severity", words(file, "severities", "name")),
  (file) => repeated("status", words(file, "statuses")),
  (file) => repeated("role", words(file, "roles", "key")),
  (file) => repeated("role name", words(file, "roles", "name")),
  (file) => repeated("question", words(file, "triage", "question")),
  knownMitigatedStatus,
  (file) => repeated("section", words(at(file, "postmortem"), "sections", "title"), ["postmortem"]),
  somebodyLeads,
  knownUpdatesRole,
  (file) => repeated("category", words(file, "categories", "key")),
  (file) => pattern(file, "id", ID_PLACES, ["{number}", "{timestamp}"]),
  (file) => pattern(file, "room", ROOM_PLACES, ["{number}", "{id}"]),
  roomSuitsSlack,
  repeatedKeys,
  targetsSaySomething,
  checksInTheirUnit,
  ...REFERENCES,
  brokenTemplates,
  regimeFindings,
];

/** Commands take a name in any case, so names that differ only by case are the same. */
function repeated(what: string, found: readonly Word[], under: Path = []): Finding[] {
  const seen = new Set<string>();
  return found.flatMap(({ path, word }) => {
    const folded = word.toLowerCase();
    if (!seen.has(folded)) {
      seen.add(folded);
      return [];
    }
    return [{ path: [...under, ...path], at: "value", message: `${what} "${word}" is listed twice` }];
  });
}

function somebodyLeads(file: unknown): Finding[] {
  const roles = at(file, "roles");
  if (!Array.isArray(roles) || roles.length === 0 || roles.some((role) => at(role, "mandatory") === true)) return [];
  return [
    { path: ["roles"], at: "key", message: 'no role is mandatory: give "mandatory: true" to the one that leads' },
  ];
}

function knownUpdatesRole(file: unknown): Finding[] {
  const key = at(file, "updates_by");
  if (typeof key !== "string") return [];
  const roles = at(file, "roles");
  const known =
    roles === undefined ? DEFAULT_ROLES.map((role) => role.key) : words(file, "roles", "key").map(({ word }) => word);
  return known.includes(key) ? [] : [{ path: ["updates_by"], at: "value", message: unknownWord("role", key, known) }];
}

function knownMitigatedStatus(file: unknown): Finding[] {
  const named = at(file, "mitigated_at");
  if (typeof named !== "string") return [];
  const listed = words(file, "statuses").map(({ word }) => word);
  const known = at(file, "statuses") === undefined ? DEFAULT_STATUSES : listed;
  if (known.some((one) => one.toLowerCase() === named.toLowerCase())) return [];
  return [{ path: ["mitigated_at"], at: "value", message: unknownWord("status", named, known) }];
}

const ID_PLACES = ["{number}", "{number:3}", "{year}", "{timestamp}"];
const ROOM_PLACES = ["{number}", "{number:3}", "{id}", "{year}", "{slug}"];

/** Without one of `telling` two incidents would share a name. */
function pattern(file: unknown, key: string, known: readonly string[], telling: readonly string[]): Finding[] {
  const text = at(file, key);
  if (typeof text !== "string") return [];
  // However many digits a number is to have.
  const used: string[] = (text.match(/\{[^{}]*\}/g) ?? []).map((one) =>
    one.replace(/^\{number:[1-9]\}$/, "{number:3}"),
  );
  const messages = used.filter((one) => !known.includes(one)).map((one) => unknownWord("placeholder", one, known));
  if (!used.some((one) => telling.includes(one.replace(":3", "")))) {
    messages.push(`${key} must contain ${telling.join(" or ")}, or two incidents share it`);
  }
  return messages.map((message) => ({ path: [key], at: "value", message }));
}

function roomSuitsSlack(file: unknown): Finding[] {
  const text = at(file, "room");
  if (typeof text !== "string" || /^[\p{Ll}\p{Lo}\p{N}_-]*$/u.test(text.replace(/\{[^{}]*\}/g, ""))) return [];
  const message = 'room may hold lower-case letters, digits, "-" and "_" only, as Slack\'s channel names do';
  return [{ path: ["room"], at: "value", message }];
}

const TARGETS = ["acknowledge", "response", "first_update", "resolve"];

function targetsSaySomething(file: unknown): Finding[] {
  const severities = at(file, "severities");
  if (!Array.isArray(severities)) return [];
  return severities.flatMap((severity, index) =>
    TARGETS.flatMap((key): Finding[] => {
      const target = at(severity, key);
      if (!isRecord(target) || Object.keys(target).length > 0) return [];
      return [{ path: ["severities", index, key], at: "value", message: `${key} needs words, within, or both` }];
    }),
  );
}

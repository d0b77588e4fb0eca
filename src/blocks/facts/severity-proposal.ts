// Which severity the runbook's rules give to what is known, and why; and what a change of the severity changes with it.
import { type ClockName, stopOf, targetDueAt } from "../../domain/clocks/clocks.ts";
import type { Circumstances } from "../../domain/condition.ts";
import { circumstancesOf } from "../../domain/facts/circumstances.ts";
import type { Incident } from "../../domain/incident.ts";
import { type Runbook, type Severity, severityOf, type Target } from "../../domain/runbook.ts";
import { proposeSeverity, type SeverityRule, undecidedRules } from "../../domain/severity/rules.ts";
import { latestUpdate } from "../../domain/updates/updates.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { actions, escaped, type Post, section, timeNear } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** Above the severities of a form; null where nothing follows from what is known. */
export function proposalLine(runbook: Runbook, known: Omit<Circumstances, "severity">, words: Words): string | null {
  const { proposal: said } = words.circumstances;
  const proposal = proposeSeverity(runbook, known);
  if (!proposal) {
    const open = undecidedRules(runbook, known);
    if (open.length === 0) return null;
    return said.undecided({ severities: open.map((rule) => ruleWords(rule, words)).join(said.or) });
  }
  const rule = inWords(proposal.rule);
  const proposed = rule.because === "" ? said.proposedBare(rule) : said.proposed(rule);
  return proposal.unless ? `${proposed} ${said.unless({ rule: ruleWords(proposal.unless, words) })}` : proposed;
}

/**
 * Privately, to whoever just found or measured something: that the runbook would call it by another severity. Nothing is
 * changed unless they say so.
 */
export function otherSeverity(before: Incident, after: Incident, runbook: Runbook, words: Words): Post | null {
  const proposal = after.stage === "open" ? proposeSeverity(runbook, circumstancesOf(after)) : null;
  if (!proposal || proposal.severity === after.severity) return null;
  if (proposeSeverity(runbook, circumstancesOf(before))?.rule === proposal.rule) return null;
  const { proposal: said } = words.circumstances;
  const about = { name: escaped(after.name), ...inWords(proposal.rule), present: escaped(after.severity) };
  const would = about.because === "" ? said.wouldBare(about) : said.would(about);
  const text = proposal.unless ? `${would} ${said.unless({ rule: ruleWords(proposal.unless, words) })}` : would;
  const { severity } = proposal;
  const change = button(said.change({ severity }), ACTION.changeSeverity, { incident: after.id, severity });
  return { text, blocks: [section(text), actions([change])] };
}

/**
 * "From now: response 15 min, by 09:50 (was 5 min, by 09:05); updates every 1 h (was every 20 min)."; null where all stays.
 * What is done already has no time any more.
 */
export function severityChanges(
  incident: Incident,
  runbook: Runbook,
  { from, to }: { from: string; to: string },
  words: Words,
): string | null {
  const { change } = words.circumstances;
  const [was, is] = [severityOf(runbook, from), severityOf(runbook, to)];
  if (!was || !is) return null;
  const cadence = (span_ms: number | null) =>
    span_ms === null ? change.asNeeded : change.every({ span: words.duration(span_ms) });
  const cadences = CADENCES.flatMap((promise) => {
    const now = { to: cadence(is[`${promise}_ms`]), from: cadence(was[`${promise}_ms`]) };
    return now.to === now.from ? [] : [change[promise](now)];
  });
  const changes = [...targetChanges(incident, runbook, { was, is }, words), ...cadences];
  if (changes.length === 0) return null;
  const line = change.line({ changes: changes.join("; ") });
  return isUpdateMissed(incident, was) ? `${line} ${change.noneYet}` : line;
}

function targetChanges(
  incident: Incident,
  runbook: Runbook,
  { was, is }: Record<"was" | "is", Severity>,
  words: Words,
): string[] {
  const { change } = words.circumstances;
  const target = (one: Target | null) => (one ? escaped(one.words) : change.notStated);
  const wasSince = heldSince(incident, was);
  const timed = (one: Target | null, since: Instant) => {
    const dueAt = targetDueAt(one, since, runbook);
    if (dueAt === null || wasSince === null) return target(one);
    return change.by({ target: target(one), at: timeNear(dueAt, incident.severitySince) });
  };
  return TARGETS.filter(
    (promise) => stopOf(incident, is, CLOCKS[promise]) === null && target(is[promise]) !== target(was[promise]),
  ).map((promise) =>
    change[promise]({ to: timed(is[promise], incident.severitySince), from: timed(was[promise], wasSince ?? 0) }),
  );
}

/** Since when it held before the last change; null where the last change was another one than what is said. */
function heldSince({ formerSeverities }: Incident, { name }: Severity): Instant | null {
  const former = formerSeverities.at(-1);
  return former?.severity === name ? former.since : null;
}

/** One was due already under the severity before, and none came: its time begins anew, which would hide that. */
function isUpdateMissed(incident: Incident, was: Severity): boolean {
  const since = heldSince(incident, was);
  if (since === null || was.cadence_ms === null || latestUpdate(incident)) return false;
  return since + was.cadence_ms <= incident.severitySince;
}

const CLOCKS = {
  acknowledge: "acknowledge",
  response: "response",
  firstUpdate: "first-update",
  resolve: "resolve",
} as const satisfies Record<string, ClockName>;

const TARGETS = ["acknowledge", "response", "firstUpdate", "resolve"] as const;
const CADENCES = ["cadence", "publicCadence"] as const;

const ruleWords = (rule: SeverityRule, { circumstances: { proposal: said } }: Words): string =>
  rule.because === "" ? escaped(rule.severity) : said.rule(inWords(rule));

const inWords = ({ severity, because }: SeverityRule) => ({ severity: escaped(severity), because: escaped(because) });

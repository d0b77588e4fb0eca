// Which severity the runbook's rules give to what is known, and why; and what a change of the severity changes with it.
import { type ClockName, stopOf } from "../../domain/clocks/clocks.ts";
import type { Circumstances } from "../../domain/condition.ts";
import { circumstancesOf } from "../../domain/facts/circumstances.ts";
import type { Incident } from "../../domain/incident.ts";
import { type Runbook, type Severity, severityOf, type Target } from "../../domain/runbook.ts";
import { proposeSeverity, type SeverityRule, undecidedRules } from "../../domain/severity/rules.ts";
import { ACTION, button } from "../actions.ts";
import { actions, escaped, type Post, section } from "../mrkdwn.ts";
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
 * "From now: response 15 minutes (was 5 minutes), updates every 1 h (was every 20 min)."; null where all stays. What is done
 * already has no time any more.
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
  const target = (one: Target | null) => (one ? escaped(one.words) : change.notStated);
  const cadence = (span_ms: number | null) =>
    span_ms === null ? change.asNeeded : change.every({ span: words.duration(span_ms) });
  const isDone = (promise: Promised) =>
    promise !== "cadence" && promise !== "publicCadence" && stopOf(incident, is, CLOCKS[promise]) !== null;
  const differing = PROMISES.flatMap((promise) => {
    if (isDone(promise)) return [];
    const said = (severity: Severity) =>
      promise === "cadence" || promise === "publicCadence"
        ? cadence(severity[`${promise}_ms`])
        : target(severity[promise]);
    const now = { to: said(is), from: said(was) };
    return now.to === now.from ? [] : [change[promise](now)];
  });
  return differing.length === 0 ? null : change.line({ changes: differing.join(", ") });
}

const CLOCKS = {
  acknowledge: "acknowledge",
  response: "response",
  firstUpdate: "first-update",
  resolve: "resolve",
} as const satisfies Record<string, ClockName>;

const PROMISES = ["acknowledge", "response", "firstUpdate", "resolve", "cadence", "publicCadence"] as const;
type Promised = (typeof PROMISES)[number];

const ruleWords = (rule: SeverityRule, { circumstances: { proposal: said } }: Words): string =>
  rule.because === "" ? escaped(rule.severity) : said.rule(inWords(rule));

const inWords = ({ severity, because }: SeverityRule) => ({ severity: escaped(severity), because: escaped(because) });

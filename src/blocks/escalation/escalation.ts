// Targets that passed, rungs that were reached, what people said that sets them off, and pages: in the room and on the
// timeline.
import type { Said } from "../../domain/job.ts";
import { timeOf } from "../../domain/facts/times.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Span } from "../../domain/calendar/span.ts";
import { reasonsOf, rungsLeft } from "../../domain/escalation/decide-rung.ts";
import { dutiesOf, type Rung, rungsNamed } from "../../domain/escalation/ladder.ts";
import { rungsOf, type RungWhy } from "../../domain/escalation/rungs.ts";
import type { Happening } from "../../domain/postmortem/everything.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { testWords, valueWords } from "../checks/values.ts";
import { measuredValue } from "../facts/circumstances.ts";
import { clockTime, escaped, inQuotes, line, person, type Post, quoting, timeNear, utc } from "../mrkdwn.ts";
import { type CallHappening, callTold, isOfCalls } from "./calls.ts";
import type { Words } from "../words/en.ts";

/** Longest piece of a reason that stands in a line of the room; all of it stands on the timeline. */
const REASON_CHARS_MAX = 200;

const SAID = ["clock-breached", "rung-reached", "rungs-raised", "blocked", "complaints", "paged"] as const;

type SaidEscalation = Extract<Said, { type: (typeof SAID)[number] }>;

export const isSaidOfEscalation = (what: Said): what is SaidEscalation => SAID.some((type) => type === what.type);

export function saidEscalation(incident: Incident, runbook: Runbook, what: SaidEscalation, words: Words): Post {
  const { escalation: said } = words;
  switch (what.type) {
    case "clock-breached": {
      const { clock, target, severity, dueAt, to = [] } = what;
      const pieces = { clock: said.clock[clock], target: escaped(target), severity: escaped(severity) };
      const passed = said.breached({ ...pieces, at: clockTime(dueAt) });
      return line([passed, breachedNext(incident, what, words), ...to.map(person)].join(" "));
    }
    case "rung-reached": {
      const duties = what.called.length > 0 ? dutiesOf(runbook.ladder, what.name) : [];
      return line(
        [rungReached(incident, runbook, what, words), ...duties.map((duty) => `• ${escaped(duty)}`)].join("\n"),
      );
    }
    case "rungs-raised": {
      const pieces = { from: escaped(what.from), to: escaped(what.to), names: what.names.map(escaped).join(", ") };
      return line(said.raised({ ...pieces, who: what.called.map(person).join(" ") }));
    }
    case "blocked":
      return quoting(said.blocked({ by: person(what.by) }), what.text);
    case "complaints":
      return line(complaints(what, words));
    case "paged":
      return line(paged(incident, what, words));
  }
}

function breachedNext(
  incident: Incident,
  { clock, dueAt }: Extract<Said, { type: "clock-breached" }>,
  { escalation: said }: Words,
): string {
  const mitigatedAt = timeOf(incident, "mitigated");
  const isMitigated = clock === "resolve" && mitigatedAt !== null;
  return isMitigated ? said.breachedMitigated({ at: timeNear(mitigatedAt, dueAt) }) : said.breachedNext[clock];
}

function rungReached(
  incident: Incident,
  runbook: Runbook,
  { name, called, why, by, again = false }: Extract<Said, { type: "rung-reached" }>,
  words: Words,
): string {
  const { escalation: said } = words;
  const cause = whyWords(why, { name: escaped, text: (text) => inQuotes(text, REASON_CHARS_MAX, words) }, words);
  const climber = by === null ? [] : [said.why.byHand({ by: person(by) })];
  const pieces = { name: escaped(name), why: [...climber, ...(cause === null ? [] : [cause])].join(", ") };
  if (called.length > 0) {
    const line = said[again ? "reachedAgain" : "reached"]({ ...pieces, who: called.map(person).join(" ") });
    const ways = firstWays(runbook, name);
    return ways.length === 0 ? line : `${line} ${said.namedHere({ ways: ways.map(escaped).join(", ") })}`;
  }
  return incident.private ? said.reachedNobodyPrivate(pieces) : said.reachedNobody(pieces);
}

/** How the runbook reaches those of a rung first, where that is not in Slack. */
function firstWays({ ladder, contacts }: Runbook, name: string): string[] {
  const keys = rungsNamed(ladder, name).flatMap(({ to }) => to);
  const ways = contacts.filter(({ to }) => to.some((key) => keys.includes(key))).flatMap(({ by }) => by.slice(0, 1));
  return [...new Set(ways)].filter((way) => !/slack/i.test(way));
}

/** Makes names of the runbook, and what people wrote, fit to be shown. */
interface Shown {
  name(name: string): string;
  text(text: string): string;
}

const AS_IT_IS: Shown = { name: (name) => name, text: (text) => text };

/** Null where a person gave no reason. */
function whyWords(why: RungWhy, shown: Shown, words: Words): string | null {
  const { why: said } = words.escalation;
  switch (why.on) {
    case "time": {
      const { unless, since, dueAt, after = { unit: "exact", ms: dueAt - since } } = why;
      return dueAt === since ? said.atOnce : said[unless]({ when: spanPassed(after, words) });
    }
    case "no-update":
      return said.noUpdate;
    case "raised":
      return said.raised({ from: shown.name(why.from), to: shown.name(why.to) });
    case "blocked":
      return said.blocked({ text: shown.text(why.text) });
    case "complaints":
      return why.count === null ? said.moreComplaints : said.complaints({ count: String(why.count) });
    case "found":
      return foundWords(why, shown, words);
    case "check": {
      const { title, value, unit, test, lasted_ms } = why;
      const { checks: told } = words;
      const because = told.why({
        title: shown.name(title),
        value: shown.name(valueWords(value, unit, words)),
        test: shown.name(testWords(test, unit, words)),
      });
      return lasted_ms === null ? because : told.whyLasting({ why: because, duration: words.duration(lasted_ms) });
    }
    case "person":
      return why.reason === null ? null : shown.text(why.reason);
  }
}

function foundWords({ found }: Extract<RungWhy, { on: "found" }>, shown: Shown, words: Words): string {
  const { why: said } = words.escalation;
  const each = [
    ...(found?.categories ?? []).map((category) => said.foundCategory({ category: shown.name(category) })),
    ...(found?.measured ?? []).map(({ question, kind, value }) =>
      said.foundMeasure({ question: shown.name(question), value: measuredValue(kind, value, words) }),
    ),
  ];
  return each.length === 0 ? said.found : each.join(", ");
}

/** In the runbook's own unit: by the clock a business day may be nineteen hours. */
function spanPassed(span: Span, words: Words): string {
  const { passed } = words.escalation;
  if (span.unit === "same-day") return passed.sameDay;
  if (span.unit === "business-days") return passed.businessDays(span.count);
  if (span.unit === "business-time") return passed.businessTime({ span: words.duration(span.ms) });
  return passed.span({ span: span.unit === "exact" ? words.duration(span.ms) : passed.count[span.unit](span.count) });
}

function complaints(
  { count, before, rose, by }: Extract<Said, { type: "complaints" }>,
  { escalation: said }: Words,
): string {
  const who = { by: person(by) };
  if (count === null || (rose && count === before)) return said.moreComplaints(who);
  if (before === null) return said.complaints({ ...who, count: String(count) });
  return said.complaintsBefore({ ...who, count: String(count), before: String(before) });
}

function paged(
  incident: Incident,
  { key, to, how, explains }: Extract<Said, { type: "paged" }>,
  { escalation: said }: Words,
): string {
  const pieces = { key: escaped(key), who: to.map(person).join(" ") };
  if (how === "accepted") return said.paged(pieces);
  if (to.length === 0) return incident.private ? said.notPagedPrivate(pieces) : said.notPagedNobody(pieces);
  return explains ? `${said.notPaged(pieces)} ${said.noPager}` : said.notPaged(pieces);
}

const HAPPENINGS = ["ClockBreached", "RungReached", "Blocked", "ComplaintsCounted", "PageEnded"] as const;

type EscalationHappening = Extract<Happening, { type: (typeof HAPPENINGS)[number] }>;

export const isOfEscalation = (what: Happening): what is EscalationHappening | CallHappening =>
  isOfCalls(what) || HAPPENINGS.some((type) => type === what.type);

/** The same on the timeline, as text that is made safe by whoever shows it. */
export function escalationTold(what: EscalationHappening | CallHappening, words: Words): string {
  if (isOfCalls(what)) return callTold(what, words);
  const { told: said, clock } = words.escalation;
  const mentions = (users: readonly string[]) => users.map((user) => `<@${user}>`).join(", ");
  switch (what.type) {
    case "ClockBreached":
      return said.breached({ ...what, clock: clock[what.clock], at: utc(what.dueAt) });
    case "RungReached": {
      const { called, unbound } = what;
      const nobody =
        what.private || unbound.length === 0 ? said.nobody : said.nobodyBound({ keys: unbound.join(", ") });
      const who = called.length > 0 ? mentions(called) : nobody;
      return said.reached({ name: what.name, who, why: whyWords(what.why, AS_IT_IS, words) ?? said.byHand });
    }
    case "Blocked":
      return said.blocked(what);
    case "ComplaintsCounted":
      return said.complaints({ count: what.count === null ? "" : String(what.count) });
    case "PageEnded":
      if (what.how === "accepted") return said.paged({ key: what.key, who: mentions(what.to) });
      if (what.to.length > 0) return said.notPaged({ key: what.key, who: mentions(what.to) });
      return said[what.private ? "pagedNobodyPrivate" : "pagedNobody"]({ key: what.key });
  }
}

/** To whoever climbed a rung by hand: where the ladder stands. */
export function climbed(incident: Incident, runbook: Runbook, { escalation: { answers: said } }: Words): string {
  const reached = rungsOf(incident, runbook).filter(({ key }) => incident.rungs[key]);
  const [latest] = reached.toSorted((a, b) => incident.rungs[b.key]!.at - incident.rungs[a.key]!.at);
  const left = rungsLeft(incident, runbook);
  // Several rungs may lead to the same people.
  const namesOf = (rungs: readonly Rung[]) => [...new Set(rungs.map(({ name }) => name))];
  const leftWords = namesOf(left).map((name) => {
    const reasons = left.filter((rung) => rung.name === name).flatMap(reasonsOf);
    return reasons.length === 0
      ? escaped(name)
      : said.leftFor({ name: escaped(name), reason: escaped(reasons.join(", ")) });
  });
  return [
    said.done({ name: escaped(latest?.name ?? "") }),
    said.reached({ names: namesOf(reached).map(escaped).join(", ") }),
    left.length === 0 ? said.none : said.left({ names: leftWords.join(", ") }),
  ].join("\n");
}

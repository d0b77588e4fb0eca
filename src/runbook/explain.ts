// A runbook as a person would explain it: what it states, in sentences, and "not stated" for what it leaves open.
import { spanWords } from "../domain/calendar/span.ts";
import { type Condition, isAlways, type Test } from "../domain/condition.ts";
import { type Duty, IN_SLACK } from "../domain/duties/duty.ts";
import type { Rung, Trigger } from "../domain/escalation/ladder.ts";
import { PACES } from "../domain/checks/rounds.ts";
import type { Check } from "../domain/checks/check.ts";
import { BACKUP_AFTER_MS } from "../domain/escalation/calls.ts";
import { LEAD_ASKS_AFTER_MS, STEPS } from "../domain/nudges.ts";
import type { Measure } from "../domain/facts/measures.ts";
import type { Phase } from "../domain/procedures/procedures.ts";
import type { RunbookRegime } from "../domain/regimes/regime.ts";
import { leadRole, type People, type Runbook, type Severity, type Target, updatesRole } from "../domain/runbook.ts";
import { durationWords } from "../lib/pure/duration.ts";
import { notCarriedOut } from "./not-carried-out.ts";
import { unboundKeys } from "./people.ts";

const NOT_STATED = "not stated";

/** Paragraphs of lines; the first line of each is its heading. `file` is the plain data, which tells what it states. */
export const explain = (runbook: Runbook, file: Record<string, unknown>, people: People): string[][] => [
  [runbook.title],
  [
    "Names",
    `incidents: ${runbook.idPattern}`,
    `rooms: #${runbook.roomPattern}`,
    `announced in: #${runbook.announceChannel}`,
  ],
  ["Working hours", ...(file.hours === undefined ? [NOT_STATED] : [hoursWords(runbook)])],
  ...runbook.severities.map((severity) =>
    severityLines(severity, runbook.ladder.bySeverity[severity.name], statedOf(file, severity)),
  ),
  ...PARTS.map(([heading, key, lines]) => [heading, ...(file[key] === undefined ? [NOT_STATED] : lines(runbook))]),
  [UNBOUND, ...orNone(unboundKeys(runbook, people))],
  [OWN, ...ownDefaults(runbook)],
  [LATER, ...orNone(notCarriedOut(file))],
];

const UNBOUND = "People whom nobody is bound to";
const LATER = "Stated, and not carried out yet";
const OWN = "Warroom's own, where the runbook is silent";
/** What is no word of the runbook itself. */
export const ASIDES: readonly string[] = [UNBOUND, OWN, LATER];

function ownDefaults(runbook: Runbook): string[] {
  const lead = leadRole(runbook)?.name ?? "lead";
  const poster = updatesRole(runbook)?.name;
  const asked = [...new Set([...(poster === undefined ? [] : [poster]), lead, "whoever declared"])].join(", else ");
  const [soon, , overdue] = STEPS.map(({ share }) => `${Math.round(share * 100)} %`);
  const asks = LEAD_ASKS_AFTER_MS.map((after_ms) => durationWords(after_ms));
  return [
    `an update is asked of ${asked}: at ${soon} of its interval, and when it is due`,
    `at ${overdue} of it ${lead} and the backup are reminded; then the rungs for a missing update go off`,
    `nobody is ${lead}: asked for after ${asks.slice(0, -1).join(" and ")}; after ${asks.at(-1)} of the backup, or whoever is on call`,
    ...(runbook.checks.length > 0 ? [checksOwn()] : []),
    `whoever is asked first for a role, or called, has ${durationWords(BACKUP_AFTER_MS)}; then the backup is asked`,
  ];
}

function checksOwn(): string {
  const paces = PACES.map(({ until_ms, every_ms }) =>
    Number.isFinite(until_ms)
      ? `every ${durationWords(every_ms)} up to ${durationWords(until_ms)}`
      : `every ${durationWords(every_ms)}`,
  );
  return `checks are looked at once it is declared, and while a rung or the recovery waits for them: ${paces.join(", then ")}; in a watch every ${durationWords(PACES[0]!.every_ms)}`;
}

/** A heading, the key of the file, and what the runbook says under it. */
const PARTS: readonly (readonly [string, string, (runbook: Runbook) => string[]])[] = [
  ["Categories", "categories", ({ categories }) => categories.map(categoryWords)],
  ["Asked for the severity", "measures", ({ measures }) => measures.map(measureWords)],
  ["Which severity", "severity_rules", ({ severityRules }) => severityRules.map(ruleWords)],
  ["Statuses", "statuses", statusLines],
  ["Phases", "phases", ({ phases }) => phases.map(phaseWords)],
  ["First questions", "triage", ({ triage }) => triage.map(({ question, lands }) => `${question} → ${lands}`)],
  ["Roles", "roles", ({ roles }) => roles.map(roleWords)],
  [
    "Escalation",
    "escalation",
    ({ ladder, severities }) => ladder.rungs.map((rung) => rungWords(rung, severities.length)),
  ],
  ["Handing over", "hand_over_after", ({ handOverAfter_ms: after_ms }) => [`reminded of: ${handOverWords(after_ms)}`]],
  ["Updates are posted by", "updates_by", (runbook) => [updatesRole(runbook)?.name ?? NOT_STATED]],
  ["Updates ask for", "update_parts", ({ updateParts }) => [updateParts.join(", ")]],
  ["Who is told", "duties", ({ duties }) => duties.map(dutyWords)],
  [
    "Templates",
    "templates",
    ({ templates }) => templates.map(({ key, subject }) => (subject === null ? key : `${key}: ${subject}`)),
  ],
  ["Checks", "checks", ({ checks }) => checks.map(checkWords)],
  ["Before it may be called resolved", "recovery", recoveryLines],
  ["Checklists", "checklists", ({ checklists }) => checklists.map(checklistWords)],
  ["Playbooks", "playbooks", ({ playbooks }) => playbooks.map(playbookWords)],
  ["Contacts", "contacts", ({ contacts }) => contacts.map(contactWords)],
  ["Bridge", "bridge", ({ bridge }) => [bridge ?? NOT_STATED]],
  [
    "Key moments",
    "key_moments",
    ({ keyMoments }) => Object.entries(keyMoments).map(([emoji, kind]) => `:${emoji}: ${kind}`),
  ],
  ["Links", "links", ({ links }) => links.map(({ title, url }) => `${title}: ${url}`)],
  ["Afterwards", "after_resolve", ({ review }) => review.deadlines.map(deadlineWords)],
  ["Meeting", "meeting", meetingLines],
  ["Postmortem", "postmortem", ({ postmortem }) => [postmortem.sections.map(({ title }) => title).join(", ")]],
  ["Action items", "action_items", actionItemLines],
  ["Duties to notify", "regimes", ({ regimes }) => regimes.flatMap(regimeLines)],
  [
    "Between incidents",
    "readiness",
    ({ readiness, announceChannel }) => readiness.map((one) => exerciseWords(one, announceChannel)),
  ],
  ["Reports", "reports", ({ reports }) => [reports.join(", ")]],
];

function exerciseWords({ title, every, kind, to }: Runbook["readiness"][number], announceChannel: string): string {
  const whom = to.length > 0 ? to.join(", ") : `#${announceChannel}`;
  return `${title}: ${every}${kind === "drill" ? ", a drill counts" : ""}; reminds ${whom}`;
}

const handOverWords = (after_ms: number | null): string =>
  after_ms === null ? "never" : `after ${durationWords(after_ms)}`;

const orNone = (lines: string[]): string[] => (lines.length > 0 ? lines : ["none"]);

const measureWords = ({ key, question, kind, only }: Measure): string =>
  `${key}: ${question} (${kind})${isAlways(only) ? "" : `, if ${conditionWords(only)}`}`;

const ruleWords = ({ severity, when, because }: Runbook["severityRules"][number]): string =>
  `${severity} if ${conditionWords(when)}${because === "" ? "" : `: ${because}`}`;

const checkWords = ({ key, title, unit }: Check): string => `${key}: ${title}${unit === "" ? "" : ` (${unit})`}`;

function recoveryLines({ recovery }: Runbook): string[] {
  const { criteria, watch } = recovery;
  return [
    ...criteria.map(({ text, mandatory, due, check }) => {
      const shown = check ? ` (${check.key} ${testWords(check.test)})` : "";
      return `${mandatory ? "must be" : "should be"}, ${due} the end: ${text}${shown}`;
    }),
    `watched before: ${watch === null ? NOT_STATED : spanWords(watch)}`,
  ];
}

function statusLines({ statuses, mitigatedAt }: Runbook): string[] {
  return [statuses.join(" → "), `mitigated at: ${mitigatedAt ?? "none of them"}`];
}

function playbookWords({ symptom, steps }: Runbook["playbooks"][number]): string {
  const automatic = steps.filter((step) => step.automatic).length;
  const approvers = new Set(steps.flatMap(({ approver }) => approver ?? []));
  const counts = [
    `${steps.length} steps`,
    ...(automatic > 0 ? [`${automatic} automatic`] : []),
    ...(approvers.size > 0 ? [`some with the word of ${[...approvers].join(", ")}`] : []),
  ];
  return `${symptom} (${counts.join(", ")})`;
}

const contactWords = ({ name, mail, phone, by }: Runbook["contacts"][number]): string =>
  `${name}: ${[...by, mail, phone].filter((way) => way !== null).join(", ") || NOT_STATED}`;

const checklistWords = ({ title, items, only }: Runbook["checklists"][number]): string =>
  `${title} (${items.length} items)${only ? `, ${conditionWords(only)}` : ""}`;

function regimeLines({ name, askedIf, owner, notifications, source }: RunbookRegime): string[] {
  const when =
    askedIf === null
      ? ASKED_BY_OWN
      : isAlways(askedIf)
        ? "asked at the declaration"
        : `asked if ${conditionWords(askedIf)}`;
  const who = owner === null ? "" : `, of the ${owner}`;
  return [
    `${name}, as read ${source.read}: ${when}${who}`,
    ...notifications.map(({ title, to, words, due, only }) => {
      const rules = due.map(({ from, within }) => `${spanWords(within)} from "${from}"`);
      const until = [...(words === null ? [] : [words]), ...rules].join(", ");
      return `${title} (${to}): ${until}${only === null ? "" : `; where it is so: ${only.question}`}`;
    }),
  ];
}

const ASKED_BY_OWN = "asked as soon as a category or an impact on data or security is named";

function deadlineWords({ title, within, owner, only }: Runbook["review"]["deadlines"][number]): string {
  const condition = conditionWords(only);
  const answers = owner === null ? "" : `, ${owner} answers for it`;
  return `${title}: within ${spanWords(within)}${answers}${condition === "always" ? "" : `, ${condition}`}`;
}

function meetingLines({ review: { meeting } }: Runbook): string[] {
  if (meeting === null) return [];
  return [
    `within ${spanWords(meeting.within)}`,
    ...meeting.agenda.map(({ title, minutes }) => `${title}: ${minutes} min`),
  ];
}

/** The keys that the file itself gives a severity. */
const statedOf = (file: Record<string, unknown>, { rank }: Severity): object =>
  (file.severities as object[])[rank - 1] ?? {};

function severityLines(severity: Severity, own: readonly Rung[] | undefined, stated: object): string[] {
  const { page, invite, place } = severity;
  return [
    `${severity.name} · ${severity.title}`,
    `acknowledged: ${targetWords(severity.acknowledge)}`,
    `responded to: ${targetWords(severity.response)}`,
    `first update: ${targetWords(severity.firstUpdate)}`,
    `over: ${targetWords(severity.resolve)}`,
    `updates: ${"update_every" in stated ? everyWords(severity.cadence_ms) : NOT_STATED}`,
    `updates to those outside: ${"public_update_every" in stated ? everyWords(severity.publicCadence_ms) : NOT_STATED}`,
    `room: ${place === "own" ? "a channel of its own" : "a thread"}`,
    `paged: ${page.join(", ") || "nobody"}`,
    `invited: ${invite.join(", ") || "nobody"}`,
    ...(own ? [`rungs of its own: ${own.map((rung) => rungWords(rung, 1)).join("; ") || "none"}`] : []),
  ];
}

const targetWords = (target: Target | null): string => {
  if (target === null) return NOT_STATED;
  if (target.within === null) return `${target.words} (no number, so no clock)`;
  const within = spanWords(target.within);
  return target.words === within ? `within ${within}` : `${target.words} (${within})`;
};

const everyWords = (cadence_ms: number | null): string =>
  cadence_ms === null ? "as needed" : `every ${durationWords(cadence_ms)}`;

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function hoursWords({ calendar }: Runbook): string {
  const { zone, workdays, opens_min, closes_min, holidays } = calendar;
  const days = workdays.map((day) => WEEKDAYS[day]).join(", ");
  return `${days}, ${timeOfDay(opens_min)} to ${timeOfDay(closes_min)} ${zone}, ${holidays.length} holidays`;
}

const timeOfDay = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const categoryWords = ({ name, title, kinds }: Runbook["categories"][number]): string =>
  [name, title, kinds.join(", ")].filter((words) => words !== "").join(": ");

const roleWords = ({ name, mandatory, mandatoryAt, primary, backup, duties }: Runbook["roles"][number]): string =>
  [
    name,
    mandatory ? "always" : mandatoryAt.length > 0 ? `at ${mandatoryAt.join(", ")}` : "if needed",
    ...(primary.length > 0 ? [`first ${primary.join(", ")}`] : []),
    ...(backup.length > 0 ? [`else ${backup.join(", ")}`] : []),
    ...duties,
  ].join(" · ");

function phaseWords({ name, box, demands }: Phase): string {
  const time =
    box === null
      ? ""
      : ` · ${durationWords(box.begins_ms)} to ${durationWords(box.ends_ms)} from ${box.from === "entry" ? "when it begins" : "the declaration"}`;
  return `${name}${time}${demands.length > 0 ? ` · needs: ${demands.join(", ")}` : ""}`;
}

/** `levels`: at how many severities it may go off by time. */
function rungWords({ name, triggers, only, duties }: Rung, levels: number): string {
  const when = triggers.map((trigger) => triggerWords(trigger, levels)).join(", or ") || "by hand";
  const condition = conditionWords(only);
  const held = duties.length === 0 ? "" : ` · ${duties.join(", ")}`;
  return `${name}: ${when}${condition === "always" ? "" : `, ${condition}`}${held}`;
}

function triggerWords(trigger: Trigger, levels: number): string {
  switch (trigger.on) {
    case "time": {
      const times = Object.entries(trigger.after).map(([severity, after]) => [severity, spanWords(after)]);
      const all = new Set(times.map(([, words]) => words));
      const words =
        all.size === 1 && times.length === levels ? [...all] : times.map(([severity, after]) => `${severity} ${after}`);
      return `after ${words.join(", ")} unless ${trigger.unless}`.replace("after at once", "at once");
    }
    case "no-update":
      return "no update came in time";
    case "raised":
      return "the severity was raised";
    case "blocked":
      return "blocked by others";
    case "complaints":
      return "customers complain more";
    case "found":
      return "as soon as it is found";
    case "check":
      return `${trigger.check} ${testWords(trigger.test)}${trigger.lasting ? ` for ${spanWords(trigger.lasting)}` : ""}`;
    case "person":
      return trigger.reason === null ? "by hand" : `by hand: ${trigger.reason}`;
  }
}

function dutyWords({ audience, outlet, channel, moment, within, only, approver, automatic, template }: Duty): string {
  const when =
    moment.at === "open-for"
      ? `once it has run ${spanWords(moment.span)}`
      : moment.at === "every"
        ? `every ${durationWords(moment.every_ms)}`
        : `when ${moment.at}`;
  const condition = conditionWords(only);
  return [
    `${audience} by ${channel === null ? outlet : `#${channel}`} ${when}`,
    ...(within ? [`within ${spanWords(within)}`] : []),
    ...(condition === "always" ? [] : [condition]),
    ...(approver ? [`with the word of ${approver}`] : []),
    ...(automatic === IN_SLACK.includes(outlet) || approver ? [] : [automatic ? "by itself" : "with a click"]),
    ...(template ? [`in the words of "${template}"`] : []),
  ].join(" · ");
}

function conditionWords({ severities, categories, measures }: Condition): string {
  const parts = [
    ...(severities.length > 0 ? [severities.join(" or ")] : []),
    ...(categories.length > 0 ? [categories.join(" or ")] : []),
    ...Object.entries(measures).map(([measure, test]) => `${measure} ${testWords(test)}`),
  ];
  return parts.join(" and ") || "always";
}

const testWords = (test: Test): string =>
  "is" in test ? (test.is ? "is so" : "is not so") : `${test.op} ${test.than}`;

function actionItemLines({ review }: Runbook): string[] {
  const { priorities, dueWithin, ownedWithin } = review.actionItems;
  return [
    `graded: ${priorities.join(", ") || NOT_STATED}`,
    ...dueWithin.map(({ name, within }) => `${name}: due within ${spanWords(within)}`),
    `owned and dated: ${ownedWithin === null ? NOT_STATED : `within ${spanWords(ownedWithin)}`}`,
  ];
}

// The postmortem draft as Markdown: first what people will write, with what the record already answers; then the record.
import type { Incident } from "../../domain/incident.ts";
import type { Facts } from "../../domain/postmortem/facts.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { inline, type Retelling } from "../markdown.ts";
import { utc } from "../mrkdwn.ts";
import { ANSWERS, type Answer, answerOf, together, voices } from "./answers.ts";
import { checksTable } from "./checks.ts";
import { factsTable } from "./facts-table.ts";
import { coveragePart, everythingPart, updatesPart } from "./record.ts";
import { rolesPart } from "./roles.ts";
import { tasksTable } from "./work.ts";

export interface DraftInput extends Retelling {
  incident: Incident;
  runbook: Runbook;
  facts: Facts;
  /** "https://example.slack.com/archives/C123", or null where there is no room or Slack did not say. */
  roomUrl: string | null;
  /** Why the record could not be compared with Slack's history just now; null when it was. */
  notCompared: string | null;
  madeAt: Instant;
}

export function postmortemDraft(input: DraftInput): string {
  const { incident, names, madeAt, words } = input;
  const { title, intro, heading } = words.postmortem;
  const checks = checksTable(input);
  const above = [
    `# ${title({ name: inline(incident.name, names), title: inline(incident.title, names) })}`,
    `${intro({ at: utc(madeAt) })} ${words.draft.cited}`,
    ...warnings(input),
    factsTable(input),
    ...sections(input),
    `# ${heading.record}`,
    `## ${heading.roles}\n\n${rolesPart(input)}`,
    `## ${heading.updates}\n\n${updatesPart(input)}`,
    `## ${heading.tasks}\n\n${tasksTable(input)}`,
    ...(checks === "" ? [] : [`## ${heading.checks}\n\n${checks}`]),
  ].join("\n\n");
  const cited = new Set([...above.matchAll(/\[([em]\d+)\]/g)].map(([, label]) => label!));
  const below = [
    `## ${heading.everything}\n\n${everythingPart(input, cited)}`,
    `## ${heading.coverage}\n\n${coveragePart(input)}`,
  ];
  return `${[above, ...below].join("\n\n")}\n`;
}

/** The runbook's sections, each with its answer; then the answers that no section of it asks for. */
function sections(input: DraftInput): string[] {
  const { runbook, names, words } = input;
  const given = new Set<Answer>();
  const asked = runbook.postmortem.sections.map(({ title, prompt }) => {
    const answer = answerOf(title);
    const isFirst = answer !== null && !given.has(answer);
    if (isFirst) given.add(answer);
    const contributed = voices(input, ofSection(input, title));
    const known = together(isFirst ? ANSWERS[answer](input) : "", contributed);
    return [`## ${inline(title, names)}`, ...(prompt === "" ? [] : [`_${inline(prompt, names)}_`]), known];
  });
  const others = (Object.keys(ANSWERS) as Answer[]).filter((answer) => !given.has(answer));
  const unasked = others.flatMap((answer) => {
    const known = ANSWERS[answer](input);
    return known === "" ? [] : [[`## ${words.postmortem.answers[answer]}`, known]];
  });
  return [...asked, ...unasked, ...formerSections(input)].map((parts) =>
    parts.filter((part) => part !== "").join("\n\n"),
  );
}

const ofSection = ({ facts }: DraftInput, title: string) =>
  facts.contributions.section.filter(({ section }) => section === title);

/** What was contributed to sections that the runbook no longer has. */
function formerSections(input: DraftInput): string[][] {
  const present = input.runbook.postmortem.sections.map(({ title }) => title);
  const titles = new Set(input.facts.contributions.section.flatMap(({ section }) => section ?? []));
  return [...titles]
    .filter((title) => !present.includes(title))
    .map((title) => [`## ${inline(title, input.names)}`, voices(input, ofSection(input, title))]);
}

function warnings({ facts, notCompared, words }: DraftInput): string[] {
  const open = facts.coverage.gaps.filter(({ recoveredAt }) => recoveredAt === null).length;
  return open === 0 && notCompared === null ? [] : [words.postmortem.mayLack];
}

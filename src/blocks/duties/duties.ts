// Duties as people see them: the list, the card's line, and what the room hears.
import type { Button, KnownBlock, ModalView } from "@slack/types";
import { dutyMoments, openFirstNotice, overdueAt } from "../../domain/duties/moments.ts";
import { dutiesIn, dutyOf } from "../../domain/duties/occasions.ts";
import { isAtItsStage, isOpen, type Owed, owedOf, stateOf } from "../../domain/duties/owed.ts";
import { approverOf, responsibleFor } from "../../domain/duties/responsible.ts";
import { holds } from "../../domain/condition.ts";
import { circumstancesOf } from "../../domain/facts/circumstances.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Said } from "../../domain/job.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { ACTION, button } from "../actions.ts";
import { listView } from "../forms.ts";
import { actions, context, escaped, line, person, type Post, section, time, timeNear } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { dutyWords, todoList } from "./names.ts";
import { valueWords } from "./values.ts";

/** A form takes 100 blocks; an open duty has two. */
const OPEN_SHOWN_MAX = 30;
const OTHERS_SHOWN_MAX = 25;

export const hasDuties = (runbook: Runbook): boolean => dutiesIn(runbook).length > 0;

/** The list, with buttons for what is open. `remark` tells why the last press changed nothing. */
export function dutiesView(
  incident: Incident,
  runbook: Runbook,
  { now, remark }: { now: Instant; remark?: string },
  words: Words,
): ModalView {
  const { duties: said } = words;
  const open = incident.owed.filter((one) => isOpen(one, incident, runbook));
  const others = incident.owed.filter((one) => !open.includes(one) && isWorthShowing(one, incident, runbook));
  const left = Math.max(0, open.length - OPEN_SHOWN_MAX) + Math.max(0, others.length - OTHERS_SHOWN_MAX);
  const blocks = [
    ...(remark === undefined ? [] : [section(remark)]),
    ...open
      .slice(0, OPEN_SHOWN_MAX)
      .flatMap((one): KnownBlock[] => [
        section(owedLine(one, incident, runbook, now, words)),
        actions(dutyButtons(incident, one.id, words)),
      ]),
    ...others.slice(-OTHERS_SHOWN_MAX).map((one) => section(owedLine(one, incident, runbook, now, words))),
    ...(left > 0 ? [context(said.more(left))] : []),
    ...(incident.owed.length === 0 ? [section(hasDuties(runbook) ? said.none : said.noneEver)] : []),
    ...laterLines(incident, runbook, now, words),
  ];
  return listView(said.title({ name: incident.name }), blocks, words);
}

/** What came again and was overtaken is no news. */
const isWorthShowing = (owed: Owed, incident: Incident, runbook: Runbook): boolean =>
  stateOf(owed, incident, runbook) !== "dropped" || owed.id === owed.duty;

function dutyButtons({ id: incident }: Incident, duty: string, { duties: { buttons } }: Words): Button[] {
  const value = { incident, duty };
  return [
    button(buttons.draft, `${ACTION.openDutyDraft}:${duty}`, value, "primary"),
    button(buttons.done, `${ACTION.finishDuty}:${duty}`, value),
    button(buttons.skip, `${ACTION.openSkipDuty}:${duty}`, value),
  ];
}

export const openDuties = ({ id }: Incident, { duties: { buttons } }: Words): Button =>
  button(buttons.list, ACTION.openDuties, { incident: id });

function owedLine(owed: Owed, incident: Incident, runbook: Runbook, now: Instant, words: Words): string {
  const { line: said } = words.duties;
  const number = String(incident.owed.indexOf(owed) + 1);
  const who = dutyWords(dutyOf(runbook, owed.duty), words);
  const state = stateOf(owed, incident, runbook);
  const { settled, sending } = owed;
  switch (state) {
    case "open":
      return openLine(owed, { number, who }, incident, runbook, now, words);
    case "sending":
      return said.sending({ number, who }, sending!.told.length, sending!.to.length);
    case "dropped":
    case "drilled":
      return said[state]({ number, who });
    default: {
      const shown = said[state]({ number, who, at: time(settled!.at), by: person(settled!.by) });
      return settled!.words === null ? shown : said.words({ line: shown, words: escaped(settled!.words) });
    }
  }
}

function openLine(
  owed: Owed,
  about: { number: string; who: string },
  incident: Incident,
  runbook: Runbook,
  now: Instant,
  words: Words,
): string {
  const { line: said } = words.duties;
  const { since, dueAt, held, draft, automatic } = owed;
  const head =
    dueAt === null
      ? said.open({ ...about, at: time(since) })
      : (dueAt < now ? said.overdue : said.due)({ ...about, at: time(dueAt) });
  if (held?.why === "missing") return said.lacks({ line: head, values: missingWords(held.missing, runbook, words) });
  if (held?.why === "failed") return said.failed({ line: head, error: escaped(held.error) });
  if (draft) {
    const by = person(draft.by);
    const to = approverOf(dutyOf(runbook, owed.duty)!, incident, runbook);
    return to === null ? said.draftedForAnybody({ line: head, by }) : said.drafted({ line: head, by, to: person(to) });
  }
  return automatic ? said.automatic({ line: head }) : head;
}

export const missingWords = (missing: readonly string[], runbook: Runbook, words: Words): string =>
  missing.map((name) => escaped(valueWords(name, runbook, words))).join(", ");

/** What is still to come as things stand, in a section. */
function laterLines(incident: Incident, runbook: Runbook, now: Instant, words: Words): KnownBlock[] {
  const { duties: said } = words;
  if (incident.stage !== "open") return [];
  const coming = dutyMoments(incident, runbook).flatMap((one) => (one.step === "owed" ? [one] : []));
  const lines = dutiesIn(runbook).flatMap((duty) => {
    const who = dutyWords(duty, words);
    const next = coming.find((one) => one.duty.key === duty.key);
    if (next) return next.at > now ? [said.laterAt({ who, at: time(next.at) })] : [];
    const { at } = duty.moment;
    if (holds(duty.only, circumstancesOf(incident)) === false || !(at in said.when)) return [];
    if (isAtItsStage(duty, incident) && at !== "updated" && incident.owed.some((one) => one.duty === duty.key))
      return [];
    return [said.laterWhen({ who, when: said.when[at as keyof typeof said.when] })];
  });
  return lines.length === 0 ? [] : [section([said.later, ...lines].join("\n"))];
}

/** How many are open, with the way to the list; nothing where none is. */
export function dutiesOnCard(incident: Incident, runbook: Runbook, words: Words): KnownBlock[] {
  const open = incident.owed.filter((one) => isOpen(one, incident, runbook)).length;
  if (open === 0) return [];
  return [{ ...section(words.duties.card(open)), accessory: openDuties(incident, words) } as KnownBlock];
}

type DutySaid = Extract<Said, { type: "duties-owed" | "duties-overdue" | "duty-waits" | "duty-not-told" }>;

/** Whether it is said of duties. */
export const isDutySaid = (what: Said): what is DutySaid => /^dut(?:y|ies)-/.test(what.type);

/** Of what is told, those that are still open when it is said. */
export const stillOpen = (what: DutySaid, incident: Incident, runbook: Runbook): Owed[] =>
  openOf("duties" in what ? what.duties : [what.duty], incident, runbook);

const openOf = (ids: readonly string[], incident: Incident, runbook: Runbook): Owed[] =>
  ids.flatMap((id) => {
    const owed = owedOf(incident, id);
    return owed && isOpen(owed, incident, runbook) ? [owed] : [];
  });

/** What whoever takes the lead finds, below the message that says so. */
export function withDutiesFound(
  post: Post,
  ids: readonly string[],
  incident: Incident,
  runbook: Runbook,
  words: Words,
): Post {
  const open = openOf(ids, incident, runbook);
  if (open.length === 0) return post;
  const text = [
    words.duties.say.found({ list: listed(open, runbook, words) }),
    ...undecidedWords(incident, runbook, words),
  ].join("\n");
  const found = withList(text, incident, words);
  return { text: `${post.text}\n${found.text}`, blocks: [...post.blocks, ...found.blocks] };
}

/** What the room is told, by whom it concerns. */
export function dutiesSaid(incident: Incident, runbook: Runbook, what: DutySaid, words: Words): Post {
  const { say } = words.duties;
  const open = stillOpen(what, incident, runbook);
  const who = responsibleWords(open, incident, runbook);
  const [first] = open;
  if (!first) return line(words.duties.problem.notWanted);
  const duty = dutyWords(dutyOf(runbook, first.duty), words);
  switch (what.type) {
    case "duties-owed": {
      const besides =
        incident.stage === "open" ? openByHand(incident, runbook).filter((one) => !open.includes(one)) : [];
      const isFirst = open.some(({ since }) => since === incident.declaredAt);
      const all = [
        say.owed({ who, each: eachByItsTime(open, runbook, words) }),
        ...(besides.length === 0 ? [] : [say.stillOpen({ list: listed(besides, runbook, words) })]),
        ...(isFirst ? undecidedWords(incident, runbook, words) : []),
      ];
      return withList(all.join("\n"), incident, words);
    }
    case "duties-overdue":
      return withList(overdueWords(incident, runbook, what, open, words), incident, words);
    case "duty-not-told": {
      const to = what.to.startsWith("U") || what.to.startsWith("W") ? person(what.to) : escaped(what.to);
      return withList(say.notTold({ who, duty, to, error: escaped(what.why) }), incident, words);
    }
    case "duty-waits": {
      if (first.held?.why === "missing") {
        const values = missingWords(first.held.missing, runbook, words);
        return withButtons(say.lacks({ who, duty, values }), dutyButtons(incident, first.id, words));
      }
      const approver = approverOf(dutyOf(runbook, first.duty)!, incident, runbook);
      const asked = approver ? person(approver) : who;
      const by = first.draft ? person(first.draft.by) : "";
      const text = say.waits({ who: asked, duty, by });
      return withButtons(text, dutyButtons(incident, first.id, words));
    }
  }
}

/** What has no time first. */
function eachByItsTime(open: readonly Owed[], runbook: Runbook, words: Words): string {
  const { say } = words.duties;
  return byDueTime(open)
    .map(({ at, all }) => {
      const list = listed(all, runbook, words);
      return at === null ? say.now({ list }) : say.by({ at, list });
    })
    .join(say.and);
}

/** The earliest first, and before those what has no time: `at` as people read it. */
function byDueTime(open: readonly Owed[]): { at: string | null; all: Owed[] }[] {
  const times = [...new Set(open.map(({ dueAt }) => dueAt))].toSorted((a, b) => (a ?? 0) - (b ?? 0));
  return times.map((dueAt) => {
    const all = open.filter((one) => one.dueAt === dueAt);
    return { at: dueAt === null ? null : timeNear(dueAt, all[0]!.since), all };
  });
}

/** Whom else the runbook has told, if only somebody measured it: a line for each question. */
export function undecidedWords(incident: Incident, runbook: Runbook, words: Words): string[] {
  const circumstances = circumstancesOf(incident);
  const asked = new Map<string, string[]>();
  for (const duty of runbook.duties) {
    if (duty.moment.at === "updated" || !isAtItsStage(duty, incident)) continue;
    if (holds(duty.only, circumstances) !== null || wasTold(duty.audience, incident, runbook)) continue;
    const open = runbook.measures.filter(({ key }) => key in duty.only.measures && !(key in incident.measured));
    const questions = open.map(({ question }) => escaped(question)).join(" ");
    const who = words.duties.whoAlone({ audience: escaped(duty.audience) });
    if (questions !== "") asked.set(questions, [...new Set([...(asked.get(questions) ?? []), who])]);
  }
  return [...asked].map(([questions, who]) => words.duties.say.undecided({ questions, who: who.join(", ") }));
}

const wasTold = (audience: string, { owed }: Incident, runbook: Runbook): boolean =>
  owed.some(({ duty, settled }) => settled !== null && dutyOf(runbook, duty)?.audience === audience);

const responsibleWords = (open: readonly Owed[], incident: Incident, runbook: Runbook): string => {
  const users = open.map((one) => responsibleFor(dutyOf(runbook, one.duty)!, incident, runbook));
  return [...new Set(users)].map(person).join(" ");
};

/** What is told for the second time says so, and goes to whoever leads. */
function overdueWords(
  incident: Incident,
  runbook: Runbook,
  { again, lead }: Extract<DutySaid, { type: "duties-overdue" }>,
  open: readonly Owed[],
  words: Words,
): string {
  const { say } = words.duties;
  const late = open.filter(({ id }) => again.includes(id));
  const first = open.filter((one) => !late.includes(one));
  return [
    ...byDueTime(first).map(({ at, all }) => {
      const who = responsibleWords(all, incident, runbook);
      return say.overdue({ who, at: at ?? "", list: listed(all, runbook, words) });
    }),
    ...(late.length > 0 ? [stillOverdue(late, lead)] : []),
  ].join("\n");

  function stillOverdue(all: readonly Owed[], to: readonly string[]): string {
    const who = to.length > 0 ? to.map(person).join(" ") : responsibleWords(all, incident, runbook);
    const asked = say.stillOverdue({ who, list: listed(all, runbook, words) });
    return all.every((one) => overdueAt(one, incident, runbook) === null) ? say.lastAsk({ asked }) : asked;
  }
}

/** What the room reads besides: whom an update is to be passed on to, and what another severity asks. */
export function inRoom(post: Post, what: Said, incident: Incident, runbook: Runbook, words: Words): Post {
  if (what.type === "update") return withToldOf(post, incident, runbook, words);
  const asked = what.type === "severity-changed" ? undecidedWords(incident, runbook, words).join("\n") : "";
  return asked === "" ? post : { text: `${post.text}\n${asked}`, blocks: [...post.blocks, section(asked)] };
}

/** An update as the room reads it. */
export const withToldOf = (update: Post, incident: Incident, runbook: Runbook, words: Words): Post => ({
  ...update,
  blocks: [...update.blocks, ...toldOfUpdate(incident, runbook, words)],
});

/** Below an update in the room: who else is to be told of it by hand. A message of its own for each would be one too many. */
export function toldOfUpdate(incident: Incident, runbook: Runbook, words: Words): KnownBlock[] {
  const duties = dutiesIn(runbook).filter(
    ({ moment, only, automatic }) =>
      moment.at === "updated" &&
      (!automatic || incident.private || incident.drill !== null) &&
      holds(only, circumstancesOf(incident)) === true,
  );
  if (duties.length === 0 || incident.stage !== "open") return [];
  // Who was never told of it is told that first.
  const asked = duties.map((duty) => {
    const first = duty.automatic ? undefined : openFirstNotice(duty, incident, runbook);
    return first ? dutyOf(runbook, first.duty)! : duty;
  });
  const list = todoList([...new Set(asked)], words);
  if (incident.drill !== null) return [context(words.drill.ofUpdate({ list }))];
  const who = [...new Set(asked.map((duty) => responsibleFor(duty, incident, runbook)))].map(person).join(" ");
  return [context(words.duties.say.ofUpdate({ who, list })), actions([openDuties(incident, words)])];
}

/** What somebody is still to do by hand. */
export const openByHand = (incident: Incident, runbook: Runbook): Owed[] =>
  incident.owed.filter((one) => !one.automatic && isOpen(one, incident, runbook));

/** What somebody is asked to do, in a row. */
export const listed = (open: readonly Owed[], runbook: Runbook, words: Words): string =>
  todoList(
    open.map((one) => dutyOf(runbook, one.duty)),
    words,
  );

const withList = (text: string, incident: Incident, words: Words): Post =>
  withButtons(text, [openDuties(incident, words)]);

const withButtons = (text: string, all: Button[]): Post => ({ text, blocks: [section(text), actions(all)] });

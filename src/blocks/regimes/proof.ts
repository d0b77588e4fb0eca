// The proof pack: per regime what was asked and answered by whom, which clocks ran, who was reminded, what was submitted; and by
// which hashes the record can be checked.
import type { Incident } from "../../domain/incident.ts";
import { userOf } from "../../domain/actor.ts";
import { questionsOf } from "../../domain/regimes/decide-regime.ts";
import { holdingOf, notificationsOf, type StandingNotification } from "../../domain/regimes/notifications.ts";
import { eventsOf, isOfRegimes, type ProofRecord, type ToldOfRegime } from "../../domain/regimes/proof.ts";
import type { RunbookRegime } from "../../domain/regimes/regime.ts";
import { regimeState } from "../../domain/regimes/state.ts";
import type { Runbook } from "../../domain/runbook.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { inline } from "../markdown.ts";
import { utc } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";
import { waitsFor } from "./list.ts";
import { answeredInFull, regimeTold } from "./told.ts";

export interface ProofInput extends ProofRecord {
  runbook: Runbook;
  madeAt: Instant;
}

/** What every part of it is handed. */
interface Pack extends ProofInput {
  words: Words;
}

/** As Markdown. */
export function proofPack(input: ProofInput, words: Words): string {
  const pack: Pack = { ...input, words };
  const { incident, runbook, madeAt } = input;
  const { proof: said } = words;
  const parts = [
    `# ${said.title({ name: shown(incident.name, pack), title: shown(incident.title, pack) })}`,
    ...(incident.drill === null ? [] : [said.drill]),
    ...(incident.private ? [said.private] : []),
    said.intro({ at: utc(madeAt), declared: utc(incident.declaredAt), by: nameOf(incident.declaredBy, pack) }),
    said.rules({ title: shown(runbook.title, pack), hash: incident.runbook }),
    said.notLegalAdvice,
    ...(runbook.regimes.length === 0 ? [said.none] : []),
    ...runbook.regimes.flatMap((regime) => regimePart(regime, pack)),
    ...recordPart(pack),
  ];
  return `${parts.join("\n\n")}\n`;
}

function regimePart(regime: RunbookRegime, pack: Pack): string[] {
  const { incident, words, events } = pack;
  const { proof: said } = words;
  const { heading } = said;
  const { url, read: day } = regime.source;
  const recorded = eventsOf(regime.key, events);
  const standing = notificationsOf(incident, regime, pack.runbook);
  return [
    `## ${shown(regime.name, pack)}`,
    `${said.source({ url, day })} ${said.holds[holdingOf(regime, regimeState(incident, regime.key))]}`,
    `### ${heading.questions}\n\n${questionsTable(regime, pack)}`,
    ...(regime.starts.length > 0 ? [`### ${heading.clocks}\n\n${clocksTable(regime, pack)}`] : []),
    ...(standing.length > 0 ? [`### ${heading.notifications}\n\n${notificationsTable(standing, pack)}`] : []),
    `### ${heading.order}\n\n${recorded.length === 0 ? said.nothing : recorded.map((one) => eventLine(one, regime, pack)).join("\n")}`,
  ];
}

function questionsTable(regime: RunbookRegime, pack: Pack): string {
  const { proof: said } = pack.words;
  const { answers } = regimeState(pack.incident, regime.key);
  const { columns } = said;
  return table(
    [columns.question, columns.answer, columns.by, columns.at],
    questionsOf(regime).map(({ key, question }) => {
      const given = answers[key];
      if (!given) return [shown(question, pack), said.open, "", ""];
      return [shown(question, pack), given.yes ? said.yes : said.no, nameOf(given.by, pack), utc(given.at)];
    }),
  );
}

function clocksTable(regime: RunbookRegime, pack: Pack): string {
  const { proof: said } = pack.words;
  const { clocks } = regimeState(pack.incident, regime.key);
  const { columns } = said;
  return table(
    [columns.clock, columns.since, columns.by, columns.at],
    regime.starts.map(({ key, means }) => {
      const clock = clocks[key];
      if (!clock) return [shown(means, pack), said.notRunning, "", ""];
      return [shown(means, pack), utc(clock.at), nameOf(clock.by, pack), utc(clock.saidAt)];
    }),
  );
}

function notificationsTable(all: readonly StandingNotification[], pack: Pack): string {
  const { columns, ifSo } = pack.words.proof;
  return table(
    [columns.notification, columns.to, columns.due, columns.standing],
    all.map((one) => {
      const { notification, dueAt } = one;
      const title = shown(notification.title, pack);
      const { only } = notification;
      const due = [
        notification.words === null ? "" : shown(notification.words, pack),
        dueAt === null ? "" : utc(dueAt),
      ];
      return [
        only === null ? title : ifSo({ title, question: shown(only.question, pack) }),
        shown(notification.to, pack),
        due.filter((part) => part !== "").join(", "),
        standingWords(one, pack),
      ];
    }),
  );
}

function standingWords(one: StandingNotification, pack: Pack): string {
  const { standing: said } = pack.words.proof;
  const { stage, notification, settled, dueAt } = one;
  const question = shown(notification.only?.question ?? "", pack);
  switch (stage) {
    case "unsure":
    case "not-wanted":
      return said[stage]({ question });
    case "waiting":
      return said.waiting({ after: shown(waitsFor(one, pack.words), pack) });
    case "at-once":
      return said["at-once"];
    case "running":
      return dueAt! < pack.madeAt ? said.overdue : said.running;
    case "not-needed":
    case "submitted": {
      const { at, saidAt, reference, words: given, by: user } = settled!;
      const by = nameOf(user, pack);
      if (stage === "not-needed") return said.notNeeded({ by, at: utc(saidAt), reason: shown(given ?? "", pack) });
      const done = said.submitted({ at: utc(at), by });
      const isLate = dueAt !== null && at > dueAt;
      const told = isLate ? said.late({ told: done, late: pack.words.duration(at - dueAt) }) : done;
      const referred = reference === null ? told : said.reference({ told, reference: shown(reference, pack) });
      return given === null ? referred : said.proof({ told: referred, proof: shown(given, pack) });
    }
  }
}

function eventLine(event: ToldOfRegime, regime: RunbookRegime, pack: Pack): string {
  const { proof: said } = pack.words;
  const { seq, at, actor } = event;
  const who = actor === "warroom" ? said.warroom : nameOf(userOf(actor) ?? actor, pack);
  return said.line({ at: utc(at), event: said.event({ seq: String(seq) }), who, told: told(event, regime, pack) });
}

function told(event: ToldOfRegime, regime: RunbookRegime, pack: Pack): string {
  const { proof: said } = pack.words;
  const people = (users: readonly string[]) => users.map((user) => nameOf(user, pack)).join(", ");
  switch (event.type) {
    case "RegimesAsked": {
      const questions = regime.asks.map(({ question }) => shown(question, pack)).join(" · ");
      return said.asked({ who: people(event.to), questions });
    }
    case "RegimesReminded": {
      const own = event.reminded.filter((one) => one.regime === regime.key);
      const what = own.map(({ notification, step, dueAt }) => {
        const title = regime.notifications.find(({ key }) => key === notification)?.title ?? notification;
        return said.step[step]({ title: shown(title, pack), at: utc(dueAt) });
      });
      return said[event.isLost ? "notReached" : "reminded"]({ who: people(event.to), what: what.join("; ") });
    }
    case "RegimeAnswered":
      return shown(answeredInFull(event, pack.words), pack);
    default:
      return shown(regimeTold(event, people, pack.words), pack);
  }
}

/** Of each event that is quoted above its hash, and the head of the chain they stand in. */
function recordPart(pack: Pack): string[] {
  const { proof: said } = pack.words;
  const quoted = pack.events.filter(isOfRegimes);
  const { seq, hash } = pack.head;
  const rows = quoted.map((event) => [said.event({ seq: String(event.seq) }), utc(event.at), `\`${event.hash}\``]);
  const { columns } = said;
  return [
    `## ${said.heading.record}`,
    said.head({ seq: String(seq), hash }),
    said.check({ name: shown(pack.incident.name, pack) }),
    ...(rows.length > 0 ? [table([columns.event, columns.at, columns.hash], rows)] : []),
  ];
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const shown = (text: string, { names }: Pack): string => inline(text, names);

const nameOf = (user: Incident["declaredBy"], { names }: Pack): string =>
  inline(names.get(user) ?? user.replace(/^operator:/, ""), names);

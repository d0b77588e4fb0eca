// Warroom's words in English. Another language is one more file like this one, typed `Words`; nothing else changes.
import { durationWords } from "../../lib/pure/duration.ts";
import { actionItems } from "./action-items.ts";
import { announcement } from "./announcement.ts";
import { appliedRunbook } from "./applied-runbook.ts";
import { answers } from "./answers.ts";
import { brief } from "./brief.ts";
import { buttons } from "./buttons.ts";
import { card } from "./card.ts";
import type { Catalogue, Pieces } from "./catalogue.ts";
import { entries } from "./entries.ts";
import { calls } from "./calls.ts";
import { checks } from "./checks.ts";
import { escalation } from "./escalation.ts";
import { aftermath } from "./aftermath.ts";
import { canvas } from "./canvas.ts";
import { circumstances } from "./circumstances.ts";
import { duties } from "./duties.ts";
import { drill } from "./drill.ts";
import { draft } from "./draft.ts";
import { effects } from "./effects.ts";
import { facts } from "./facts.ts";
import { forms } from "./forms.ts";
import { handover } from "./handover.ts";
import { overview } from "./overview.ts";
import { postmortem } from "./postmortem.ts";
import { problem } from "./problem.ts";
import { proof } from "./proof.ts";
import { recovery } from "./recovery.ts";
import { regimes } from "./regimes.ts";
import { review } from "./review.ts";
import { checklists } from "./checklists.ts";
import { playbooks } from "./playbooks.ts";
import { phases } from "./phases.ts";
import { readiness } from "./readiness.ts";
import { record } from "./record.ts";
import { home } from "./home.ts";
import { merge } from "./merge.ts";
import { room } from "./room.ts";
import { notice, say } from "./say.ts";
import { subcommands } from "./subcommands.ts";
import { tasks } from "./tasks.ts";
import { timeline } from "./timeline.ts";
import { timelinePage } from "./timeline-page.ts";
import { work } from "./work.ts";
import { bridge, pause, updates } from "./updates.ts";

export const en = {
  duration: (span_ms: number): string => durationWords(span_ms, { day: "d", hour: "h", minute: "min", second: "s" }),
  inQuotes: ({ text }: Pieces<"text">): string => `“${text}”`,
  actionItems,
  aftermath,
  announcement,
  answers,
  appliedRunbook,
  bridge,
  brief,
  buttons,
  canvas,
  checklists,
  checks,
  card,
  circumstances,
  draft,
  drill,
  duties,
  effects,
  facts,
  entries,
  calls,
  escalation,
  forms,
  home,
  merge,
  handover,
  notice,
  overview,
  pause,
  phases,
  playbooks,
  postmortem,
  problem,
  proof,
  readiness,
  record,
  recovery,
  regimes,
  review,
  room,
  say,
  subcommands,
  tasks,
  timeline,
  timelinePage,
  work,
  updates,
} satisfies Catalogue;

export type Words = typeof en;

export interface WordsDep {
  readonly words: Words;
}

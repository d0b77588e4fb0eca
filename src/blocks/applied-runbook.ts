// Under which text of the runbook an incident runs, and what the one in force would change.
import type { Incident } from "../domain/incident.ts";
import { isProblemOf, type ProblemOf } from "../domain/problem.ts";
import type { Instant } from "../lib/pure/time.ts";
import { ACTION, button } from "./actions.ts";
import { actions, escaped, type Post, section, time } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** One text of a runbook. */
export interface RunbookText {
  title: string;
  hash: string;
  /** When Warroom read it first. */
  loadedAt: Instant;
}

/** More would not be read in a room; the command line shows all. */
const SHOWN_MAX = 20;
const HASH_SHOWN_CHARS = 8;

/** `changes`: paragraphs, a heading and what changes under it. */
export function runbookOverview(
  incident: Incident,
  { own, inForce, changes }: { own: RunbookText; inForce: RunbookText; changes: readonly string[][] },
  words: Words,
): Post {
  const { appliedRunbook: said } = words;
  const head = said.under({ name: escaped(incident.name), ...pieces(own) });
  if (own.hash === inForce.hash) {
    const text = `${head} ${said.inForce}`;
    return { text, blocks: [section(text)] };
  }
  const lines = changes.flatMap(([heading = "", ...told]) =>
    told.map((one) => `• *${escaped(heading)}* ${escaped(one)}`),
  );
  const left = lines.length - SHOWN_MAX;
  const newer = said.newer(pieces(inForce));
  const { title, text: ask, yes, no } = said.confirm;
  const apply = {
    ...button(said.buttons.apply, ACTION.applyRunbook, { incident: incident.id, runbook: inForce.hash }, "primary"),
    confirm: {
      title: { type: "plain_text" as const, text: title },
      text: { type: "plain_text" as const, text: ask },
      confirm: { type: "plain_text" as const, text: yes },
      deny: { type: "plain_text" as const, text: no },
    },
  };
  const shown = lines.length === 0 ? [said.nothing] : lines.slice(0, SHOWN_MAX);
  return {
    text: `${head} ${newer}`,
    blocks: [
      section(head),
      section(newer),
      ...shown.map(section),
      ...(left > 0 ? [section(said.more(left))] : []),
      actions([apply]),
    ],
  };
}

const pieces = ({ title, hash, loadedAt }: RunbookText) => ({
  title: escaped(title),
  hash: hash.slice(0, HASH_SHOWN_CHARS),
  at: time(loadedAt),
});

const TYPES = ["runbook-unchanged", "runbook-moved-on", "runbook-lacks"] as const;

export const isRunbookProblem = isProblemOf(TYPES);

/** Why another runbook was not applied. */
export function runbookProblem(problem: ProblemOf<(typeof TYPES)[number]>, words: Words): string {
  const { problem: said } = words.appliedRunbook;
  switch (problem.type) {
    case "runbook-unchanged":
      return said.unchanged({ name: escaped(problem.name) });
    case "runbook-moved-on":
      return said.movedOn;
    case "runbook-lacks": {
      const { severity, status, roles, regimes } = problem;
      const lacking = [
        ...(severity === null ? [] : [said.severity({ severity: escaped(severity) })]),
        ...(status === null ? [] : [said.status({ status: escaped(status) })]),
        ...roles.map((role) => said.role({ role: escaped(role) })),
        ...regimes.map((regime) => said.regime({ regime: escaped(regime) })),
      ];
      return `${said.lacks({ title: escaped(problem.title) })} ${lacking.join(", ")}. ${said.next}`;
    }
  }
}

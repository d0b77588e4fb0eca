// The private overviews: bare `/incident`, and what commands there are.
import type { Instant } from "../lib/pure/time.ts";
import { declareButton, incidentList, type Listed } from "./incident-list.ts";
import { actions, context, escaped, type Post, section } from "./mrkdwn.ts";
import type { Words } from "./words/en.ts";

/** Bare `/incident` outside a room: what is open, and the way to declare. */
export function openMenu(open: readonly Listed[], viewer: string | null, now: Instant, words: Words): Post {
  const list = incidentList(open, viewer, now, words);
  if (open.length === 0) return list;
  return { text: list.text, blocks: [...list.blocks, actions([declareButton(words)])] };
}

/** What a subcommand is called in the catalogue and at the keyboard. */
export type SubcommandName = keyof Words["subcommands"];

type Group = keyof Words["overview"]["help"]["groups"];

/** Under which heading each stands: what is looked for by what it is about. */
const GROUP: Record<SubcommandName, Group> = {
  declare: "start",
  drill: "start",
  ack: "start",
  brief: "start",
  list: "start",
  help: "start",
  readiness: "start",
  role: "people",
  handover: "people",
  ask: "people",
  takeover: "people",
  task: "people",
  tasks: "people",
  action: "people",
  actions: "people",
  escalate: "people",
  page: "people",
  contacts: "people",
  severity: "known",
  status: "known",
  triage: "known",
  category: "known",
  impact: "known",
  times: "known",
  blocked: "known",
  complaints: "known",
  bridge: "known",
  update: "updates",
  "correct-update": "updates",
  subscribe: "updates",
  unsubscribe: "updates",
  pause: "updates",
  unpause: "updates",
  note: "timeline",
  timeline: "timeline",
  correct: "timeline",
  strike: "timeline",
  redact: "timeline",
  outcome: "timeline",
  regimes: "people",
  checklist: "people",
  playbook: "people",
  duties: "updates",
  checks: "known",
  recovery: "end",
  resolve: "end",
  merge: "end",
  cancel: "end",
  reopen: "end",
  postmortem: "end",
  contribute: "end",
  deadlines: "end",
  meeting: "end",
  archive: "end",
  runbook: "known",
};

/** The commands; where one was typed that is none, that first, and of the others the one that was perhaps meant. */
export function help(
  names: readonly SubcommandName[],
  words: Words,
  unknown?: { typed: string; meant: SubcommandName | undefined },
): Post {
  const { help: said } = words.overview;
  if (!unknown) return { text: said.text, blocks: [section(said.title), ...groups(names, words)] };
  const { typed, meant } = unknown;
  const refused = [
    said.unknown({ command: escaped(typed).replaceAll("`", "") }),
    ...(meant === undefined ? [] : [said.meant({ command: escaped(meant) })]),
    said.nothingChanged,
  ].join(" ");
  if (meant === undefined) return { text: refused, blocks: [section(refused), ...groups(names, words)] };
  return { text: refused, blocks: [section(refused), section(line(meant, words)), context(words.overview.commandsAt)] };
}

function groups(names: readonly SubcommandName[], words: Words): Post["blocks"] {
  const { help: said } = words.overview;
  const sections = (Object.keys(said.groups) as Group[]).flatMap((group) => {
    const lines = names.filter((name) => GROUP[name] === group).map((name) => line(name, words));
    return lines.length === 0 ? [] : [section([`*${said.groups[group]}*`, ...lines].join("\n"))];
  });
  return [...sections, context(said.elsewhere)];
}

function line(name: SubcommandName, words: Words): string {
  const { usage, does } = words.subcommands[name];
  return `\`/incident ${name}${usage && ` ${usage}`}\` ${does}`;
}

// `/incident <subcommand>`: what each is called, what it says about itself, and what it does.
import type { CommandHelp } from "../../blocks/overview.ts";
import { help, incidentList, menu } from "../../blocks/overview.ts";
import { stageWord } from "../../blocks/card.ts";
import { person, escaped } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import type { PersonCommand } from "../../domain/command.ts";
import type { Incident } from "../../domain/incident.ts";
import { asTyped, nearest } from "../../lib/pure/text.ts";
import { listIncidents } from "../../store/read/incidents.ts";
import { type Answer, reply } from "./answer.ts";
import { declareByCommand } from "./declare.ts";
import { incidentOfRoom, type InDeps, meant, order, runbookOf } from "./steps.ts";
import { type FormName, openForm, timedNote } from "./incident-forms.ts";
import type { CommandRequest, Known } from "./request.ts";

/** `words` are what stands behind the subcommand, as it was typed; `request.text` is how Slack sent it. */
type Run = (request: Known<CommandRequest>, deps: InDeps, words: string) => Promise<Answer>;

type OnIncident = (request: Known<CommandRequest>, deps: InDeps, incident: Incident, words: string) => Promise<Answer>;

interface Subcommand extends CommandHelp {
  run: Run;
}

/** Most subcommands are about one incident: the room's, or the one whose id stands in front. */
const onIncident =
  (run: OnIncident): Run =>
  async (request, deps, words) => {
    const found = await meant(deps, request, words);
    if (!found.ok) return reply(problemWords(found.error, deps.runbooks.current.runbook));
    return run(request, deps, found.value.incident, found.value.rest);
  };

/** With words it is done at once; without, a form asks for them. */
const withWords = (form: FormName, command: (words: string) => PersonCommand, done: string): Run =>
  onIncident((request, deps, incident, words) =>
    words === ""
      ? openForm(deps, request, incident, form)
      : order(deps, request, command(words), incident, () => reply(done)),
  );

const acknowledge = onIncident((request, deps, incident) =>
  order(deps, request, { type: "Acknowledge" }, incident, () => reply(`You acknowledged ${escaped(incident.name)}.`)),
);

/** `role`, `role commander`, `role commander @ana`, `role commander release`. */
const role = onIncident(async (request, deps, incident, words) => {
  const runbook = await runbookOf(deps, incident);
  const mentioned = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/.exec(request.text);
  const rest = words.replace(asTyped(mentioned?.[0] ?? ""), "").trim();
  if (rest === "") {
    const lines = runbook.roles.map(({ key, name }) => {
      const held = incident.roles[key];
      return `*${escaped(name)}* (\`${key}\`): ${held ? person(held.user) : "_unclaimed_"}`;
    });
    return reply(
      `${lines.join("\n")}\n\`/incident role commander\` claims, with \`@name\` assigns, with \`release\` frees.`,
    );
  }
  const releasing = /^(.*?)\s*\b(release|free|drop)$/i.exec(rest);
  const name = (releasing?.[1] ?? rest).trim();
  const command: PersonCommand = releasing
    ? { type: "ReleaseRole", role: name }
    : mentioned
      ? { type: "AssignRole", role: name, user: mentioned[1]! }
      : { type: "ClaimRole", role: name };
  return order(deps, request, command, incident, () => reply("Done; the room was told."));
});

const status = onIncident(async (request, deps, incident, words) => {
  if (words !== "") {
    return order(deps, request, { type: "ChangeStatus", status: words }, incident, ({ incident: after }) =>
      reply(`${escaped(after.name)} is now *${stageWord(after)}*.`),
    );
  }
  return openForm(deps, request, incident, "status");
});

const severity = onIncident(async (request, deps, incident, words) => {
  if (words === "") return openForm(deps, request, incident, "severity");
  const [name = "", ...reason] = words.split(/\s+/);
  const command: PersonCommand = {
    type: "ChangeSeverity",
    severity: name,
    ...(reason.length > 0 ? { reason: reason.join(" ") } : {}),
  };
  return order(deps, request, command, incident, ({ incident: after }) =>
    reply(`${escaped(after.name)} is now *${escaped(after.severity)}*.`),
  );
});

const addNote = onIncident(async (request, deps, incident, words) => {
  if (words === "") return openForm(deps, request, incident, "note");
  const timed = await timedNote(deps, request, words);
  return order(deps, request, { type: "AddNote", ...timed.note }, incident, () => reply(timed.done));
});

const list: Run = async ({ team }, deps) => {
  const open = await listIncidents(deps.store, { team, openOnly: true, limit: 200 });
  return { type: "reply", post: incidentList(open, deps.runbooks.current.runbook, deps.clock.now()) };
};

const postmortem = onIncident((request, deps, incident) =>
  order(deps, request, { type: "RequestPostmortem" }, incident, () =>
    reply(`The draft for ${escaped(incident.name)} is being written; it comes to the room as a file.`),
  ),
);

const showHelp: Run = async () => ({ type: "reply", post: help(SUBCOMMANDS, null) });

export const SUBCOMMANDS: readonly Subcommand[] = [
  { name: "declare", usage: "[severity] [title]", words: "opens an incident and its room", run: declareByCommand },
  { name: "ack", usage: "", words: "says that you have seen it and are on it", run: acknowledge },
  { name: "role", usage: "[role] [@name | release]", words: "claims, assigns or frees a role", run: role },
  { name: "severity", usage: "[severity] [why]", words: "changes the severity", run: severity },
  { name: "status", usage: "[status]", words: "changes the status", run: status },
  {
    name: "update",
    usage: "[text]",
    words: "posts an update to the room and the announcement",
    run: withWords("update", (text) => ({ type: "PostUpdate", text }), "Posted."),
  },
  {
    name: "note",
    usage: "[time] [text]",
    words: "adds to the timeline, back-dated if it begins with a time",
    run: addNote,
  },
  { name: "list", usage: "", words: "shows the open incidents", run: list },
  {
    name: "resolve",
    usage: "[what fixed it]",
    words: "ends the incident and drafts the postmortem",
    run: withWords(
      "resolve",
      (summary) => ({ type: "Resolve", summary }),
      "Resolved. The postmortem draft comes to the room.",
    ),
  },
  {
    name: "cancel",
    usage: "[why]",
    words: "ends a false alarm",
    run: withWords("cancel", (reason) => ({ type: "Cancel", reason }), "Cancelled."),
  },
  {
    name: "reopen",
    usage: "[why]",
    words: "opens an ended incident again",
    run: withWords("reopen", (reason) => ({ type: "Reopen", reason }), "Open again."),
  },
  { name: "postmortem", usage: "", words: "drafts the postmortem from the record", run: postmortem },
  { name: "help", usage: "", words: "shows this list", run: showHelp },
];

/** Other words people use for the same thing. */
const ALIASES: Record<string, string> = { acknowledge: "ack", new: "declare", close: "resolve", roles: "role" };

/** Carries out what was typed behind `/incident`; nothing typed opens the menu. */
export async function runSubcommand(request: Known<CommandRequest>, deps: InDeps): Promise<Answer> {
  const typedWords = request.text.trim();
  if (typedWords === "") return showMenu(request, deps);
  const [first = ""] = typedWords.split(/\s+/);
  const name = first.toLowerCase();
  const found = SUBCOMMANDS.find((one) => one.name === (ALIASES[name] ?? name));
  if (found) return found.run(request, deps, asTyped(typedWords.slice(first.length)).trim());
  const known = SUBCOMMANDS.map((one) => one.name);
  const meantName = nearest(name, known);
  const hint = meantName ? ` Did you mean \`/incident ${meantName}\`?` : "";
  const shown = first.length > 30 ? `${first.slice(0, 30)}…` : first;
  return {
    type: "reply",
    post: help(
      SUBCOMMANDS,
      `There is no \`/incident ${escaped(shown).replaceAll("`", "")}\`.${hint} Nothing was changed.`,
    ),
  };
}

async function showMenu(request: Known<CommandRequest>, deps: InDeps): Promise<Answer> {
  const { team, channel } = request;
  const incident = await incidentOfRoom(deps, team, channel);
  const open = await listIncidents(deps.store, { team, openOnly: true, limit: 200 });
  const runbook = incident ? await runbookOf(deps, incident) : deps.runbooks.current.runbook;
  return { type: "reply", post: menu(incident, open, runbook, deps.clock.now()) };
}

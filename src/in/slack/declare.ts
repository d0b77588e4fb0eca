// Declaring: `/incident declare [severity] [title]`, the form, and the answer to a similar incident a moment before.
import type { KeptDeclaration } from "../../blocks/actions.ts";
import { declareFormTooLate, joinButton, similarDeclared } from "../../blocks/answers.ts";
import { type DeclareGiven, declareForm, readDeclareForm, severityField } from "../../blocks/declare-form.ts";
import { otherSeverity } from "../../blocks/facts/severity-proposal.ts";
import { FIELD, type KnownToForm } from "../../blocks/forms.ts";
import { channelLink, escaped, type Post, unmarked } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import type { Words } from "../../blocks/words/en.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Problem } from "../../domain/problem.ts";
import { runsAsThread } from "../../domain/room/thread.ts";
import { roomName } from "../../domain/room/naming.ts";
import { type Runbook, severityOf } from "../../domain/runbook.ts";
import { askedMeasures } from "../../domain/severity/rules.ts";
import { cut, nearest } from "../../lib/pure/text.ts";
import { type Answer, nothing, reply, replyQuoting } from "./answer.ts";
import { withPosts } from "./propose.ts";
import { fieldError } from "./form-answer.ts";
import { actorOf, carried, type Handler, type InDeps } from "./steps.ts";
import type { ActionRequest, CommandRequest, FormRequest, Known, Request, ShortcutRequest } from "./request.ts";

/** A first word like this was meant as a severity, known or not: "P1", "sev-0", "critical"; not "S3", which people store files in. */
const LIKE_A_SEVERITY = /^(sev|p|severity)[-_ ]?\d$|^(critical|major|high|medium|minor|low)$/i;

/** Of a misspelt severity, as "SEVV1" is: a word with a digit. Two letters are like too many of them. */
const MISSPELT = /^(?=.*\d).{3,}$/;

/** Button values hold at most 2,000 characters. */
const KEPT_CHARS_MAX = 2_000;
const KEPT_TITLE_CHARS_MAX = 300;

export async function declareByCommand(request: Known<CommandRequest>, deps: InDeps, typed: string): Promise<Answer> {
  const { runbook } = deps.runbooks.current;
  const given = readDeclaration(runbook, typed, deps.words);
  if (given.severity !== null && given.title !== "" && given.sure) {
    const { title, severity, private: isPrivate } = given;
    return declare(request, deps, { ...NOTHING_KNOWN, title, severity, anyway: false, private: isPrivate });
  }
  return openDeclareForm(request, deps, given);
}

export const declareByShortcut = async (request: Known<ShortcutRequest>, deps: InDeps): Promise<Answer> =>
  openDeclareForm(request, deps, { title: "", severity: null, remark: null });

export const declareByButton = async (request: Known<ActionRequest>, deps: InDeps): Promise<Answer> => {
  const kept = readKept(request);
  return openDeclareForm(request, deps, { ...kept, remark: null });
};

/** "Declare anyway": the title and severity travel in the button, so that nothing has to be typed again. */
export async function declareAnyway(request: Known<ActionRequest>, deps: InDeps): Promise<Answer> {
  const { severity, ...given } = readKept(request);
  return declare(request, deps, { ...given, severity: severity ?? "", anyway: true });
}

export const declareByForm: Handler<FormRequest> = async (request, deps) => {
  const { runbook } = deps.runbooks.current;
  const known = request.metadata.known ?? NOTHING_KNOWN;
  const { proposed, ...given } = readDeclareForm(runbook, request.fields, known);
  const { measured } = askedMeasures(runbook, { categories: given.categories, measured: given.measured });
  const severity = given.severity ?? proposed ?? "";
  const anyway = request.metadata.anyway === true;
  return declare(request, deps, { ...given, severity, measured, anyway });
};

/** An answer that bears on others: the form goes on with the questions that are open now, and the severity that follows. */
export const declareAnswer: Handler<ActionRequest> = async ({ filled }, { runbooks, words }) => {
  if (!filled) return nothing;
  const { metadata, fields } = filled;
  const { runbook } = runbooks.current;
  const given = readDeclareForm(runbook, fields, metadata.known ?? NOTHING_KNOWN);
  const view = declareForm(runbook, { ...given, remark: null }, { channel: null, ...metadata }, words);
  return { type: "refill", view };
};

const NOTHING_KNOWN: KnownToForm = { categories: [], measured: {} };

type Declaration = Omit<Required<KeptDeclaration>, "severity"> & { severity: string; anyway: boolean };

async function declare(request: Known<Request>, deps: InDeps, declaration: Declaration): Promise<Answer> {
  const applied = await deps.dispatch({
    team: request.team,
    actor: actorOf(request),
    cause: request.key,
    interaction: request.key,
    command: { type: "DeclareIncident", ...declaration },
  });
  const { runbook } = deps.runbooks.current;
  if (applied.ok) {
    const { incident } = applied.value;
    return withPosts(reply(declaredWords(incident, runbook, deps.words)), [unseenProposal(request, incident, deps)]);
  }
  return declareRefused(request, deps, applied.error, declaration);
}

/** What an answer that was still unseen when the form was sent leads to. What its person saw, they decided on. */
function unseenProposal(request: Request, incident: Incident, { runbooks, words }: InDeps): Post | null {
  if (request.kind !== "form") return null;
  const { runbook } = runbooks.current;
  const { categories, measured } = request.metadata.known ?? NOTHING_KNOWN;
  const seen = { ...incident, categories, measured: askedMeasures(runbook, { categories, measured }).measured };
  return otherSeverity(seen, incident, runbook, words);
}

/** A refused declaration loses nothing that was typed. */
function declareRefused(
  request: Request,
  { runbooks, words }: InDeps,
  problem: Problem,
  declaration: Declaration,
): Answer {
  const { anyway: _anyway, ...given } = declaration;
  const { runbook } = runbooks.current;
  const said = problemWords(problem, runbook, words);
  if (problem.type === "just-declared") {
    const similar = { problem: said, incident: problem.incident, name: problem.name };
    const post = similarDeclared(similar, kept(given), words);
    if (request.kind !== "form") return { type: "reply", post };
    const remark = words.answers.anotherOne({ problem: said });
    const act = joinButton(similar, kept(given).title, words);
    const view = declareForm(runbook, { ...given, remark, act }, { channel: request.channel, anyway: true }, words);
    return { type: "form", view, instead: post };
  }
  if (request.kind !== "form") return replyQuoting(said, given.title);
  if (problem.type === "title-empty" || problem.type === "title-too-long") {
    return fieldError(FIELD.title, said);
  }
  if (problem.type === "unknown-severity") return fieldError(severityField(request.fields), said);
  return replyQuoting(said, given.title);
}

/** What its declarer is told. */
export function declaredWords(incident: Incident, runbook: Runbook, { answers }: Words): string {
  const room = incident.room ? channelLink(incident.room.channel) : `#${roomName(runbook, incident)}`;
  const [name, severity, title] = [escaped(incident.name), escaped(incident.severity), escaped(incident.title)];
  if (runsAsThread(incident, runbook)) {
    return answers.declaredThread({ name, severity, title, channel: escaped(runbook.announceChannel) });
  }
  const said = incident.private ? answers.declaredPrivate : answers.declared;
  return said({ name, severity, title, room });
}

/** "--private" anywhere, also with the dash that a phone makes of two hyphens. */
const OPTION = /(?<=^|\s)(?:--|[–—])(\p{L}[\p{L}-]*)(?=\s|$)/gu;

/** `sure`: all of it was understood. */
type Typed = Pick<DeclareGiven, "title" | "severity" | "remark"> & { private: boolean; sure: boolean };

/** What was typed behind `declare`. A misspelt option must not tell everybody: it is asked about. */
export function readDeclaration(runbook: Runbook, typed: string, words: Words): Typed {
  const options = [...typed.matchAll(OPTION)].map(([, name = ""]) => name.toLowerCase());
  const unknown = options.find((name) => name !== PRIVATE);
  const named = typed.replace(OPTION, (all, name: string) => (name.toLowerCase() === PRIVATE ? "" : all));
  const given = { ...readSeverity(runbook, named, words), private: options.includes(PRIVATE) };
  if (unknown === undefined) return given;
  const problem = words.answers.unknownOption({ option: unmarked(cut(unknown, OPTION_CHARS_MAX)) });
  return { ...given, remark: words.forms.remark({ problem }), sure: false };
}

const PRIVATE = "private";
const OPTION_CHARS_MAX = 20;

/**
 * "SEV2 checkout is slow" → severity and title. One that stands last may as well belong to the title ("error rate is
 * high"), so that it is not `sure`; a foreign one is remarked on.
 */
function readSeverity(runbook: Runbook, typed: string, words: Words): Omit<Typed, "private"> {
  const all = typed
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  const first = all[0] ?? "";
  const last = all.at(-1) ?? "";
  const named = severityOf(runbook, first);
  if (named) return { severity: named.name, title: typed.trim().slice(first.length).trim(), remark: null, sure: true };
  const trailing = all.length > 1 ? severityOf(runbook, last) : undefined;
  if (trailing) {
    // "SEV2" is no word of a sentence, "high" is.
    const title = /\d/.test(last) ? typed.trim().slice(0, -last.length).trim() : typed.trim();
    return { severity: trailing.name, title, remark: null, sure: false };
  }
  const known = runbook.severities.map(({ name }) => name);
  const meant = nearest(first, known) ?? null;
  const isMeant = LIKE_A_SEVERITY.test(first) || (meant !== null && MISSPELT.test(first));
  if (!isMeant) return { severity: null, title: typed.trim(), remark: null, sure: false };
  const problem: Problem = { type: "unknown-severity", asked: first, known, nearest: meant };
  const title = typed.trim().slice(first.length).trim();
  const none = words.answers.notDeclared({ problem: problemWords(problem, runbook, words) });
  return { severity: null, title, remark: words.forms.remark({ problem: none }), sure: false };
}

function openDeclareForm(request: Request, { runbooks, words }: InDeps, given: DeclareGiven): Answer {
  const view = declareForm(runbooks.current.runbook, given, { channel: request.channel }, words);
  return { type: "form", view, instead: declareFormTooLate(kept(given), words) };
}

/** What was found and measured goes along where there is room for it. */
function kept(given: KeptDeclaration): KeptDeclaration {
  const { title, severity, private: isPrivate = false, categories = [], measured = {} } = given;
  const most = { title: cut(title, KEPT_TITLE_CHARS_MAX), severity, private: isPrivate };
  const all = { ...most, categories, measured };
  return JSON.stringify(all).length > KEPT_CHARS_MAX ? most : all;
}

function readKept(request: ActionRequest): Required<KeptDeclaration> {
  const { title = "", severity = null, private: isPrivate = false, ...known } = carried<KeptDeclaration>(request);
  return { title, severity, private: isPrivate, ...NOTHING_KNOWN, ...known };
}

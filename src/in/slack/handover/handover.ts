// Handing a role over: `/incident handover`, its form, and the buttons of an offer.
import { ACTION } from "../../../blocks/actions.ts";
import { FIELD } from "../../../blocks/forms.ts";
import { handoverForm } from "../../../blocks/handover/handover-form.ts";
import { escaped, person } from "../../../blocks/mrkdwn.ts";
import { problemWords } from "../../../blocks/problem.ts";
import type { HandoverCommand } from "../../../domain/handover/handover.ts";
import type { Incident } from "../../../domain/incident.ts";
import { openOnly } from "../../../domain/lifecycle.ts";
import { knownRole } from "../../../domain/roles.ts";
import { leadRole, type Role, type Runbook } from "../../../domain/runbook.ts";
import { asTyped } from "../../../lib/pure/text.ts";
import { findStanding } from "../../../store/read/people.ts";
import { type Answer, nothing, reply, replyQuoting } from "../answer.ts";
import { fieldError, formAnswer, refusedForm } from "../form-answer.ts";
import type { FormRequest, CommandRequest, Known, Request } from "../request.ts";
import {
  giveOrder,
  type InDeps,
  type OnIncident,
  type OnPressed,
  type OnTyped,
  orderAndAnswer,
  runbookOf,
} from "../steps.ts";

/** `handover [role] [@ana] [note]`, `handover accept`, `handover decline [reason]`, `handover withdraw`. */
export const handover: OnTyped = async (request, deps, incident, typed) => {
  const [, verb, rest = ""] = /^(accept|decline|withdraw)\b\s*(.*)$/is.exec(typed) ?? [];
  if (verb) return answerByCommand(request, deps, incident, verb.toLowerCase(), rest);
  const runbook = await runbookOf(deps, incident);
  const [token, to] = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/.exec(request.text) ?? [];
  if (!token || !to) return askForHandover(request, deps, incident, typed);
  const name = asTyped(token);
  const [before, note] = [typed.slice(0, typed.indexOf(name)), typed.slice(typed.indexOf(name) + name.length)];
  const mine = offerable(incident, runbook, request.user);
  const role = before.trim() || mine[0]?.key;
  if (role === undefined) return replyQuoting(holdsNothing(incident, runbook, deps), note.trim());
  return offer(request, deps, incident, { type: "OfferRole", role, to, note: note.trim() });
};

/** "Hand over…". */
export const openHandover: OnIncident = (request, deps, incident) => askForHandover(request, deps, incident, "");

/** The form asks for what is missing, and keeps what was typed. */
async function askForHandover(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  typed: string,
): Promise<Answer> {
  const { words } = deps;
  const runbook = await runbookOf(deps, incident);
  const mine = offerable(incident, runbook, request.user);
  if (mine.length === 0) return replyQuoting(holdsNothing(incident, runbook, deps), typed);
  const named = knownRole(runbook, typed);
  const isMine = named.ok && mine.some(({ key }) => key === named.value.key);
  const roles = isMine ? [named.value, ...mine.filter(({ key }) => key !== named.value.key)] : mine;
  const metadata = { incident: incident.id, channel: request.channel };
  const view = handoverForm(incident, { roles, note: isMine ? "" : typed }, metadata, words);
  return formAnswer(view, ACTION.openHandover, { incident: incident.id }, words);
}

/** What this person may offer: their own roles, the lead one first; and as the lead everybody's. */
function offerable({ roles }: Incident, runbook: Runbook, user: string): Role[] {
  const lead = leadRole(runbook);
  const leads = lead !== undefined && roles[lead.key]?.user === user;
  const own = runbook.roles.filter(({ key }) => roles[key]?.user === user);
  const others = runbook.roles.filter(({ key }) => roles[key] && roles[key].user !== user);
  return [...own.filter((role) => role === lead), ...own.filter((role) => role !== lead), ...(leads ? others : [])];
}

function holdsNothing(incident: Incident, runbook: Runbook, { words }: InDeps): string {
  const open = openOnly(incident);
  if (!open.ok) return problemWords(open.error, runbook, words);
  return words.handover.answers.nothingHeld({ lead: escaped(leadRole(runbook)?.name ?? "") });
}

async function offer(
  request: Known<Request>,
  deps: InDeps,
  incident: Incident,
  command: Extract<HandoverCommand, { type: "OfferRole" }>,
): Promise<Answer> {
  const said = deps.words.handover.answers;
  if (await cannotHold(deps, request.team, command.to)) {
    return replyQuoting(said.notMember({ who: person(command.to) }), command.note ?? "");
  }
  return orderAndAnswer(request, deps, incident, command, () => reply(said.offered({ to: person(command.to) })));
}

/** Guests and external people could not accept: they may do nothing here. */
async function cannotHold({ store }: InDeps, team: string, user: string): Promise<boolean> {
  const standing = await findStanding(store, team, user);
  return standing === "guest" || standing === "external";
}

export const submitHandover: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { [FIELD.role]: role = "", [FIELD.user]: to = "", [FIELD.text]: note = "" } = request.fields;
  if (await cannotHold(deps, request.team, to)) return fieldError(FIELD.user, deps.words.forms.handover.notMember);
  const offered = await giveOrder(request, deps, incident, { type: "OfferRole", role, to, note });
  return offered.ok ? nothing : refusedForm(offered.error.said, request.fields);
};

type OfferAnswer = Exclude<HandoverCommand["type"], "OfferRole">;

/** Accept, Decline and Take offer back, on what is said of an offer. */
export const answerOffer =
  (type: OfferAnswer): OnPressed =>
  (request, deps, incident, { role = "" }) =>
    orderAndAnswer(request, deps, incident, { type, role }, () => nothing);

const VERBS: Record<string, OfferAnswer> = {
  accept: "AcceptHandover",
  decline: "DeclineHandover",
  withdraw: "WithdrawHandover",
};

/** Of the one offer that can be meant. */
async function answerByCommand(
  request: Known<CommandRequest>,
  deps: InDeps,
  incident: Incident,
  verb: string,
  rest: string,
): Promise<Answer> {
  const { answers, handover: said } = deps.words;
  const type = VERBS[verb]!;
  const runbook = await runbookOf(deps, incident);
  const mine = offerable(incident, runbook, request.user).map(({ key }) => key);
  const offers = Object.entries(incident.offers).filter(([role, { to }]) =>
    verb === "withdraw" ? mine.includes(role) : to === request.user,
  );
  const [first, second] = offers;
  if (!first) return reply(verb === "withdraw" ? said.answers.noOfferToWithdraw : said.answers.noOfferToYou);
  if (second) return reply(said.answers.severalOffers);
  const command = type === "DeclineHandover" ? { type, role: first[0], reason: rest } : { type, role: first[0] };
  return orderAndAnswer(request, deps, incident, command, () => reply(answers.roomTold));
}

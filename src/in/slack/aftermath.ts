// After the end: contributions to the postmortem, and archiving the room.
import { ACTION } from "../../blocks/actions.ts";
import { contributionForm } from "../../blocks/aftermath.ts";
import { FIELD } from "../../blocks/forms.ts";
import { unmarked } from "../../blocks/mrkdwn.ts";
import { CONTRIBUTION_KINDS, type ContributionKind } from "../../domain/aftermath.ts";
import type { Incident } from "../../domain/incident.ts";
import { readEvents } from "../../store/read/events.ts";
import { type Answer, reply, replyQuoting } from "./answer.ts";
import { fieldError, fieldOf, formAnswer } from "./form-answer.ts";
import type { CommandRequest, FormRequest, Known, Request } from "./request.ts";
import { giveOrder, type InDeps, type OnIncident, type OnPressed, type OnTyped, orderAndAnswer } from "./steps.ts";

const isKind = (word: string | undefined): word is ContributionKind => CONTRIBUTION_KINDS.some((kind) => kind === word);

/** `contribute why the pool was never measured`; without words the form. */
export const contributeByCommand: OnTyped = async (request, deps, incident, given) => {
  const [first = "", ...rest] = given.split(/\s+/);
  const word = first.toLowerCase().replace(/:$/, "");
  if (!isKind(word))
    return given === "" ? openContribution(request, deps, incident, "improve") : unknownKind(deps, given);
  const text = rest.join(" ");
  if (text === "") return openContribution(request, deps, incident, word);
  return contribute(request, deps, incident, word, text);
};

const unknownKind = ({ words }: InDeps, given: string): Answer =>
  reply(words.aftermath.sayWhich({ text: unmarked(given) }));

export const contributeByButton: OnPressed = (request, deps, incident, { kind }) =>
  openContribution(request, deps, incident, isKind(kind) ? kind : "improve");

export const submitContribution: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { contribution } = request.metadata;
  const kind = isKind(contribution) ? contribution : "improve";
  return contribute(request, deps, incident, kind, request.fields[FIELD.text] ?? "");
};

/** Asked for by whoever read the offer; the button asks for confirmation before. */
export const archive: OnIncident = (request, deps, incident) =>
  orderAndAnswer(request, deps, incident, { type: "ArchiveRoom" }, () => reply(deps.words.aftermath.archiving));

async function openContribution(
  request: Request,
  deps: InDeps,
  incident: Incident,
  kind: ContributionKind,
): Promise<Answer> {
  const { words } = deps;
  const metadata = { incident: incident.id, channel: request.channel, contribution: kind };
  const view = contributionForm(kind, kind === "why" ? await lastWhy(deps, incident) : null, metadata, words);
  return formAnswer(view, `${ACTION.openContribution}:${kind}`, { incident: incident.id, kind }, words);
}

/** Each why asks for the reason of the one before. */
async function lastWhy(deps: InDeps, { id, aftermath }: Incident): Promise<string | null> {
  if (!aftermath.contributions.why) return null;
  const events = await readEvents(deps.store, id);
  const last = events.findLast((event) => event.type === "ContributionMade" && event.kind === "why");
  return last?.type === "ContributionMade" ? last.text : null;
}

async function contribute(
  request: Known<CommandRequest | FormRequest>,
  deps: InDeps,
  incident: Incident,
  kind: ContributionKind,
  text: string,
): Promise<Answer> {
  const { words } = deps;
  const applied = await giveOrder(request, deps, incident, { type: "Contribute", kind, text });
  if (applied.ok) {
    const count = String(applied.value.incident.aftermath.contributions[kind] ?? 0);
    return reply(words.aftermath.thanks({ kind: words.aftermath.contribute[kind], count }));
  }
  const { problem, said } = applied.error;
  const field = request.kind === "form" ? fieldOf(problem) : null;
  return field === null ? replyQuoting(said, text) : fieldError(field, said);
}

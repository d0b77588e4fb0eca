// After the end: contributions to the postmortem, and archiving the room.
import { ACTION, button, type ButtonValue } from "../../blocks/actions.ts";
import { contributionForm } from "../../blocks/aftermath.ts";
import { FIELD } from "../../blocks/forms.ts";
import { section, unmarked } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import { CONTRIBUTION_KINDS, type ContributionKind } from "../../domain/aftermath.ts";
import type { Incident } from "../../domain/incident.ts";
import { loadIncident } from "../../store/read/incidents.ts";
import { readEvents } from "../../store/read/events.ts";
import { type Answer, reply } from "./answer.ts";
import type { ActionRequest, CommandRequest, FormRequest, Known, Request } from "./request.ts";
import { actorOf, type InDeps, order, runbookOf } from "./steps.ts";

const isKind = (word: string | undefined): word is ContributionKind => CONTRIBUTION_KINDS.some((kind) => kind === word);

/** `contribute why the pool was never measured`; without words the form. */
export async function contributeByCommand(
  request: Known<CommandRequest>,
  deps: InDeps,
  incident: Incident,
  given: string,
): Promise<Answer> {
  const [first = "", ...rest] = given.split(/\s+/);
  const word = first.toLowerCase().replace(/:$/, "");
  if (!isKind(word))
    return given === "" ? openContribution(request, deps, incident, "improve") : unknownKind(deps, given);
  const text = rest.join(" ");
  if (text === "") return openContribution(request, deps, incident, word);
  return contribute(request, deps, incident, word, text);
}

const unknownKind = ({ words }: InDeps, given: string): Answer =>
  reply(words.aftermath.sayWhich({ text: unmarked(given) }));

export async function contributeByButton(
  request: Known<ActionRequest>,
  deps: InDeps,
  incident: Incident,
): Promise<Answer> {
  const { kind } = JSON.parse(request.value || "{}") as Partial<ButtonValue>;
  return openContribution(request, deps, incident, isKind(kind) ? kind : "improve");
}

export async function submitContribution(request: Known<FormRequest>, deps: InDeps): Promise<Answer> {
  const { incident: id = "", contribution } = request.metadata;
  const stored = await loadIncident(deps.store, id);
  if (stored?.incident.team !== request.team) return reply(deps.words.answers.noIncident);
  const kind = isKind(contribution) ? contribution : "improve";
  return contribute(request, deps, stored.incident, kind, request.fields[FIELD.text] ?? "");
}

/** Asked for by whoever read the offer; the button asks for confirmation before. */
export const archive = (request: Known<Request>, deps: InDeps, incident: Incident): Promise<Answer> =>
  order(deps, request, { type: "ArchiveRoom" }, incident, () => reply(deps.words.aftermath.archiving));

async function openContribution(
  request: Request,
  deps: InDeps,
  incident: Incident,
  kind: ContributionKind,
): Promise<Answer> {
  const { words } = deps;
  const metadata = { incident: incident.id, channel: request.channel, contribution: kind };
  const text = words.answers.formTooLate;
  const value = { incident: incident.id, kind };
  const again = button(words.buttons.openForm, `${ACTION.openContribution}:${kind}`, value, "primary");
  return {
    type: "form",
    view: contributionForm(kind, kind === "why" ? await lastWhy(deps, incident) : null, metadata, words),
    instead: { text, blocks: [section(text), { type: "actions", elements: [again] }] },
  };
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
  const applied = await deps.dispatch({
    team: request.team,
    actor: actorOf(request),
    cause: request.key,
    interaction: request.key,
    incident: incident.id,
    command: { type: "Contribute", kind, text },
  });
  if (applied.ok) {
    const count = String(applied.value.incident.aftermath.contributions[kind] ?? 0);
    return reply(words.aftermath.thanks({ kind: words.aftermath.contribute[kind], count }));
  }
  const problem = problemWords(applied.error, await runbookOf(deps, incident), words);
  const isField = applied.error.type === "text-empty" || applied.error.type === "text-too-long";
  if (request.kind === "form" && isField) return { type: "errors", errors: { [FIELD.text]: unmarked(problem) } };
  return reply(problem);
}

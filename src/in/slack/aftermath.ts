// After the end: contributions to the postmortem, and archiving the room.
import { ACTION } from "../../blocks/actions.ts";
import { contributionForm } from "../../blocks/aftermath.ts";
import { FIELD } from "../../blocks/forms.ts";
import { escaped, unmarked } from "../../blocks/mrkdwn.ts";
import type { ContributionKind } from "../../domain/aftermath.ts";
import { type Prompt, promptsOf } from "../../blocks/postmortem/prompts.ts";
import type { Incident } from "../../domain/incident.ts";
import { readEvents } from "../../store/read/events.ts";
import { type Answer, reply, replyQuoting } from "./answer.ts";
import { fieldError, fieldOf, formAnswer } from "./form-answer.ts";
import type { CommandRequest, FormRequest, Known, Request } from "./request.ts";
import {
  giveOrder,
  type InDeps,
  type OnIncident,
  type OnPressed,
  type OnTyped,
  orderAndAnswer,
  runbookOf,
} from "./steps.ts";

/** `contribute why the pool was never measured`, `contribute lessons learned: measure it`; without words the form. */
export const contributeByCommand: OnTyped = async (request, deps, incident, given) => {
  const prompts = promptsOf(await runbookOf(deps, incident), deps.words);
  const usual = prompts.find(({ kind }) => kind === "improve")!;
  if (given === "") return openContribution(request, deps, incident, usual);
  const typed = given.toLowerCase();
  const prompt =
    prompts.find(({ title }) => typed.startsWith(title.toLowerCase())) ??
    prompts.find(({ kind }) => kind !== "section" && kind === typed.split(/[\s:]/)[0]);
  if (!prompt) return reply(deps.words.aftermath.sayWhich({ text: unmarked(given) }));
  const named = typed.startsWith(prompt.title.toLowerCase()) ? prompt.title : prompt.kind;
  const text = given.slice(named.length).replace(/^[\s:]+/, "");
  if (text === "") return openContribution(request, deps, incident, prompt);
  return contribute(request, deps, incident, prompt, text);
};

export const contributeByButton: OnPressed = async (request, deps, incident, { kind, section }) =>
  openContribution(request, deps, incident, await promptOf(deps, incident, kind, section));

export const submitContribution: OnIncident<FormRequest> = async (request, deps, incident) => {
  const { contribution, section } = request.metadata;
  const prompt = await promptOf(deps, incident, contribution, section);
  return contribute(request, deps, incident, prompt, request.fields[FIELD.text] ?? "");
};

/** A button or a form of an older version knows no section; one that is gone keeps what is given under its name. */
async function promptOf(
  deps: InDeps,
  incident: Incident,
  kind: ContributionKind | undefined,
  section: string | undefined,
): Promise<Prompt> {
  const prompts = promptsOf(await runbookOf(deps, incident), deps.words);
  const found = prompts.find(({ title }) => title === section);
  if (found) return found;
  if (kind === "section" && section !== undefined) return { kind, title: section, prompt: "" };
  return prompts.find((one) => one.kind === (kind ?? "improve"))!;
}

/** Asked for by whoever read the offer; the button asks for confirmation before. */
export const archive: OnIncident = (request, deps, incident) =>
  orderAndAnswer(request, deps, incident, { type: "ArchiveRoom" }, () => reply(deps.words.aftermath.archiving));

async function openContribution(request: Request, deps: InDeps, incident: Incident, prompt: Prompt): Promise<Answer> {
  const { words } = deps;
  const { kind, title: section } = prompt;
  const metadata = { incident: incident.id, channel: request.channel, contribution: kind, section };
  const view = contributionForm(prompt, kind === "why" ? await lastWhy(deps, incident) : null, metadata, words);
  return formAnswer(view, ACTION.openContribution, { incident: incident.id, kind, section }, words);
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
  { kind, title: section }: Prompt,
  text: string,
): Promise<Answer> {
  const { words } = deps;
  const applied = await giveOrder(request, deps, incident, { type: "Contribute", kind, text, section });
  if (applied.ok) return reply(words.aftermath.thanks({ kind: escaped(section) }));
  const { problem, said } = applied.error;
  const field = request.kind === "form" ? fieldOf(problem) : null;
  return field === null ? replyQuoting(said, text) : fieldError(field, said);
}

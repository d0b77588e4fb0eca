// `/incident drill`: an incident that did not happen, declared in one line.
import { escaped } from "../../blocks/mrkdwn.ts";
import { problemWords } from "../../blocks/problem.ts";
import { severityOf } from "../../domain/runbook.ts";
import { type Answer, reply, replyQuoting } from "./answer.ts";
import { declaredWords } from "./declare.ts";
import type { CommandRequest, Known } from "./request.ts";
import { actorOf, type InDeps } from "./steps.ts";

/** Also with the dash that a phone makes of two hyphens. */
const PAGE = /(?:^|\s)(?:--|[–—])page(?=\s|$)/gi;

/** `drill SEV2 Checkout is down`, `drill SEV1 --page`. */
export async function drillByCommand(request: Known<CommandRequest>, deps: InDeps, typed: string): Promise<Answer> {
  const { drill: said } = deps.words;
  const { runbook } = deps.runbooks.current;
  const pages = typed.search(PAGE) >= 0;
  const named = typed.replace(PAGE, "").trim();
  const [first = "", ...rest] = named.split(/\s+/);
  const severity = severityOf(runbook, first)?.name;
  if (severity === undefined) {
    const known = runbook.severities.map(({ name }) => `\`${escaped(name)}\``).join(", ");
    return replyQuoting(said.usage({ known }), named);
  }
  const title = said.title({ title: rest.join(" ") || said.usual });
  const { team, key } = request;
  const command = { type: "DeclareIncident" as const, severity, title, drill: { pages } };
  const declared = await deps.dispatch({ team, actor: actorOf(request), cause: key, interaction: key, command });
  return declared.ok
    ? reply(declaredWords(declared.value.incident, runbook, deps.words))
    : replyQuoting(problemWords(declared.error, runbook, deps.words), typed);
}

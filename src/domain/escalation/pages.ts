// Paging those whom the severity pages, each once in an incident: through a pager, where one is connected.
import { ok, type Result } from "../../lib/pure/result.ts";
import type { Context } from "../context.ts";
import { callsPeople } from "../drill/drill.ts";
import { noticeJobs, once, sayOnce, tellJobs } from "../enqueue.ts";
import type { DomainEvent, EventBody } from "../event.ts";
import type { Incident } from "../incident.ts";
import { type JobChange, PRIORITY } from "../job.ts";
import { noLongerWanted, type Problem } from "../problem.ts";
import { severityOf } from "../runbook.ts";

/** Nobody is called paged whom the pager did not take. */
export type PageHow = "accepted" | "not-connected";

/** `call`: where somebody asked for them, rather than the severity. */
export type PageCommand = { type: "RecordPage"; key: string; call?: number | undefined; to: string[]; how: PageHow };

/** `to`: the people behind the key, who are told by direct message where no pager took it. Of a private incident nobody is. */
export type PageEvent = {
  type: "PageEnded";
  key: string;
  call?: number | undefined;
  to: string[];
  how: PageHow;
  private?: true;
};

export function decidePage(incident: Incident, { key, call, to, how }: PageCommand): Result<EventBody[], Problem> {
  if (incident.pages.some((page) => page.key === key && page.call === call))
    return noLongerWanted("this page is recorded");
  return ok([
    {
      type: "PageEnded",
      key,
      ...(call !== undefined && { call }),
      to,
      how,
      ...(incident.private && { private: true }),
    },
  ]);
}

export const evolvePages = ({ pages }: Incident, event: DomainEvent): Partial<Incident> | null =>
  event.type === "PageEnded" ? { pages: [...pages, { key: event.key, how: event.how, call: event.call }] } : null;

export function pageJobs(event: DomainEvent, incident: Incident, seq: number, context: Context): JobChange[] {
  switch (event.type) {
    case "IncidentDeclared":
    case "SeverityChanged": {
      const keys = callsPeople(incident) ? (severityOf(context.runbook, incident.severity)?.page ?? []) : [];
      return keys.map((key) => once(incident, `page:${key}`, { kind: "page", key }, null, PRIORITY.page, context));
    }
    case "PageEnded": {
      const { key, to, how } = event;
      const isFirst = incident.pages.findIndex((page) => page.how === how) === incident.pages.length - 1;
      const said = sayOnce(incident, "room", { type: "paged", key, to, how, explains: isFirst }, seq, context);
      if (how === "accepted") return said;
      const told = to.flatMap((user) => tellJobs(incident, user, { type: "no-pager" }, seq, context));
      const left = noticeJobs(incident, { type: "call-yourself", name: key, keys: [key] }, seq, context);
      return [...said, ...told, ...(to.length === 0 ? left : [])];
    }
    default:
      return [];
  }
}

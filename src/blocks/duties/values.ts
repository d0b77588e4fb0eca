// What is known of an incident, for the runbook's templates: plain text, read inside Slack and outside of it.
import { bridgeOf } from "../../domain/room/bridge.ts";
import type { KnownValues } from "../../domain/duties/template-values.ts";
import { severityBefore } from "../../domain/escalation/rungs.ts";
import { IMPACT_PARTS } from "../../domain/facts/impact.ts";
import { endOf, startOf, timeOf } from "../../domain/facts/times.ts";
import type { Incident } from "../../domain/incident.ts";
import { type Runbook, roleOf } from "../../domain/runbook.ts";
import { updateDueAt } from "../../domain/updates/update-cycle.ts";
import { latestUpdate } from "../../domain/updates/updates.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Words } from "../words/en.ts";

interface ValuesGiven {
  /** User id → name. */
  names: ReadonlyMap<string, string>;
  now: Instant;
}

/** What nobody has said is left out. */
export function knownValues(incident: Incident, runbook: Runbook, given: ValuesGiven, words: Words): KnownValues {
  const at = (when: Instant | null) => (when === null ? undefined : timeWords(when, runbook));
  const { impact, ended } = incident;
  const update = latestUpdate(incident);
  const categories = runbook.categories.filter(({ key }) => incident.categories.includes(key));
  const all: Record<string, string | undefined> = {
    "incident.name": incident.name,
    "incident.title": incident.title,
    severity: incident.severity,
    status: incident.stage === "open" ? incident.status : words.card[incident.stage],
    categories: categories.map(({ name }) => name).join(", "),
    ...Object.fromEntries(IMPACT_PARTS.map((part) => [`impact.${part}`, impact?.words[part]])),
    "times.started": at(startOf(incident)),
    "times.declared": at(timeOf(incident, "declared")),
    "times.acknowledged": at(timeOf(incident, "acknowledged")),
    "times.mitigated": at(timeOf(incident, "mitigated")),
    "times.resolved": at(timeOf(incident, "resolved")),
    "times.duration": words.duration((endOf(incident) ?? given.now) - startOf(incident)),
    "times.last_update": at(update?.at ?? null),
    "times.next_update": at(updateDueAt(incident, runbook)),
    "update.text": update?.text,
    "update.next": update?.parts.next,
    "update.eta": update?.parts.eta,
    "update.workaround": update?.parts.workaround,
    resolution: incident.stage === "resolved" ? ended?.words : undefined,
    bridge: bridgeOf(incident, runbook)?.url,
    ...Object.fromEntries(
      runbook.roles.map(({ key }) => [`roles.${key}`, given.names.get(incident.roles[key]?.user ?? "")]),
    ),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ""));
}

/** In the zone of the organisation, which it names: "2026-11-02 10:30 CET". */
const timeWords = (at: Instant, { calendar: { zone: timeZone } }: Runbook): string =>
  new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(at);

/** What a missing value is, for people: "who is hit". */
export function valueWords(name: string, runbook: Runbook, { duties: said }: Words): string {
  const role = name.startsWith("roles.") ? name.slice("roles.".length) : null;
  if (role !== null) return said.role({ role: roleOf(runbook, role)?.name ?? role });
  return (said.value as Record<string, string>)[name] ?? name;
}

/** Where the runbook has no template: which, how bad, since when, how it stands. */
export function ownText(incident: Incident, known: KnownValues, { duties: { own } }: Words): string {
  const { "incident.name": name = "", "incident.title": title = "", severity = "" } = known;
  const resolvedAt = known["times.resolved"];
  const [from, reason] = [severityBefore(incident), incident.severityReason];
  const changed = from === null ? [] : [reason === null ? own.changed({ from }) : own.changedFor({ from, reason })];
  return [
    own.head({ name, severity, title }),
    ...(resolvedAt === undefined
      ? [...changed, own.started({ at: known["times.started"] ?? "" }), own.status({ status: known.status ?? "" })]
      : [own.resolved({ at: resolvedAt, words: known.resolution ?? "" })]),
    ...(known["impact.summary"] === undefined ? [] : [own.impact({ impact: known["impact.summary"] })]),
    ...(known["update.text"] === undefined || resolvedAt !== undefined
      ? []
      : [own.update({ text: known["update.text"] })]),
  ].join("\n");
}

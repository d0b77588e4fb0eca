// From the file as people write it to the rules the domain reads: defaults filled in, each part by its own file.
import type { Runbook } from "../domain/runbook.ts";
import { UPDATE_PARTS } from "../domain/updates/updates.ts";
import {
  DEFAULT_ANNOUNCE,
  DEFAULT_HAND_OVER_AFTER_MS,
  DEFAULT_ID,
  DEFAULT_KEY_MOMENTS,
  DEFAULT_MITIGATED_AT,
  DEFAULT_ROOM,
  DEFAULT_STATUSES,
} from "./defaults.ts";
import { buildContacts, buildReadiness } from "./parts/between.ts";
import { buildDuties, buildTemplates } from "./parts/duties.ts";
import { buildLadder } from "./parts/escalation.ts";
import { buildCategories, buildMeasures, buildSeverityRules, buildTriage } from "./parts/facts.ts";
import { buildHours } from "./parts/hours.ts";
import { buildChecklists, buildPhases, buildPlaybooks } from "./parts/procedures.ts";
import { buildChecks, buildRecovery } from "./parts/recovery.ts";
import { buildActionItemRules, buildDeadlines, buildMeeting, buildSections } from "./parts/review.ts";
import { buildRegimes } from "./parts/regimes.ts";
import { buildRoles } from "./parts/roles.ts";
import { buildSeverity } from "./parts/severities.ts";
import { milliseconds } from "./parts/words.ts";
import { wholeRegimes } from "./regimes.ts";
import type { RunbookYaml } from "./schema.ts";

/** The runbook that a checked file describes. `name` is what the file is called. */
export function buildRunbook(name: string, file: RunbookYaml): Runbook {
  const announceChannel = file.announce ?? DEFAULT_ANNOUNCE;
  const nameOf = (severity: string) => spelled(file, severity);
  return {
    name,
    title: file.title,
    idPattern: file.id ?? DEFAULT_ID,
    roomPattern: file.room ?? DEFAULT_ROOM,
    announceChannel,
    calendar: buildHours(file.hours),
    severities: file.severities.map(buildSeverity),
    categories: buildCategories(file.categories),
    measures: buildMeasures(file.measures, nameOf),
    severityRules: buildSeverityRules(file.severity_rules, nameOf),
    statuses: file.statuses ?? DEFAULT_STATUSES,
    mitigatedAt: mitigatedAt(file),
    phases: buildPhases(file.phases),
    triage: buildTriage(file.triage),
    roles: buildRoles(file.roles, file.updates_by, nameOf),
    updateParts: file.update_parts ?? UPDATE_PARTS,
    handOverAfter_ms: handOverAfter_ms(file.hand_over_after),
    ladder: buildLadder(file.escalation, file.severities, nameOf),
    duties: buildDuties(file.duties, announceChannel, nameOf),
    templates: buildTemplates(file.templates),
    checks: buildChecks(file.checks),
    recovery: buildRecovery(file.recovery, nameOf),
    checklists: buildChecklists(file.checklists, nameOf),
    playbooks: buildPlaybooks(file.playbooks),
    bridge: file.bridge ?? null,
    links: file.links ?? [],
    contacts: buildContacts(file.contacts),
    keyMoments: file.key_moments ?? DEFAULT_KEY_MOMENTS,
    postmortem: { sections: buildSections(file.postmortem) },
    review: {
      deadlines: buildDeadlines(file.after_resolve, file.action_items, nameOf),
      meeting: buildMeeting(file.meeting),
      actionItems: buildActionItemRules(file.action_items),
    },
    regimes: buildRegimes(wholeRegimes(file.regimes ?? []), nameOf),
    readiness: buildReadiness(file.readiness),
    reports: file.reports ?? [],
  };
}

/** A severity in the spelling of the list, however a rule writes it. */
function spelled(file: RunbookYaml, severity: string): string {
  const folded = severity.toLowerCase();
  return file.severities.find((one) => one.name.toLowerCase() === folded)?.name ?? severity;
}

/** In the file's own spelling of the status. */
function mitigatedAt(file: RunbookYaml): string | null {
  const statuses = file.statuses ?? DEFAULT_STATUSES;
  const named = file.mitigated_at?.toLowerCase();
  const isMeant = (status: string) =>
    named === undefined ? DEFAULT_MITIGATED_AT.test(status) : status.toLowerCase() === named;
  return statuses.find(isMeant) ?? null;
}

const handOverAfter_ms = (given: string | null | undefined): number | null =>
  given === undefined ? DEFAULT_HAND_OVER_AFTER_MS : given === null ? null : milliseconds(given);

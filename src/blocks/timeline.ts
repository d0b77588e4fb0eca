// What happened, as one sentence of a document: text from Slack as it came, which `prose` makes safe afterwards.
import { leadRole, type Runbook, roleOf } from "../domain/runbook.ts";
import type { Happening } from "../domain/postmortem.ts";
import { effectWords } from "./effect.ts";
import { factTold } from "./facts.ts";
import { mergeTold } from "./merge.ts";
import type { Words } from "./words/en.ts";

export function happeningWords(what: Happening, runbook: Runbook, words: Words): string {
  const { timeline: said } = words;
  const role = (key: string) => roleOf(runbook, key)?.name ?? key;
  switch (what.type) {
    case "Began":
      return said.began;
    case "Said":
    case "NoteAdded":
      return what.text;
    case "IncidentDeclared":
      return said.declared(what);
    case "Acknowledged":
      return said.acknowledged;
    case "RoleAssigned": {
      const held = { role: role(what.role), who: people([what.user]) };
      return what.previous
        ? said.roleReplaced({ ...held, previous: people([what.previous]) })
        : said.roleAssigned(held);
    }
    case "RoleReleased":
      return said.roleReleased({ role: role(what.role), who: people([what.user]) });
    case "SeverityChanged": {
      const { from, to, reason } = what;
      return reason ? said.severityChangedFor({ from, to, reason }) : said.severityChanged({ from, to });
    }
    case "StatusChanged":
      return said.statusChanged(what);
    case "UpdatePosted":
      return said.update(what);
    case "TimeSet":
    case "ImpactSet":
      return factTold(what, words);
    case "MergedInto":
    case "DuplicateMerged":
    case "DuplicateParted":
    case "Joined":
      return mergeTold(what, words);
    case "NudgeSent": {
      const late_ms = what.at - what.dueAt;
      const who = people(what.to);
      return late_ms < 60_000 ? said.remindedDue({ who }) : said.remindedLate({ who, late: words.duration(late_ms) });
    }
    case "LeadAsked":
      return said.leadAsked({ who: people(what.to), role: leadRole(runbook)?.name ?? said.lead });
    case "Resolved":
      return said.resolved(what);
    case "Cancelled":
      return said.cancelled(what);
    case "Reopened":
      return said.reopened(what);
    case "RoomRefused":
      return said.roomRefused(what);
    case "RoomLeft":
      return said.roomLeft;
    case "RoomMoved":
      return said.roomMoved;
    case "PeopleInvited":
      return said.invitesRefused({ who: people(what.refused.map(({ user }) => user)) });
    case "EffectFailed":
      return said.effectFailed({ effect: effectWords(what.effect, words), why: what.why });
  }
}

const people = (users: readonly string[]): string => users.map((user) => `<@${user}>`).join(", ");

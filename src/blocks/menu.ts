// What can be done in an incident here and now, in rows: a topic's buttons stand in its row. Behind "More…" on the card,
// and bare `/incident` in a room.
import type { Button, KnownBlock } from "@slack/types";
import type { Incident } from "../domain/incident.ts";
import { leadRole, type Runbook } from "../domain/runbook.ts";
import { ACTION, button } from "./actions.ts";
import { standing, takeRole } from "./card.ts";
import { actions, context, escaped, type Post, section } from "./mrkdwn.ts";
import { hasDuties, openDuties } from "./duties/duties.ts";
import { hasRecovery, openRecovery } from "./recovery/recovery.ts";
import { openRegimes } from "./regimes/list.ts";
import { openDeadlines } from "./review/deadlines.ts";
import type { Words } from "./words/en.ts";

/** Slack takes no more in one row. */
const ROW_MAX = 25;

type RowName = keyof Words["overview"]["rows"];

/** Every order of buttons is decided here, and nowhere else. */
type Rows = readonly (readonly [RowName, readonly Button[]])[];

export function incidentMenu(incident: Incident, runbook: Runbook, words: Words): Post {
  const rows = incident.stage === "open" ? openRows(incident, runbook, words) : endedRows(incident, runbook, words);
  const head = `${standing(incident, words)}\n${escaped(incident.title)}`;
  return {
    text: `${standing(incident, words)}: ${escaped(incident.title)}`,
    blocks: [
      section(head),
      ...rows.flatMap(([name, buttons]): KnownBlock[] =>
        buttons.length === 0 ? [] : [context(words.overview.rows[name]), actions(buttons.slice(0, ROW_MAX))],
      ),
      context(words.overview.commandsAt),
    ],
  };
}

function openRows(incident: Incident, runbook: Runbook, words: Words): Rows {
  const { buttons, facts, tasks } = words;
  const value = { incident: incident.id };
  const lead = leadRole(runbook);
  const vacant = runbook.roles.filter(({ key }) => !incident.roles[key]);
  return [
    [
      "now",
      [
        ...(incident.acknowledged ? [] : [button(buttons.acknowledge, ACTION.acknowledge, value, "primary")]),
        button(buttons.postUpdate, ACTION.openUpdate, value),
        ...(incident.updates.length > 0 ? [button(buttons.correctUpdate, ACTION.chooseCorrectUpdate, value)] : []),
        button(buttons.addNote, ACTION.openNote, value),
        button(buttons.timeline, ACTION.showTimeline, value),
        button(buttons.brief, ACTION.brief, value),
      ],
    ],
    [
      "people",
      [
        ...vacant.map((role) => takeRole(role, incident, words, role.key === lead?.key ? "primary" : undefined)),
        ...(vacant.length < runbook.roles.length ? [button(buttons.handOver, ACTION.openHandover, value)] : []),
      ],
    ],
    [
      "facts",
      [
        ...(runbook.triage.length > 0 ? [button(facts.buttons.triage, ACTION.openTriage, value)] : []),
        button(facts.buttons.impact, ACTION.openImpact, value),
        button(facts.buttons.times, ACTION.showTimes, value),
        button(buttons.changeSeverity, ACTION.openSeverity, value),
        button(buttons.changeStatus, ACTION.openStatus, value),
      ],
    ],
    [
      "work",
      [
        button(tasks.buttons.give, ACTION.openGiveTask, value),
        button(tasks.buttons.list, ACTION.listTasks, value),
        ...(hasDuties(runbook) ? [openDuties(incident, words)] : []),
        ...(runbook.regimes.length > 0 ? [openRegimes(incident, words)] : []),
        ...(runbook.checklists.length > 0 ? [button(words.checklists.buttons.list, ACTION.showChecklists, value)] : []),
        ...(runbook.playbooks.length > 0 ? [button(words.playbooks.buttons.list, ACTION.showPlaybooks, value)] : []),
        ...actionItems(incident, words),
      ],
    ],
    [
      "end",
      [
        ...(hasRecovery(incident, runbook) ? [openRecovery(incident, words)] : []),
        button(buttons.resolve, ACTION.openResolve, value),
        button(buttons.cancel, ACTION.openCancel, value),
      ],
    ],
  ];
}

function endedRows(incident: Incident, runbook: Runbook, words: Words): Rows {
  const { buttons, facts } = words;
  const value = { incident: incident.id };
  return [
    [
      "after",
      [
        button(buttons.draftPostmortem, ACTION.requestPostmortem, value, "primary"),
        button(buttons.addNote, ACTION.openNote, value),
        button(buttons.timeline, ACTION.showTimeline, value),
        button(facts.buttons.impact, ACTION.openImpact, value),
        button(facts.buttons.times, ACTION.showTimes, value),
        ...(runbook.review.deadlines.length > 0 ? [openDeadlines(incident, words)] : []),
        ...(runbook.regimes.length > 0 ? [openRegimes(incident, words)] : []),
        ...(incident.stage === "resolved" ? [button(words.review.buttons.meeting, ACTION.openMeeting, value)] : []),
        button(buttons.reopen, ACTION.openReopen, value),
      ],
    ],
    ["work", actionItems(incident, words)],
  ];
}

const actionItems = ({ id: incident }: Incident, { actionItems: { buttons } }: Words): Button[] => [
  button(buttons.add, ACTION.openAddItem, { incident }),
  button(buttons.list, ACTION.listItems, { incident }),
];

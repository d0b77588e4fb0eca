// A duty as people are asked to do it, by each way; and Warroom's own text of what is worse now.
import { dutyPost } from "../../../src/blocks/duties/draft.ts";
import { dutyWords, todoList } from "../../../src/blocks/duties/names.ts";
import { knownValues, ownText } from "../../../src/blocks/duties/values.ts";
import { line, person } from "../../../src/blocks/mrkdwn.ts";
import { type Duty, OUTLETS } from "../../../src/domain/duties/duty.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import { runbookOf } from "../../runbook/reading.ts";
import { BEN, minute, NAMES, REASON, RUNBOOK, RUNNING } from "./data.ts";
import type { Area, Sample } from "./sample.ts";

const [SUPPORT, PAGE, PRESS, SOCIAL] = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
duties:
  - { tell: Support, by: channel, channel: support }
  - { tell: Status page, by: status-page }
  - { tell: Press, by: press }
  - { tell: Social media, by: social }
`).duties as unknown as readonly [Duty, Duty, Duty, Duty];

/** By each way; where there is another wording for it, with a name that says the way. */
const ASKED: readonly Duty[] = [
  { ...PAGE, key: `public update ${RUNNING.severity}` },
  ...OUTLETS.map((outlet): Duty => ({ ...SUPPORT, key: outlet, outlet })),
  PAGE,
  PRESS,
  SOCIAL,
];
const TICKETS = (["Support", "Support ticket"] as const).flatMap((audience) =>
  (["declared", "updated", "resolved"] as const).map(
    (at): Duty => ({ ...PAGE, key: at, audience, outlet: "ticket", moment: { at } }),
  ),
);

const PAGES = (["Support", "Status page"] as const).flatMap((audience) =>
  (["updated", "resolved"] as const).map((at): Duty => ({ ...PAGE, key: at, audience, moment: { at } })),
);

const RAISED: Incident = {
  ...RUNNING,
  formerSeverities: [{ severity: "SEV2", since: minute(0) }],
  severityReason: REASON,
};

const raised = (name: string, when: string, incident: Incident): Sample => ({
  name,
  when,
  of: REASON,
  show: (words) => {
    const known = knownValues(incident, RUNBOOK, { names: NAMES, now: minute(20) }, words);
    return dutyPost(incident, { subject: null, text: ownText(incident, known, words) }, words);
  },
});

export const DUTY_NAME_AREAS: readonly Area[] = [
  {
    title: "Duties by name",
    chars_max: 1_000,
    samples: [
      {
        name: "what is asked",
        when: "somebody is asked to do it, of each way",
        of: [...ASKED, ...PAGES, ...TICKETS],
        show: (words) =>
          line(
            words.duties.say.owed({
              who: person(BEN),
              each: words.duties.say.now({ list: todoList([...ASKED, ...PAGES, ...TICKETS], words) }),
            }),
          ),
      },
      {
        name: "tickets",
        when: "the same ticket is opened, updated and closed",
        of: TICKETS,
        show: (words) => line(TICKETS.map((duty) => dutyWords(duty, words)).join(", ")),
      },
      raised("own text of what is worse now", "the severity was raised, and the runbook has no words for it", RAISED),
      raised("own text of what is worse now, for no reason", "the severity was raised, and nobody said why", {
        ...RAISED,
        severityReason: null,
      }),
    ],
  },
];

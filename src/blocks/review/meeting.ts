// The review meeting: the form that sets it, and what the room is told.
import type { InputBlock, ModalView } from "@slack/types";
import type { DomainEvent } from "../../domain/event.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Said } from "../../domain/job.ts";
import { meetingMinutes, meetingUntil } from "../../domain/review/meeting.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { MINUTE_MS, SECOND_MS } from "../../lib/pure/duration.ts";
import { FORM, plain } from "../actions.ts";
import { FIELD, type FormMetadata, modal } from "../forms.ts";
import { escaped, line, person, type Post, section, time, utc } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

export function meetingForm(incident: Incident, runbook: Runbook, metadata: FormMetadata, words: Words): ModalView {
  const { form } = words.review.meeting;
  const planned = incident.meeting?.startsAt;
  const when: InputBlock = {
    type: "input",
    block_id: FIELD.when,
    label: plain(form.when),
    hint: plain(form.hint),
    element: {
      type: "datetimepicker",
      action_id: FIELD.when,
      ...(planned === undefined ? {} : { initial_date_time: Math.floor(planned / SECOND_MS) }),
    },
  };
  const blocks = [section([...agendaLines(incident, runbook, words)].join("\n")), when];
  return modal(FORM.meeting, { title: form.title, submit: form.submit }, metadata, blocks, words);
}

function agendaLines(incident: Incident, runbook: Runbook, words: Words): string[] {
  const { meeting: said } = words.review;
  const until = meetingUntil(incident, runbook);
  const agenda = runbook.review.meeting?.agenda ?? [];
  return [
    ...(until === null ? [] : [said.until({ until: time(until) })]),
    said.lasts({ duration: words.duration(meetingMinutes(runbook) * MINUTE_MS) }),
    ...(agenda.length === 0 ? [] : [said.agenda]),
    ...agenda.map(({ title, minutes }) => `• ${said.point(minutes, escaped(title))}`),
  ];
}

/** What the room is told. */
export function meetingSaid(
  incident: Incident,
  runbook: Runbook,
  { startsAt, by }: Extract<Said, { type: "meeting-set" }>,
  words: Words,
): Post {
  const { meeting: said } = words.review;
  const until = meetingUntil(incident, runbook);
  const head = said.set({ name: escaped(incident.name), at: time(startsAt), by: person(by) });
  const late = until !== null && startsAt > until ? [said.late({ until: time(until) })] : [];
  return line([head, ...late, said.fileHere].join(" "));
}

const TOLD = ["DeadlineDone", "DeadlineUndone", "DeadlinesNudged", "MeetingSet"] as const;

type OfReview = Extract<DomainEvent, { type: (typeof TOLD)[number] }>;

/** Whether it is told here. */
export const isOfReview = (what: { type: string }): what is OfReview => TOLD.some((type) => type === what.type);

/** As a sentence of a document; `people` shows who they are. */
export function reviewTold(what: OfReview, people: (users: readonly string[]) => string, words: Words): string {
  const { told } = words.review;
  switch (what.type) {
    case "DeadlineDone":
      return told.done(what);
    case "DeadlineUndone":
      return told.undone(what);
    case "MeetingSet":
      return told.meeting({ at: utc(what.startsAt) });
    case "DeadlinesNudged":
      return what.isLost
        ? told.notReached({ who: people(what.to) })
        : told.nudged({ who: people(what.to) }, what.nudged.length);
  }
}

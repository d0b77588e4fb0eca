// Checklists as people see them: which there are, one to tick off, and what the room is told.
import type { KnownBlock, ModalView } from "@slack/types";
import type { Incident } from "../../domain/incident.ts";
import type { Said } from "../../domain/job.ts";
import type { Checklist } from "../../domain/procedures/procedures.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { ACTION, button } from "../actions.ts";
import { listView } from "../forms.ts";
import { actions, clockTime, escaped, line, person, type Post, section } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** Which there are, with a way into each. `remark`: why they are shown. */
export function checklistsOverview(
  incident: Incident,
  { checklists }: Runbook,
  words: Words,
  remark = words.checklists.choose({ name: escaped(incident.name) }),
): Post {
  const { checklists: said } = words;
  const lines = checklists.map((one): KnownBlock => {
    const done = one.items.filter((item) => incident.ticked[one.key]?.[item]).length;
    const text = said.line({ title: escaped(one.title) }, done, one.items.length);
    return { ...section(text), accessory: openButton(one, incident, words) } as KnownBlock;
  });
  return { text: remark, blocks: [section(remark), ...lines] };
}

const openButton = ({ key }: Checklist, { id }: Incident, { checklists: { buttons } }: Words) =>
  button(buttons.open, `${ACTION.openChecklist}:${key}`, { incident: id, checklist: key });

/** Each item with its button. `remark`: why the last press changed nothing. */
export function checklistView(
  incident: Incident,
  { key, title, items }: Checklist,
  words: Words,
  remark?: string,
): ModalView {
  const { checklists: said } = words;
  const lines = items.map((item, index): KnownBlock => {
    const ticked = incident.ticked[key]?.[item];
    const about = { item: escaped(item) };
    const text = ticked ? said.ticked({ ...about, by: person(ticked.by), at: clockTime(ticked.at) }) : said.item(about);
    const [label, action] = ticked ? [said.buttons.untick, ACTION.untickItem] : [said.buttons.tick, ACTION.tickItem];
    const accessory = button(label, `${action}:${index}`, { incident: incident.id, checklist: key, item });
    return { ...section(text), accessory } as KnownBlock;
  });
  return listView(title, [...(remark === undefined ? [] : [section(remark)]), ...lines], words);
}

/** What the room is told. */
export function checklistSaid(
  incident: Incident,
  runbook: Runbook,
  what: Extract<Said, { type: "checklist-offered" | "checklist-done" }>,
  words: Words,
): Post {
  const { checklists: said } = words;
  if (what.type === "checklist-done") return line(said.done({ title: escaped(what.title), by: person(what.by) }));
  const checklist = runbook.checklists.find(({ key }) => key === what.checklist);
  if (!checklist) return line(said.none);
  const text = said.offered({ title: escaped(checklist.title) }, checklist.items.length);
  return { text, blocks: [section(text), actions([openButton(checklist, incident, words)])] };
}

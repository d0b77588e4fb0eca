// What one person is shown of times and impact: how each came to be what it is.
import type { KnownBlock } from "@slack/types";
import type { DomainEvent } from "../../domain/event.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Runbook } from "../../domain/runbook.ts";
import { asksMitigated, isStartGiven, TIME_NAMES, type TimeName, timeOf } from "../../domain/facts/times.ts";
import { userOf } from "../../domain/actor.ts";
import { cut } from "../../lib/pure/text.ts";
import { ACTION, button } from "../actions.ts";
import { actions, context, escaped, person, type Post, section, time } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** A block each, of MESSAGE_BLOCKS_MAX; what is older stands on the timeline. */
const CHANGES_MAX = 20;
const SHOWN_CHARS_MAX = 200;

/** The six times, where each comes from, and the way to set one right. */
export function timesOverview(incident: Incident, words: Words): Post {
  const { times: said } = words.facts;
  const name = escaped(incident.name);
  const change = button(said.change, ACTION.openTimes, { incident: incident.id });
  return {
    text: said.title({ name }),
    blocks: [
      section([said.title({ name }), ...TIME_NAMES.map((one) => timeLine(incident, one, words))].join("\n")),
      actions([change]),
    ],
  };
}

function timeLine(incident: Incident, name: TimeName, { facts }: Words): string {
  const { times: said } = facts;
  const at = timeOf(incident, name);
  const about = { time: facts.time[name], at: at === null ? said.notKnown : time(at) };
  const source = at === null ? null : sourceOf(incident, name, facts);
  return source === null ? said.line(about) : said.lineWith({ ...about, source });
}

/** Where a time comes from, in words; null where there is nothing to say. */
function sourceOf(incident: Incident, name: TimeName, { times: said }: Words["facts"]): string | null {
  const set = incident.times[name];
  if (set) {
    const reason = escaped(cut(set.reason, SHOWN_CHARS_MAX));
    return said.set({ by: person(set.by), at: time(set.setAt), reason });
  }
  switch (name) {
    case "started":
      return isStartGiven(incident) ? said.given : said.assumed;
    case "declared":
      return said.by({ by: person(incident.declaredBy) });
    case "acknowledged":
      return incident.acknowledged && said.by({ by: person(incident.acknowledged.by) });
    case "resolved":
      return incident.ended && said.by({ by: person(incident.ended.by) });
    default:
      return null;
  }
}

/** Every change of the impact, newest first, with what changed. */
export function impactHistory(incident: Incident, events: readonly DomainEvent[], words: Words): Post {
  const { history: said, part: partName } = words.facts;
  const changes = events.filter((event) => event.type === "ImpactSet").toReversed();
  if (changes.length === 0) return { text: said.none, blocks: [section(said.none)] };
  const title = said.title({ name: escaped(incident.name) });
  const more = changes.length - CHANGES_MAX;
  const shown = changes.slice(0, CHANGES_MAX).map((event): KnownBlock => {
    const parts = event.changed.map((part) => {
      const text = event.words[part];
      return said.part({ part: partName[part], text: text === undefined ? words.facts.notKnown : escaped(text) });
    });
    const by = person(userOf(event.actor) ?? event.actor);
    return section(said.change({ at: time(event.at), by, parts: parts.join("\n") }));
  });
  return { text: title, blocks: [section(title), ...shown, ...(more > 0 ? [context(said.more(more))] : [])] };
}

/**
 * Privately, to whoever just entered the status that means it: whether it is mitigated now. Nothing is set unless they
 * say so.
 */
export function mitigatedQuestion(before: Incident, after: Incident, runbook: Runbook, { facts }: Words): Post | null {
  if (before.status === after.status || !asksMitigated(after, after.status, { runbook })) return null;
  const question = facts.isMitigated({ name: escaped(after.name), status: escaped(after.status) });
  const { mitigatedNow } = facts.buttons;
  const now = button(mitigatedNow, ACTION.mitigatedNow, { incident: after.id }, "primary");
  return { text: question, blocks: [section(question), actions([now])] };
}

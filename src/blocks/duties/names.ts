// A duty by name: whom it tells and by which way, and as what somebody is asked to do.
import { type Duty, noticeStep, type Outlet } from "../../domain/duties/duty.ts";
import { isPublicUpdate } from "../../domain/duties/occasions.ts";
import { escaped } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** "*Executive team* (direct message)"; "*Status page*", which says the way by itself. */
export function dutyWords(duty: Duty | undefined, words: Words): string {
  const { duties: said } = words;
  const audience = escaped(audienceOf(duty, words));
  const way = wayOf(duty, words);
  return way === null ? said.whoAlone({ audience }) : said.who({ audience, way: escaped(way) });
}

/** The same without markup, also of what is kept of a duty that an edited runbook no longer has. */
export function plainDuty(
  { audience, outlet, key, moment }: Pick<Duty, "audience" | "outlet"> & Partial<Pick<Duty, "key" | "moment">>,
  words: Words,
): string {
  const { duties: said } = words;
  if (audience === "" || (key !== undefined && isPublicUpdate(key))) return said.outside;
  if (!isNamedAfter(audience, outlet, words)) return said.told.duty({ audience, way: said.outlet[outlet] });
  return outlet === "ticket" && moment
    ? said.told.duty({ audience, way: said.ticket[noticeStep({ moment })] })
    : audience;
}

/** "tell *Executive team* by direct message"; "put the first notice on the *Status page*". */
export function todoWords(duty: Duty, words: Words): string {
  const { todo, toChannel } = words.duties;
  if (isPublicUpdate(duty.key)) return todo.publicUpdate;
  const { audience, outlet, channel } = duty;
  const who = { who: words.duties.whoAlone({ audience: escaped(audience) }) };
  const isNamed = isNamedAfter(audience, outlet, words);
  switch (outlet) {
    case "ticket":
      return todo[isNamed ? "ticket" : "ticketFor"][noticeStep(duty)](who);
    case "channel":
      return todo.channel({ ...who, channel: escaped(toChannel({ channel: channel ?? "" })) });
    case "status-page":
      return todo[isNamed ? "statusPage" : "statusPageFor"][noticeStep(duty)](who);
    case "social":
    case "press":
      return todo[isNamed ? "named" : "by"][outlet](who);
    default:
      return todo.by[outlet](who);
  }
}

/** Joined to a sentence. */
export const todoList = (duties: readonly (Duty | undefined)[], words: Words): string =>
  duties.flatMap((duty) => (duty ? [todoWords(duty, words)] : [])).join("; ");

const audienceOf = (duty: Duty | undefined, { duties: said }: Words): string =>
  duty && !isPublicUpdate(duty.key) ? duty.audience : said.outside;

/** Null where the audience's name says it. */
function wayOf(duty: Duty | undefined, words: Words): string | null {
  const { duties: said } = words;
  if (!duty || isPublicUpdate(duty.key)) return null;
  if (duty.channel) return said.toChannel({ channel: duty.channel });
  if (!isNamedAfter(duty.audience, duty.outlet, words)) return said.outlet[duty.outlet];
  return duty.outlet === "ticket" ? said.ticket[noticeStep(duty)] : null;
}

const isNamedAfter = (audience: string, outlet: Outlet, { duties: said }: Words): boolean =>
  audience.toLowerCase().includes(said.outlet[outlet].toLowerCase());

// Whom the runbook names for a call, how to reach them, and the words to those who must do it themselves.
import type { Incident } from "../../domain/incident.ts";
import type { Notice } from "../../domain/job.ts";
import { bound, type Contact, type People, type Runbook } from "../../domain/runbook.ts";
import { channelLink, escaped, line, lines, person, type Post } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** All of them, with who is bound to each. */
export function contactList({ title, contacts }: Runbook, people: People, words: Words): Post {
  const { escalation: said } = words;
  if (contacts.length === 0) return line(said.noContacts);
  return lines([said.contacts({ title: escaped(title) }), ...contacts.map((one) => contactLine(one, people, words))]);
}

function contactLine(contact: Contact, people: People, words: Words): string {
  const { escalation: said } = words;
  const users = bound(people, contact.to).map(person);
  const backup = bound(people, contact.backup).map(person);
  const ways = [
    ...(users.length > 0 ? users : [said.nobodyBound({ keys: escaped(contact.to.join(", ")) })]),
    ...waysOf(contact, words),
    ...(backup.length > 0 ? [said.backup({ who: backup.join(" ") })] : []),
  ];
  return said.contact({ name: escaped(contact.name), ways: ways.join(" · ") });
}

function waysOf({ phone, mail, by }: Contact, { escalation: said }: Words): string[] {
  return [
    ...(phone === null ? [] : [said.phone({ phone: escaped(phone) })]),
    ...(mail === null ? [] : [said.mail({ mail: escaped(mail) })]),
    ...(by.length === 0 ? [] : [said.first({ by: escaped(by.join(", ")) })]),
  ];
}

/** To whoever leads: whom to call themselves, and how. */
export function callYourself(
  incident: Incident,
  runbook: Runbook,
  { name, keys }: Extract<Notice, { type: "call-yourself" }>,
  words: Words,
): Post {
  const { escalation: said } = words;
  const about = { name: escaped(incident.name), title: escaped(incident.title), who: escaped(name) };
  const head = incident.private
    ? said.callPrivate(about)
    : said.callUnbound({ ...about, keys: escaped(keys.join(", ")) });
  const named = runbook.contacts.filter(({ to }) => to.some((key) => keys.includes(key)));
  const ways = named.map((one) => {
    const all = waysOf(one, words);
    return said.contact({ name: escaped(one.name), ways: all.length > 0 ? all.join(" · ") : said.noWay });
  });
  return lines([head, ...ways]);
}

/** To somebody who would have been paged. */
export function noPager({ name, title, room }: Incident, { escalation: said }: Words): Post {
  const where = room ? channelLink(room.channel) : said.roomComes;
  return line(said.toPaged({ name: escaped(name), title: escaped(title), room: where }));
}

// Which of the runbook's checklists or playbooks somebody means by what they typed.
import { nearest } from "../../../lib/pure/text.ts";

interface Named {
  key: string;
  title: string;
}

/** By its key, by how its title begins, by words within, or by what is nearly it. */
export function namedBy<One extends Named>(typed: string, all: readonly One[]): One | undefined {
  const asked = typed.trim().toLowerCase();
  const titled = all.map((one) => ({ one, title: one.title.toLowerCase() }));
  const near = nearest(
    asked,
    titled.map(({ title }) => title),
  );
  const found =
    titled.find(({ one }) => one.key === asked) ??
    titled.find(({ title }) => title.startsWith(asked)) ??
    titled.find(({ title }) => title.includes(asked)) ??
    titled.find(({ title }) => title === near);
  return found?.one;
}

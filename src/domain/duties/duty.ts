// Whom a runbook has told, by which way, and until when.
import type { Span } from "../calendar/span.ts";
import type { Condition } from "../condition.ts";

/** `page` wakes somebody; what reaches beyond the organisation is drafted and goes out with somebody's word. */
export const OUTLETS = [
  "page",
  "direct",
  "channel",
  "status-page",
  "mail",
  "phone",
  "social",
  "press",
  "ticket",
] as const;
export type Outlet = (typeof OUTLETS)[number];

/** Outlets that Slack is itself. */
export const IN_SLACK: readonly Outlet[] = ["direct", "channel"];

export type DutyMoment =
  | { at: "declared" | "acknowledged" | "mitigated" | "resolved" }
  /** Each time an update is posted. */
  | { at: "updated" }
  /** It has run that long. */
  | { at: "open-for"; span: Span }
  /** Again and again while it runs. */
  | { at: "every"; every_ms: number }
  /** Its condition came to hold, at the declaration or since. */
  | { at: "found" };

/** Of what one audience hears by one way: the first, what is new, that it is over. */
export type NoticeStep = "first" | "news" | "end";

export const noticeStep = ({ moment: { at } }: Pick<Duty, "moment">): NoticeStep =>
  at === "resolved" ? "end" : ["updated", "every", "mitigated"].includes(at) ? "news" : "first";

/** Its moment comes once while it runs: no notice of an update, of the end, or again and again. */
export const comesOnce = ({ moment }: Pick<Duty, "moment">): boolean =>
  !["updated", "every", "resolved"].includes(moment.at);

export interface Duty {
  key: string;
  /** Who is told, as people call them: "Executive team". */
  audience: string;
  /** Keys into People; empty for an audience that is no list of people. */
  to: readonly string[];
  outlet: Outlet;
  /** The channel, for that outlet, without "#". */
  channel: string | null;
  moment: DutyMoment;
  /** After its moment; null where the runbook gives no time. */
  within: Span | null;
  only: Condition;
  /** The role that sees to it; null for whoever posts the updates. */
  owner: string | null;
  /** The role whose word lets it go out; null where none is named. */
  approver: string | null;
  /** It goes out by itself when its moment comes, without anybody's click. */
  automatic: boolean;
  /** Key of a template; null for Warroom's own words. */
  template: string | null;
}

export interface Template {
  key: string;
  /** Liquid; null for what has no subject. */
  subject: string | null;
  /** Liquid. */
  text: string;
}

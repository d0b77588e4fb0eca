// What a runbook's templates may name, each with what it stands for. What is not known at the time is missing, and named.
export const TEMPLATE_VALUES = {
  "incident.name": "what the incident is called: INC-12",
  "incident.title": "what it is about",
  severity: "its severity",
  status: "its status",
  categories: "its categories",
  "impact.summary": "the impact in a sentence",
  "impact.users": "who is hit",
  "impact.services": "what is hit",
  "impact.regions": "where",
  "impact.business": "what it costs",
  "impact.data": "what became of data",
  "impact.security": "what became of security",
  "times.started": "when it began",
  "times.declared": "when it was declared",
  "times.acknowledged": "when somebody acknowledged it",
  "times.mitigated": "when it was mitigated",
  "times.resolved": "when it was resolved",
  "times.duration": "from its beginning to its end, or until now",
  "times.last_update": "when the last update came",
  "times.next_update": "when the next update is due",
  "update.text": "what the last update says",
  "update.next": "what is done next",
  "update.eta": "when it may be over",
  "update.workaround": "what helps until then",
  resolution: "what was said when it was resolved",
  "postmortem.cause": "the root cause, once somebody wrote it down",
  "postmortem.prevention": "what keeps it from coming back, once somebody wrote it down",
  bridge: "where people meet by voice",
} as const;

/** `roles.<key>` besides. */
export type TemplateValue = keyof typeof TEMPLATE_VALUES | `roles.${string}`;

/** What is known; an absent value is missing. */
export type KnownValues = Partial<Record<TemplateValue, string>>;

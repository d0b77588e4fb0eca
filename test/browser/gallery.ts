// Every kind of block and element that apps use here, as an app would send them.
import type { Block } from "../../src/practice/state.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const option = (text: string, value = text.toLowerCase()) => ({ text: plain(text), value });
const AREAS = ["Checkout", "Search", "Payments"].map((name) => option(name));

const input = (block_id: string, label: string, element: Record<string, unknown>, more = {}): Block => ({
  type: "input",
  block_id,
  label: plain(label),
  element: { action_id: block_id, ...element },
  ...more,
});

/** One field of each kind. */
export const FIELDS: Block[] = [
  input("area", "Area", { type: "static_select", options: AREAS, placeholder: plain("Choose an area") }),
  input("people", "Who is needed", { type: "multi_users_select", placeholder: plain("Choose people") }),
  input("channel", "Where to announce", { type: "conversations_select", placeholder: plain("Choose a channel") }),
  input("day", "Day", { type: "datepicker" }),
  input("hour", "Time", { type: "timepicker" }),
  input("moment", "When it began", { type: "datetimepicker" }, { hint: plain("In your own time zone.") }),
  input("impact", "Impact", { type: "checkboxes", options: [option("Customers"), option("Money")] }),
  input("kind", "Kind", { type: "radio_buttons", options: [option("Outage"), option("Slowness")] }),
  input("count", "Customers affected", { type: "number_input", is_decimal_allowed: false, min_value: "1" }),
  input("words", "What happened", { type: "plain_text_input", multiline: true, max_length: 300 }),
  input("link", "Link", { type: "url_text_input" }, { optional: true }),
];

export const FORM = {
  type: "modal",
  callback_id: "gallery",
  title: plain("Report what you know"),
  submit: plain("Report"),
  close: plain("Not now"),
  blocks: FIELDS,
};

const button = (text: string, more = {}) => ({ type: "button", action_id: `b-${text}`, text: plain(text), ...more });

/** What a message may hold. */
export const MESSAGE: Block[] = [
  { type: "header", text: plain("Every block in one message") },
  {
    type: "section",
    block_id: "s-select",
    text: { type: "mrkdwn", text: "*Severity* is `SEV2`; see <https://example.com|the dashboard>" },
    accessory: { type: "static_select", action_id: "s-area", options: AREAS, placeholder: plain("Area") },
  },
  {
    type: "section",
    text: { type: "mrkdwn", text: "More can be done here" },
    accessory: {
      type: "overflow",
      action_id: "s-more",
      options: [option("Copy the link"), option("Hand over"), option("Close")],
    },
  },
  {
    type: "section",
    fields: [
      "*Commander*\nnobody yet",
      "*Status*\nInvestigating",
      "*Open for*\n12 minutes",
      "*Update due*\nin 3 minutes",
    ].map((text) => ({ type: "mrkdwn", text })),
  },
  {
    type: "actions",
    block_id: "a-buttons",
    elements: [
      button("Take it", { style: "primary" }),
      button("Hand over"),
      button("Close for good", {
        style: "danger",
        confirm: {
          title: plain("Close it?"),
          text: plain("Everybody is told."),
          confirm: plain("Close"),
          deny: plain("Keep"),
        },
      }),
      { type: "users_select", action_id: "a-user", placeholder: plain("Assign somebody") },
      { type: "datepicker", action_id: "a-day", initial_date: "2026-11-02" },
      { type: "overflow", action_id: "a-more", options: [option("Snooze"), option("Mute")] },
    ],
  },
  {
    type: "actions",
    elements: [{ type: "checkboxes", action_id: "a-done", options: [option("Rolled back"), option("Customers told")] }],
  },
  { type: "divider" },
  { type: "context", elements: [{ type: "mrkdwn", text: "Asked by Warroom · :warning: two days late" }] },
];

export const HOME = {
  type: "home",
  blocks: [
    { type: "header", text: plain("Open incidents") },
    ...MESSAGE.slice(1, 5),
    { type: "divider" },
    { type: "header", text: plain("Waiting for you") },
    {
      type: "section",
      text: { type: "mrkdwn", text: "*Write down who was told* · due today" },
      accessory: { type: "button", action_id: "h-done", text: plain("Done") },
    },
  ],
};

export const POSTMORTEM = `# INC-1: Checkout is down

**SEV1**, open for 41 minutes. [The dashboard](https://example.com/d/1)

## What happened

1. Release 412 took the database's last connection
2. It was rolled back

- [x] Tell support
- [ ] Raise the limit

| time | what |
|---|---|
| 09:12 | Declared |
| 09:53 | Resolved |

> Two queues are still full

\`\`\`
select count(*) from orders;
\`\`\`
`;

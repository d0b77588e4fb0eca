/** What each subcommand says about itself: what may stand behind it, and what it does. */
export const subcommands = {
  declare: { usage: "[severity] [title]", does: "opens an incident and its room" },
  ack: { usage: "", does: "says that you have seen it and are on it" },
  role: { usage: "[role] [@name | release]", does: "claims, assigns or frees a role" },
  severity: { usage: "[severity] [why]", does: "changes the severity" },
  status: { usage: "[status]", does: "changes the status" },
  update: { usage: "[text]", does: "posts an update to the room and the announcement" },
  note: { usage: "[time] [text]", does: "adds to the timeline, back-dated if it begins with a time" },
  list: { usage: "", does: "shows the open incidents" },
  resolve: { usage: "[what fixed it]", does: "ends the incident and drafts the postmortem" },
  cancel: { usage: "[why]", does: "ends a false alarm" },
  reopen: { usage: "[why]", does: "opens an ended incident again" },
  postmortem: { usage: "", does: "drafts the postmortem from the record" },
  help: { usage: "", does: "shows this list" },
};

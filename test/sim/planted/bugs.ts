// Bugs planted in the program's own source, one at a time: a simulation that does not find each of them proves nothing.
import type { ProfileName } from "../named-profiles.ts";

interface Place {
  /** In src/. */
  file: string;
  /** Stands there once. */
  find: string;
  plant: string;
}

export interface Bug extends Place {
  /** What the program then does, as one would tell it. */
  name: string;
  /** What else must go, where two places guard against the same. */
  also?: Place;
  /** Where another layer covers up for it in every run, the profile in which that layer is off. */
  profile?: ProfileName;
}

// biome-ignore format: one bug a block
export const BUGS: readonly Bug[] = [
  // What comes in.
  { name: "acknowledges an event before it is stored", file: "in/slack/receive/intake.ts",
    find: "await activity.track(intake.storeEvent({ key, body }));",
    plant: "void activity.track(intake.storeEvent({ key, body })).catch(() => {});" },
  { name: "acknowledges an event that could not be stored", file: "in/slack/receive/intake.ts",
    find: "    return false;\n", plant: "    return true;\n" },
  { name: "stops draining after the first batch", file: "in/slack/events/drain.ts",
    find: "running = false;\n    if (wanted) return wake();", plant: "if (wanted) return wake();" },
  { name: "marks an event done that was not recorded", file: "commands/room/record-room.ts",
    find: "const { versions, messages, sightings } = await newVersions(deps, room, wanted, now);",
    plant: "const { versions, messages, sightings } = now % 5 === 0 ? { versions: [], messages: [], sightings: [] } : await newVersions(deps, room, wanted, now);",
    profile: "no-backfill" },
  { name: "carries out a repeated interaction again", file: "store/inbox.ts",
    find: `"insert an interaction", Object.values(values), () =>
    build
      .insertInto("inbox")
      .values(values)
      .onConflict((conflict) => conflict.columns(["source", "key"]).doNothing())`,
    plant: `"insert an interaction", Object.values(values), () =>
    build
      .insertInto("inbox")
      .values(values)
      .onConflict((conflict) => conflict.columns(["source", "key"]).doUpdateSet((all) => ({ outcome: all.ref("excluded.outcome") })))`,
    // Whoever comes second meets the incident as the first has left it, tries again, and looks for its outcome once more.
    also: { file: "commands/dispatch.ts", find: "const repeated = await repeatOf(deps, order);",
      plant: "const repeated = tries === 0 ? await repeatOf(deps, order) : null;" } },
  { name: "leaves what it took in in the inbox", file: "store/inbox.ts",
    find: ".set({ done_at: now, envelope: null, outcome })", plant: ".set({ outcome })" },
  // The record of a room.
  { name: "shows the words that were told last, not those written last", file: "domain/record/record.ts",
    find: "return sighting.deleted ? sighting.editedTs > before.editedTs : sighting.editedTs >= before.editedTs;",
    // Else the next comparison with Slack puts it right.
    plant: "return true;", profile: "no-backfill" },
  { name: "brings a deleted message back with a late edit", file: "domain/record/record.ts",
    find: "const deletedAt = shownAgain ? null : (before?.deletedAt ?? (sighting.deleted ? now : null));",
    plant: "const deletedAt = sighting.deleted ? now : null;", profile: "no-backfill" },
  { name: "never asks for the replies of a thread", file: "out/slack/record/reconcile-page.ts",
    find: "if (replies === 0 || !isCapped) return replies > 0;", plant: "if (replies >= 0) return false;" },
  { name: "takes what history does not show for still there", file: "out/slack/record/reconcile-page.ts",
    find: "const gone = expected.filter(({ ts }) => !seen.has(ts)).map((row) => deletion(row, room));",
    plant: "const gone: Sighting[] = [];" },
  { name: "reads only the first page of a history", file: "out/slack/record/reconcile-page.ts",
    find: "history: page.next === \"\" ? null : { cursor: page.next, edge: last! },", plant: "history: null," },
  { name: "compares no room at a start", file: "commands/life/recover.ts",
    find: "if (!othersListen) await reconcileRooms(deps, \"deep\");", plant: "" },
  { name: "writes down no gap for the time away", file: "commands/life/recover.ts",
    find: "const missed = alive !== null && now - alive > GAP_MIN_MS && !othersListen;", plant: "const missed = false;" },
  { name: "compares rooms at a start and never again", file: "commands/life/keep-alive.ts",
    find: "if (now - reconciledAt < (isSilent ? RECONCILE_SILENT_EVERY_MS : RECONCILE_EVERY_MS)) return;", plant: "if (now > 0) return;" },
  { name: "forgets that nobody listened", file: "commands/life/keep-alive.ts",
    find: "else deafSince ??= heardAt;", plant: "" },
  // Commits.
  { name: "lets two people move one incident on from the same state", file: "store/incidents.ts",
    find: ".where(\"seq\", \"=\", expected.seq)", plant: ".where(\"seq\", \">=\", expected.seq)" },
  { name: "links each event to the beginning of its chain", file: "store/events.ts",
    find: "const salt = random.hex(16);", plant: "const salt = random.hex(16);\n    hash = \"\";" },
  { name: "gives a role away that somebody holds", file: "domain/roles.ts",
    find: "if (held && (command.type === \"ClaimRole\" || held.user === user)) {", plant: "if (held && held.user === user) {" },
  { name: "merges an incident that is over", file: "domain/merge.ts",
    find: "for (const one of [duplicate, other]) {", plant: "for (const one of [duplicate]) {" },
  { name: "takes a guest for somebody not known yet", file: "domain/may.ts",
    find: "if (actor.standing === \"unknown\" && UNKNOWN_MAY.includes(command.type)) return ok(undefined);",
    plant: "if (UNKNOWN_MAY.includes(command.type)) return ok(undefined);" },
  // Jobs.
  { name: "posts again without looking", file: "out/slack/post/post.ts",
    find: "mayStand = toSearch !== \"nothing\"", plant: "mayStand = claim.attempt > 1_000 && toSearch !== \"nothing\"" },
  { name: "forgets at each try that it had tried before", file: "store/jobs.ts",
    find: "build.updateTable(\"jobs\").set({ due_at: dueAt, outcome: why, body })",
    plant: "build.updateTable(\"jobs\").set({ due_at: dueAt, outcome: why, body, attempts: sql.lit(0) })" },
  { name: "takes a call that failed for one that worked", file: "out/slack/failed.ts",
    find: "return { type: \"retry\", why: `${reply.kind}: ${reply.why}` };", plant: "return { type: \"done\" };" },
  { name: "gives up where it should try again", file: "out/deliver.ts",
    find: "case \"retry\": {\n", plant: "case \"retry\": {\n      if (claim.attempt > 2) return dispatchEnd(deps, claim, \"parked\", outcome.why, 0);\n" },
  { name: "does not hear of new jobs", file: "out/worker.ts",
    find: "store.onCommit(loop.wake);", plant: "" },
  { name: "leaves the lanes of a dead life locked", file: "commands/life/recover.ts",
    find: "if (store.engine === \"sqlite\") writes.push(releaseAllLanes(store));", plant: "" },
  { name: "keeps a lane for ever once a claim failed", file: "out/worker.ts",
    find: "if (!claimedIt) lanes.delete(row.lane);", plant: "" },
  { name: "never lets go of a lane", file: "out/worker.ts",
    find: "      lanes.delete(row.lane);\n      loop.wake();", plant: "      loop.wake();" },
  { name: "calls nothing off", file: "store/jobs.ts",
    find: ".set({ status: \"cancelled\", ended_at: now })\n      .where(\"id\", \"=\", change.key)",
    plant: ".set({ status: \"cancelled\", ended_at: now })\n      .where(\"id\", \"=\", \"none\")" },
  { name: "draws the card once and never again", file: "domain/follow.ts",
    find: "...(after.card ? [refreshJob(after, \"card\", now)] : []),", plant: "" },
  { name: "invites nobody into a new room", file: "domain/follow.ts",
    find: "openingInvitees(incident, context), suffix", plant: "[], suffix" },
  // The room.
  { name: "moves into somebody else's channel of the same name", file: "out/slack/room/open-room.ts",
    find: "if (!channel || channel.creator !== me.botUser) return null;", plant: "if (!channel) return null;" },
  { name: "makes a second room where the first one's answer got lost", file: "out/slack/room/open-room.ts",
    find: "const own = await ownEarlierRoom(deps, delivery, name);", plant: "const own = null as Outcome | null; void ownEarlierRoom; void delivery;" },
  // Reminders.
  { name: "says each reminder that passed while it was away", file: "domain/nudges.ts",
    find: "return passed.at(-1)!.step;", plant: "return passed[0]!.step;" },
  { name: "forgets which reminder it gave", file: "domain/updates/update-cycle.ts",
    find: "sent: [...cycle.sent, event.step]", plant: "sent: cycle.sent" },
  { name: "reminds after the end", file: "domain/updates/update-cycle.ts",
    find: "if (incident.stage !== \"open\") return null;", plant: "" },
  { name: "tells a room twice that Slack was away", file: "out/slack/client/catch-up-first.ts",
    find: "    told = from;\n", plant: "" },
  { name: "leaves what it corrected as it was", file: "out/slack/updates.ts",
    find: "const outcome = await edit(deps, incident, place, shown);", plant: "const outcome: Outcome = { type: \"done\" }; void edit; void shown;" },
  { name: "sends no update to its subscribers", file: "domain/enqueue.ts",
    find: "...incident.subscribers.map((user) => subscriberJob(incident, user, said, seq, context)),", plant: "" },
  { name: "asks for nobody to lead", file: "domain/nudges.ts",
    find: "return next && { job: { kind: \"ask-for-lead\", since: incident.leadVacant.since }, at: next.at };", plant: "return next && null;" },
  // What the runbook asks.
  { name: "calls a rung of the ladder as often as somebody asks", file: "domain/escalation/decide-rung.ts",
    find: "if (before) return err(", plant: "if (before && before.at < 0) return err(" },
  { name: "climbs the ladder of what is over", file: "domain/escalation/rungs.ts",
    find: "if (incident.stage !== \"open\") return [];", plant: "" },
  { name: "does a step without the word that it needs", file: "domain/procedures/playbooks.ts",
    find: "case \"DoStep\":\n      if (!isApproved)", plant: "case \"DoStep\":\n      if (!isApproved && state.done)",
    also: { file: "blocks/procedures/playbooks.ts", find: "if (approver !== null && answer?.how !== \"approved\") {", plant: "if (approver !== null && answer?.how === \"refused\") {" } },
  { name: "takes anybody's word for a step", file: "domain/procedures/playbooks.ts",
    find: "if (holder === null || holder !== by) return err(", plant: "if (holder === null) return err(" },
  { name: "does not hear that somebody answered a call", file: "domain/escalation/calls.ts",
    find: "return changed(event.call, { answered: { by: event.by, at } });", plant: "return changed(event.call, {});",
    also: { file: "domain/escalation/calls.ts", find: "if (!calls.some(answers)) return null;", plant: "if (calls.length >= 0) return null;" } },
  { name: "plans by the old rules what an applied runbook changes", file: "domain/follow.ts",
    find: "const { done, rulesBefore = context.runbook } = context;", plant: "const { done } = context;\n  const rulesBefore = context.runbook;" },
  { name: "speaks beside an incident's thread", file: "domain/room/voice.ts",
    find: "(incident.room ? null : incident.thread?.ts) ?? incident.announcement?.ts", plant: "(incident.thread && !incident.room ? undefined : incident.announcement?.ts)" },
  // What people mark and ask.
  { name: "shows no mark on what stands on the timeline", file: "out/slack/room/show-mark.ts",
    find: "const method = stands ? \"reactions.add\" : \"reactions.remove\";", plant: "const method = stands ? \"reactions.get\" : \"reactions.remove\";" },
  { name: "takes no mark off the timeline", file: "commands/room/take-marks.ts",
    find: "await dispatch({ ...order, command: { type: \"UnmarkMoment\", ts, mark, at: seen.at ?? clock.now() } });", plant: "void clock;" },
  { name: "hears no answer in the room", file: "commands/room/record-heard.ts",
    find: "if (!isNews(heard)) return;", plant: "return;",
    // Before the room is told that a question waits, Slack's history is looked through for its answer.
    also: { file: "out/slack/handover/questions.ts", find: "if (answer.heard.length > 0) return", plant: "if (answer.heard.length > 1_000) return" } },
];

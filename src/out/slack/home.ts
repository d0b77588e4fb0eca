// What the app's Home tab shows one person: rendered when it is sent.
import { homeView, refusedHome } from "../../blocks/home.ts";
import type { Incident } from "../../domain/incident.ts";
import { may } from "../../domain/may.ts";
import { waitingFor } from "../../domain/waiting.ts";
import { listIncidents } from "../../store/read/incidents.ts";
import { findStanding } from "../../store/read/people.ts";
import type { Outcome } from "../outcome.ts";
import { failed } from "./failed.ts";
import type { SlackDeps } from "./port.ts";
import { loadReadiness } from "../../store/read/readiness.ts";
import { isVisible } from "./visible.ts";

/** Newest first: what is older and still open is in `/incident list`. */
const LOOKED_AT_MAX = 200;

export async function publishHome(deps: SlackDeps, { team, user }: { team: string; user: string }): Promise<Outcome> {
  const isAnswered = await deps.learnPeople(team, [user]);
  const standing = (await findStanding(deps.store, team, user)) ?? "unknown";
  const allowed = may({ kind: "person", team, user, standing }, { type: "DeclareIncident" });
  const view = allowed.ok ? await viewOf(deps, team, user) : refusedHome(standing, deps.words);
  const reply = await deps.slack.send("views.publish", { user_id: user, view });
  if (!reply.ok) return failed(reply);
  return isAnswered ? { type: "done" } : { type: "retry", why: "Slack has not told who they are" };
}

async function viewOf(deps: SlackDeps, team: string, user: string) {
  const incidents = await listIncidents(deps.store, { team, openOnly: false, limit: LOOKED_AT_MAX });
  const seen = await Promise.all(incidents.map((incident) => isVisible(deps, incident, user)));
  // Where Slack does not say who is in a room, that incident is not shown; opened again, it is asked again.
  const visible = incidents.filter((_incident, index) => seen[index]!.ok && seen[index]!.visible);
  const withRunbook = async (incident: Incident) => ({
    incident,
    runbook: await deps.runbooks.byHash(incident.runbook),
  });
  const all = await Promise.all(visible.map(withRunbook));
  const now = deps.clock.now();
  const waiting = waitingFor(all, { user, people: deps.runbooks.people, now });
  const { readiness } = await loadReadiness(deps.store, team);
  return homeView({ all, waiting, readiness, user, now }, deps.words);
}

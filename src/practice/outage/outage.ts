// The scripted outage of a practice workspace: one person takes part, the others are played.
import { createSeededRandom } from "../../lib/random.ts";
import type { OutageAct, WorkspaceAct } from "../act-of.ts";
import type { PageAnswer, PageOutage } from "../page-api.ts";
import type { User, Workspace } from "../state.ts";
import { castOf } from "./cast.ts";
import { checkoutOutage } from "./checkout.ts";
import { debrief, type Remark } from "./debrief.ts";
import { createAgenda, type Play, startPlay } from "./play.ts";
import type { Scene } from "./scene.ts";

export interface Outage {
  act(what: OutageAct): PageAnswer;
  /** Somebody did something in the workspace. */
  saw(what: WorkspaceAct): void;
  shown(): PageOutage;
  /** How time is wanted: a factor, 0 for standing still, "jump" to the next word, null where no outage asks for anything. */
  pace(): 0 | 1 | 5 | 20 | "jump" | null;
  /** How much the person in training has been told so far: a jump ends when it grows. */
  heard(): number;
  landed(): void;
}

interface OutageDeps {
  ws: Workspace;
  act(what: WorkspaceAct): PageAnswer;
  /** Whether somebody moves time as `pace` wants it. */
  canPace: boolean;
}

interface Run {
  scene: Scene;
  play: Play;
  speed: 1 | 5 | 20;
  stage: "running" | "paused" | "over";
  isJumping: boolean;
  debrief: Remark[];
}

const script = checkoutOutage;

export function createOutage({ ws, act, canPace }: OutageDeps): Outage {
  let run: Run | null = null;
  const under = () => (run && run.stage !== "over" ? run : null);

  const end = (one: Run) => {
    one.play.stop();
    one.stage = "over";
    one.isJumping = false;
    one.debrief = debrief(one.scene, ws.clock.now());
    ws.changed();
  };
  const start = (trainee: User, part: PageOutage["part"]): PageAnswer => {
    if (under()) return refused("already_running");
    if (trainee.kind !== "member") return refused("user_is_restricted");
    if (!script.parts.some((one) => one.part === part)) return refused("invalid_part");
    const agenda = createAgenda(ws);
    const scene = createScene({ ws, act, canPace }, trainee, part!, (delay_ms, what) => agenda.add(delay_ms, what));
    if (!scene) return refused("people_missing");
    const one: Run = {
      scene,
      play: { saw: () => {}, stop: () => {} },
      speed: 1,
      stage: "running",
      isJumping: false,
      debrief: [],
    };
    run = one;
    one.play = startPlay(scene, agenda, () => end(one));
    return { ok: true };
  };

  return {
    act(what) {
      const user = ws.state.users.get(what.as);
      if (!user || user.deleted) return refused("user_not_found");
      const answer = what.act === "start-outage" ? start(user, what.part) : change(under(), what, canPace, end);
      ws.changed();
      return answer;
    },
    saw: (what) => under()?.play.saw(what),
    shown: () => shownOf(ws, run, canPace),
    pace() {
      const one = under();
      if (!one || !canPace) return null;
      if (one.isJumping) return "jump";
      return one.stage === "paused" ? 0 : one.speed;
    },
    heard: () => (run ? heardBy(run.scene) : 0),
    landed() {
      if (run) run.isJumping = false;
      ws.changed();
    },
  };
}

function change(
  run: Run | null,
  what: Exclude<OutageAct, { act: "start-outage" }>,
  canPace: boolean,
  end: (run: Run) => void,
): PageAnswer {
  if (!run) return refused("not_running");
  if (what.act !== "stop-outage" && !canPace) return refused("clock_not_ours");
  switch (what.act) {
    case "stop-outage":
      end(run);
      break;
    case "pause-outage":
      run.stage = "paused";
      break;
    case "resume-outage":
      run.stage = "running";
      break;
    case "jump-outage":
      run.isJumping = true;
      break;
    case "pace-outage":
      if (![1, 5, 20].includes(what.speed)) return refused("invalid_speed");
      run.speed = what.speed;
  }
  return { ok: true };
}

const refused = (error: string): PageAnswer => ({ ok: false, error });

function createScene(
  { ws, act }: OutageDeps,
  trainee: User,
  part: Scene["part"],
  later: Scene["later"],
): Scene | undefined {
  const cast = castOf(ws.state, script, trainee.id, part);
  if (!cast) return undefined;
  const startedAt = ws.clock.now();
  return {
    ws,
    script,
    cast,
    trainee,
    part,
    later,
    random: createSeededRandom(Number.parseInt(ws.random.hex(4), 16)),
    facts: {
      startedAt,
      room: null,
      partTakenAt: null,
      questions: [],
      promises: [],
      keys: [],
      news: [],
      fixedAt: null,
      resolvedAt: null,
    },
    labels: new Map(),
    unsaid: new Map(),
    used: new Set(),
    declaredBy: new Set(),
    startTs: ((startedAt - 1) / 1_000).toFixed(6),
    missed: null,
    phase: script.phases[0]!,
    act: (who, what) => act({ as: who.id, ...what } as WorkspaceAct),
  };
}

function shownOf(ws: Workspace, run: Run | null, canPace: boolean): PageOutage {
  const canPlay = castOf(ws.state, script, "", "commander") !== undefined;
  return {
    title: script.title,
    about: script.about,
    parts: canPlay ? script.parts.map((one) => ({ ...one })) : [],
    stage: run?.stage ?? "ready",
    trainee: run?.scene.trainee.id ?? null,
    part: run?.scene.part ?? null,
    canPace,
    speed: run?.speed ?? 1,
    phase: run?.scene.phase.name ?? "",
    startedAt: run?.scene.facts.startedAt ?? null,
    debrief: run?.debrief ?? [],
  };
}

/** Messages of others, where this person can read them. */
function heardBy({ ws, trainee }: Scene): number {
  let count = 0;
  for (const channel of ws.state.channels.values()) {
    if (!channel.members.includes(trainee.id)) continue;
    for (const message of channel.messages.values()) if (message.user !== trainee.id) count += 1;
    count += channel.ephemerals.filter(({ onlyFor }) => onlyFor === trainee.id).length;
  }
  return count;
}

// Runs a script from its first beat to its last: phases follow one another, and what is due is done on time.
import type { Timer } from "../../lib/clock.ts";
import { seeAct, createWatch } from "./watch.ts";
import { perform } from "./perform.ts";
import type { Scene } from "./scene.ts";
import { momentMs, type Phase } from "./script.ts";
import type { WorkspaceAct } from "../act-of.ts";

/** How often colleagues look at their screens. */
const LOOK_EVERY_MS = 15_000;
/** From the room's opening or the decision to the next thing anybody says. */
const SETTLING_MS = 30_000;

export interface Play {
  /** The person in training did something. */
  saw(what: WorkspaceAct): void;
  /** Nothing more happens. */
  stop(): void;
}

/** `onEnd` is called once, when the last phase is over. */
export function startPlay(scene: Scene, agenda: Agenda, onEnd: () => void): Play {
  const { clock } = scene.ws;
  const watch = createWatch(scene);
  let phaseAt = clock.now();
  let goOnAt: number | null = null;
  const enterPhase = (phase: Phase) => {
    scene.phase = phase;
    phaseAt = clock.now();
    goOnAt = null;
    for (const beat of phase.beats) {
      agenda.add(momentMs(beat.at), () => {
        if (scene.phase === phase) perform(scene, beat);
      });
    }
  };
  const look = () => {
    watch();
    goOnAt ??= happened(scene) ? clock.now() + SETTLING_MS : null;
    const endAt = Math.min(phaseAt + momentMs(scene.phase.lasts), goOnAt ?? Number.POSITIVE_INFINITY);
    if (clock.now() >= endAt) {
      const { phases } = scene.script;
      const next = phases[phases.indexOf(scene.phase) + 1];
      if (!next) return onEnd();
      enterPhase(next);
    }
    agenda.add(LOOK_EVERY_MS, look);
  };
  enterPhase(scene.script.phases[0]!);
  look();
  return { saw: (what) => seeAct(scene, what), stop: () => agenda.clear() };
}

/** What a phase waits for. */
function happened({ phase, facts }: Scene): boolean {
  if (phase.until === "room") return facts.room !== null;
  return (
    phase.until === "decision" && facts.questions.some(({ decides, answeredAt }) => decides && answeredAt !== null)
  );
}

/** What is still to be done, each at its own time on the workspace's clock. */
export interface Agenda {
  add(delay_ms: number, run: () => void): void;
  clear(): void;
}

export function createAgenda({ clock }: Scene["ws"]): Agenda {
  const timers = new Set<Timer>();
  return {
    add(delay_ms, run) {
      const timer = clock.after(delay_ms, () => {
        timers.delete(timer);
        run();
      });
      timers.add(timer);
    },
    clear() {
      for (const timer of timers) timer.cancel();
      timers.clear();
    },
  };
}

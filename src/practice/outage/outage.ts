// The scripted outage in the practice workspace.
import type { OutageAct } from "../act-of.ts";
import type { PageAnswer, PageOutage } from "../page-api.ts";

export interface Outage {
  act(what: OutageAct): PageAnswer;
  /** As the page shows it. */
  shown(canPace: boolean): PageOutage;
}

export function createOutage(): Outage {
  return {
    act: () => ({ ok: false, error: "not_supported" }),
    shown: (canPace) => ({
      title: "Checkout payments fail",
      about: "",
      parts: [],
      stage: "ready",
      trainee: null,
      part: null,
      canPace,
      speed: 1,
      phase: "",
      startedAt: null,
      debrief: [],
    }),
  };
}

import { clockTime, person, webLink } from "../../blocks/mrkdwn.ts";
import { bridgeOf } from "../../domain/room/bridge.ts";
import { reply } from "./answer.ts";
import { type OnTyped, orderAndAnswer, runbookOf } from "./steps.ts";

/** `bridge https://…` sets it; alone it shows it. */
export const bridgeByCommand: OnTyped = async (request, deps, incident, typed) => {
  const { bridge: said } = deps.words;
  if (typed !== "") {
    return orderAndAnswer(request, deps, incident, { type: "SetBridge", url: typed }, () => reply(said.done));
  }
  const bridge = bridgeOf(incident, await runbookOf(deps, incident));
  if (!bridge) return reply(said.none);
  const link = webLink(bridge.url);
  if (!bridge.set) return reply(said.standing({ link }));
  return reply(said.shown({ link, by: person(bridge.set.by), at: clockTime(bridge.set.at) }));
};

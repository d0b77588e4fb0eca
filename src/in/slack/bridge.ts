import { clockTime, person, webLink } from "../../blocks/mrkdwn.ts";
import { reply } from "./answer.ts";
import { type OnTyped, orderAndAnswer } from "./steps.ts";

/** `bridge https://…` sets it; alone it shows it. */
export const bridgeByCommand: OnTyped = async (request, deps, incident, typed) => {
  const { bridge: said } = deps.words;
  if (typed !== "") {
    return orderAndAnswer(request, deps, incident, { type: "SetBridge", url: typed }, () => reply(said.done));
  }
  const { bridge } = incident;
  if (!bridge) return reply(said.none);
  return reply(said.shown({ link: webLink(bridge.url), by: person(bridge.by), at: clockTime(bridge.at) }));
};

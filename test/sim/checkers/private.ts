// Who never was in the room of a private incident has seen no word of it, wherever they look.
import { type Checker, type Evidence, storedIncidents } from "./evidence.ts";

/** The word in the title of every incident that is declared privately here. */
export const PRIVATE_WORD = "quokka";

export const secrecy: Checker = {
  name: "private",
  holds: ["I16"],
  check(evidence) {
    const { core, declaredPrivately } = evidence.world;
    const privately = storedIncidents(evidence).filter((incident) => incident.private);
    if (privately.length === 0) return [];
    // Whoever declared one in vain is shown what they typed.
    const inside = new Set([
      ...declaredPrivately,
      ...privately.flatMap(({ declaredBy, room }) => [declaredBy, ...everIn(evidence, room?.channel)]),
    ]);
    const told = [...core.state.users.values()]
      .filter(({ id }) => !inside.has(id))
      .filter(({ id }) => JSON.stringify(core.view(id)).toLowerCase().includes(PRIVATE_WORD));
    const announced = privately.filter(({ announcement }) => announcement);
    return [
      ...told.map(({ name }) => `${name} sees words of a private incident and never was in its room`),
      ...announced.map(({ name }) => `${name} is private and was announced`),
    ];
  },
};

const everIn = ({ world }: Evidence, channel = ""): string[] =>
  [...(world.core.state.channels.get(channel)?.messages.values() ?? [])]
    .filter(({ subtype }) => subtype === "group_join" || subtype === "channel_join")
    .map(({ user }) => user);

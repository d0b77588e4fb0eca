// What the guided tour says, and what on the page each step points at.
import { draftKey } from "./route.js";
import { changed, drafts, state, ui } from "./store.js";

/**
 * @typedef {{ title: string, words: any, at: () => Element | undefined, isDone?: () => boolean,
 *   offer?: { label: string, run: () => void } }} Step
 * @returns {Step[]}
 */
export function tourSteps() {
  const { app, commands } = state();
  const declaring = commands.find((one) => one.subcommands.some(({ name }) => name === "declare"));
  return [welcome(app), ...(declaring ? incidentSteps(app, declaring.command) : []), severalPeople()];
}

const welcome = (app) => ({
  title: "A Slack to practise in",
  words: `This is a model of Slack on this machine, with ${app.name} in it. Nothing you do here reaches anybody, and all of it is gone when the program ends.`,
  at: () => first(".brand"),
});

const incidentSteps = (app, command) => [declare(app, command), takeRole(), update(command), keyMoment(), resolve(app)];

function declare(app, command) {
  const line = `${command} declare SEV1 Checkout is down`;
  return {
    title: "Declare an incident",
    words: ["Type ", { code: line }, ` and press Enter. ${app.name} opens a room for it.`],
    at: () => first("main .composer"),
    isDone: () => room() !== undefined,
    offer: { label: "Type it for me", run: () => typeIt(line) },
  };
}

const takeRole = () => ({
  title: "Take a role",
  words:
    "Open the incident's room in the channel list and press “Take …” under its card. Everybody sees at once who does what.",
  at: () => button(/^Take /) ?? roomRow(),
  isDone: () => saysInRoom(/<@\w+> is now \*/),
});

const update = (command) => ({
  title: "Say what you know",
  words: [
    "Press “Post update”, or type ",
    { code: `${command} update` },
    ". Move the clock on the bar on, and see who is reminded when nobody does.",
  ],
  at: () => button(/^Post update$/) ?? first(".clock"),
});

const keyMoment = () => ({
  title: "Mark a key moment",
  words:
    "Point at a message, or go to it with ↑: its “More actions” put it on the timeline, from where the postmortem takes it.",
  at: () => [...document.querySelectorAll("main .message:not(.ephemeral, .happened)")].filter(isShown).at(-1),
});

const resolve = (app) => ({
  title: "Resolve it",
  words: `When it works again, press “Resolve”, say what fixed it, and why you do not wait for what the runbook wants to be well first. ${app.name} drafts the postmortem from everything that was said and done.`,
  at: () => button(/^Resolve$/) ?? first("main .composer"),
  isDone: () => saysInRoom(/is resolved/),
});

const severalPeople = () => ({
  title: "Be several people",
  words: `Change who you are here, or open a second window as somebody else with the arrow beside a name.${
    state().outage
      ? " Alone? Start the scripted outage on the bar: colleagues are played, and the incident comes to life."
      : ""
  }`,
  at: () => first(".person-button", ".drawer-button"),
});

function typeIt(line) {
  drafts.set(draftKey(ui.place.channel, ""), line);
  changed();
  document.querySelector("main .composer textarea")?.focus();
}

/** The newest channel in which the app offers something to press. */
function room() {
  const { app, channels } = state();
  const offers = (message) => message.user === app.botUser && message.blocks.some(({ type }) => type === "actions");
  const rooms = channels.filter(
    (one) => !one.directWith && one.messages.some((message) => !message.ephemeral && offers(message)),
  );
  return rooms.at(-1);
}

const saysInRoom = (words) =>
  room()?.messages.some(({ user, text }) => user === state().app.botUser && words.test(text)) ?? false;

const roomRow = () => first(`.row[data-channel="${room()?.id}"]`, ".drawer-button", ".sidebar");

/** The row that holds the newest button of the messages on screen with these words. */
const button = (words) =>
  [...document.querySelectorAll("main .message .button")]
    .filter((el) => words.test(el.textContent) && isShown(el))
    .at(-1)
    ?.closest(".block");

const first = (...selectors) => selectors.flatMap((selector) => [...document.querySelectorAll(selector)]).find(isShown);

const isShown = (el) => el.checkVisibility({ visibilityProperty: true });

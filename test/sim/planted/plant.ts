// Loaded before the simulation (node --import): puts the bug that PLANTED names into the source as it is read. Nothing on
// the disk changes.
import { registerHooks } from "node:module";
import { BUGS } from "./bugs.ts";
import { filesOf, planted } from "./planted.ts";

const bug = BUGS.find(({ name }) => name === process.env.PLANTED);
if (!bug) throw new Error(`PLANTED names no bug: ${process.env.PLANTED}`);
const files = new Map(filesOf(bug).map((file) => [new URL(`../../../src/${file}`, import.meta.url).href, file]));

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const file = files.get(url);
    return file === undefined ? loaded : { ...loaded, source: planted(bug, file, String(loaded.source)) };
  },
});

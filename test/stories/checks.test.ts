import { expect, test } from "vitest";
import { readEvents } from "../../src/store/read/events.ts";
import { listIncidents } from "../../src/store/read/incidents.ts";
import { createToldChecker } from "../support/checker.ts";
import { testRunbook } from "../support/runbook.ts";
import { createWorld, type World } from "../support/world.ts";

const ILL = { services: false, "error-rate": 12, "p99-latency": 1_800, "active-alerts": 3 };
const WELL = { services: true, "error-rate": 0.05, "p99-latency": 210, "active-alerts": 0 };
const BESIDES = {
  "cache-hits": 97,
  "database-connections": 41,
  "queue-depth": 12,
  "affected-users": 0,
  cpu: 35,
  memory: 51,
};

const matrices = (world: World, room: string) =>
  world.messages(room).filter(({ text }) => text.includes("What the checks show"));
const isOfChecks = (text: string) => /check|watched|connected/i.test(text);

test("NovaCron: the checks are looked at when it is declared, meet what must be well, fall open in the watch, and are trended", async () => {
  const room = "incident-20261102090000";
  const checker = createToldChecker({ ...ILL, ...BESIDES });
  const runbook = testRunbook("novacron", (text) =>
    text.replace("recovery: # [Success Criteria]", "recovery:\n  watch: 15m"),
  );
  const world = await createWorld({ runbook, checker });
  const said = () => world.fresh(room).filter(isOfChecks);
  await world.command("mei", "engineering", "declare SEV-2 Orders fail");
  await world.advance("5s");
  const [declared] = said();
  expect(declared).toContain("*Error rate:* *not healthy* (12 %)");
  expect(declared).toContain("wanted: less than 0.1 %");
  expect(declared).toContain("*Cache hit rate:* healthy (97 %)");
  await world.advance("30m");
  expect(checker.asked["error-rate"], "nobody has said that it is mitigated").toBe(1);
  expect(said()).toEqual([]);

  await world.command("mei", room, "recovery 2");
  expect(JSON.stringify(world.form("mei")!.blocks)).toContain("its check showed 12 %");
  Object.assign(checker.shows, WELL);
  await world.command("mei", room, "checks");
  await world.advance("5s");
  expect(said(), "whoever asked sees it at the end of the room").toEqual([
    expect.stringContaining("*Error rate:* healthy (0.05 %)"),
  ]);
  expect(matrices(world, room).map(({ text }) => text.split("\n").length)).toEqual([1, 11]);

  await world.command("mei", room, "times mitigated now the old version is back");
  await world.advance("2m");
  await world.command("mei", room, "recovery 5");
  await world.advance("5s");
  const [all] = said();
  expect(all).toContain(`<@${world.user("mei")}> attested the last one. It is watched until`);
  await world.command("mei", room, "recovery");
  const list = JSON.stringify(world.form("mei")!.blocks);
  expect(list).toMatch(
    /\*Met\* since [^,]*, by its check\\nIts check showed 0\.05 % \d+ s ago \(wanted: less than 0\.1 %\)/,
  );

  await world.advance("10m");
  checker.shows["error-rate"] = 0.3;
  await world.advance("2m");
  expect(said()).toEqual([
    "*No longer met:* “The error rate is below 0.1 %” (its check shows 0.3 %, wanted: less than 0.1 %). It may not be resolved before that is met again.",
  ]);
  await world.command("mei", room, "resolve Rolled back.");
  expect(JSON.stringify(world.form("mei")!.blocks)).toContain("The error rate is below 0.1 %");
  checker.shows["error-rate"] = 0.04;
  await world.advance("11m");
  expect(said()).toEqual([
    expect.stringContaining(
      "Everything that must be met before resolving is met, as the checks show. It is watched until",
    ),
  ]);
  await world.advance("5m");
  expect(said()).toEqual([expect.stringMatching(/^Watched for 15 min, .* may be resolved\.$/)]);
  expect(matrices(world, room), "edited in place").toHaveLength(2);

  await world.command("mei", room, "timeline");
  const timeline = JSON.stringify(world.messages(room, "mei").at(-1)!.blocks);
  expect(timeline).toContain("Checks: Error rate: not healthy (0.3 %)");
  expect(timeline).toContain("No longer met, as checks show: The error rate is below 0.1 %");
  await world.command("mei", room, "resolve Rolled back.");
  await world.advance("10s");
  const asked = checker.asked["error-rate"];
  await world.advance("1h");
  expect(checker.asked["error-rate"], "it is over").toBe(asked);
  const [{ id } = { id: "" }] = await listIncidents(world.store, { openOnly: false, limit: 1 });
  const drafts = (await readEvents(world.store, id)).filter((event) => event.type === "PostmortemDrafted");
  expect(drafts[0]!.markdown).toMatch(
    /\| Error rate \| 12 %, 09:00 \| 0\.04 %, \S+ \| 12 %, 09:00 \| 0\.04 %, \S+ \| \d+ times \[e\d+\]/,
  );
  world.fresh(room);
});

test("Sarvanom: an error rate over 20 % calls level 2, once, also over a restart", async () => {
  const room = "inc-1-search-fails";
  const checker = createToldChecker({ "error-rate": 12 });
  const world = await createWorld({
    runbook: "sarvanom",
    checker,
    people: { "senior-operations-engineer": ["jonas"] },
  });
  const escalated = () => world.fresh(room).filter((text) => text.includes("Escalated"));
  await world.command("mei", "engineering", "declare P3 Search fails");
  await world.advance("10m");
  expect(escalated()).toEqual([]);
  expect(matrices(world, room)[0]!.text).toMatch(
    /Response time:\* \*nobody knows\*, without an answer.*\n> connection refused/,
  );
  await world.press("jonas", room, "Look again");
  await world.advance("5s");
  expect(
    matrices(world, room).map(({ text }) => text.split("\n").length),
    "shown anew",
  ).toEqual([1, 4]);
  checker.shows["error-rate"] = 23;
  await world.stop();
  await world.advance("5m");
  await world.start();
  await world.advance("5s");
  expect(escalated()).toEqual([
    expect.stringContaining(
      `*Escalated to Senior operations engineer:* Error rate is 23 % (more than 20 %). <@${world.user("jonas")}>`,
    ),
  ]);
  checker.shows["error-rate"] = 3;
  await world.advance("5m");
  checker.shows["error-rate"] = 30;
  await world.advance("5m");
  await world.stop();
  await world.start();
  await world.advance("5m");
  expect(escalated()).toEqual([]);

  checker.shows["error-rate"] = 2;
  await world.command("jonas", room, "resolve Rolled back.");
  await world.advance("10s");
  expect(matrices(world, room).at(-1)!.text, "how it stood at the end").toContain("*Error rate:* 2 %");
  const looks = checker.asked["error-rate"];
  await world.advance("2h");
  expect(checker.asked["error-rate"]).toBe(looks);
  world.fresh(room);
});

test("Agentic Canon: no answer is none; where nothing is connected that is said once", async () => {
  const room = "inc-1-checkout-is-down";
  const checker = createToldChecker({
    health: true,
    alerts: { value: 2, detail: "disk, queue" },
  });
  const world = await createWorld({ runbook: "agentic-canon", checker });
  await world.command("mei", "engineering", "declare SEV4 Checkout is down");
  await world.advance("1m");
  const [matrix] = matrices(world, room);
  expect(matrix!.text).toContain("*The health check answers well:* healthy since");
  expect(matrix!.text).toMatch(/Error rate:\* \*nobody knows\*.*\n> connection refused/);
  expect(matrix!.text).toMatch(/Firing alerts:\* \*not healthy\* \(2\).*\n> disk, queue/);
  expect(checker.asked, "once more before it is taken for unknown").toMatchObject({ health: 1, "error-rate": 2 });
  world.fresh(room);

  const other = await createWorld({ runbook: "agentic-canon" });
  await other.command("mei", "engineering", "declare SEV4 Checkout is down");
  await other.advance("5s");
  const none = (texts: string[]) => texts.filter((text) => text.includes("no machine is connected"));
  expect(none(other.fresh(room))).toEqual([
    "*Nobody looks at the runbook's checks:* no machine is connected that could. Look by hand: Every service is running; The health check answers well; Error rate; p95 latency; Firing alerts.",
  ]);
  await other.command("mei", room, "checks");
  expect(other.fresh(room, "mei").join("\n")).toContain("No machine is connected that could look");
  await other.command("mei", room, "recovery 3");
  expect(JSON.stringify(other.form("mei")!.blocks), "it is attested by hand").toContain("says <@");
  await other.stop();
  await other.start();
  await other.advance("30m");
  expect(none(other.fresh(room))).toEqual([]);
  other.fresh(room, "mei");
});

// One incident from the declaration to the draft, the same on both engines and over both roads.
import { describe, expect, test } from "vitest";
import { ENGINES } from "../support/stores.ts";
import { createWorld } from "../support/world.ts";

const ROADS = ENGINES.flatMap((engine) => (["socket", "http"] as const).map((mode) => ({ engine, mode })));

describe.each(ROADS)("an incident on $engine over $mode", ({ engine, mode }) => {
  test("is declared, staffed, updated, talked about, resolved and written up", async () => {
    const world = await createWorld({ engine, mode });
    const room = "inc-1-checkout-is-down";
    const [amara, mei] = [world.user("amara"), world.user("mei")];
    await world.command("mei", "engineering", "declare sev1 Checkout is down");
    expect(world.channel("incidents").messages.at(-1)!.text).toContain("INC-1 SEV1 Triage: Checkout is down.");
    world.fresh(room);

    await world.press("amara", room, "Acknowledge");
    await world.press("amara", room, "Take Commander");
    await world.command("amara", room, "role communications @priya.raman");
    await world.advance("5s");
    const said = world.fresh(room);
    expect(said).toContain(`*Communications lead* is now <@${world.user("priya")}>; the room was told.`);
    expect(said).toContainEqual(expect.stringContaining(`<@${amara}> is now *Commander*`));
    expect(said).toContainEqual(expect.stringMatching(/is now \*Communications lead\*, assigned by/));

    await world.say("mei", room, "Payments time out since the 08:55 deploy");
    await world.command("amara", room, "status investigation");
    await world.command("amara", room, "update Payments time out; we roll back the 08:55 deploy");
    await world.advance("3s");
    expect(world.messages(room).some(({ text }) => /^\*Update\* on INC-1 \(Investigation\)/.test(text))).toBe(true);
    const announced = world.channel("incidents").messages;
    const [announcement] = announced;
    expect(announcement!.text).toContain("INC-1 SEV1 Investigation: Checkout is down.");
    expect(announced.filter(({ threadTs }) => threadTs === announcement!.ts).map(({ text }) => text)).toContainEqual(
      expect.stringContaining("we roll back the 08:55 deploy"),
    );

    await world.command("mei", room, "severity SEV2 only cards are hit");
    await world.say("mei", room, "Rolled back, success rate is normal again");
    await world.advance("20m");
    await world.command("amara", room, "resolve Rolled back the 08:55 deploy");
    await world.advance("1m");
    const file = world.messages(room).flatMap(({ files }) => files)[0];
    expect(file?.name).toBe("INC-1-postmortem-1.md");
    const draft = await (await fetch(new URL(file!.url, world.url))).text();
    expect(draft).toContain("Checkout is down");
    expect(draft).toContain("Payments time out since the 08:55 deploy");
    expect(draft).toContain("Rolled back, success rate is normal again");
    expect(draft).toContain("Amara Okafor");

    world.fresh(room);
    await world.advance("4h");
    expect(world.fresh(room), "nothing is said once it is over").toEqual([]);

    await world.command("mei", room, "reopen It is back");
    await world.advance("2s");
    expect(world.channel("incidents").messages[0]!.text).toContain("SEV2 Investigation");
    expect(world.fresh(room).at(-1)).toMatch(/^\*INC-1 is open again\*/);
    expect(world.user("mei")).toBe(mei);
  });
});

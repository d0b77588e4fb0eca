import { expect, test } from "vitest";
import { declared, event, given, resolved, room } from "../given.ts";

const set = (url: string) => ({ type: "SetBridge" as const, url });
const URL_SET = "https://meet.example.com/inc-7?pwd=a&b=1";
const bridged = event(1, { type: "BridgeSet", url: URL_SET });

test("a bridge is said in the room once, and bookmarked there", () => {
  const { enqueues } = given(declared(), room)
    .when(set(` ${URL_SET} `))
    .then({ type: "BridgeSet", url: URL_SET });
  expect(enqueues).toEqual(["say:room:3", "refresh:bridge"]);
});

test("a bridge set before there is a room is bookmarked when it opens", () => {
  const opened = { type: "RecordRoomOpened" as const, channel: "C7", name: "inc-7" };
  const { enqueues } = given(declared(), bridged)
    .when(opened)
    .then({ type: "RoomOpened", channel: "C7", name: "inc-7" });
  expect(enqueues).toContain("refresh:bridge");
});

test.each([
  "http://meet.example.com",
  "meet.example.com/x",
  "javascript:alert(1)",
  "https://user:password@meet.example.com",
  "https://",
  "",
  "https://meet.example.com/a|b",
  `https://meet.example.com/${"x".repeat(1_000)}`,
])("%s is no bridge", (url) => {
  given(declared(), room).when(set(url)).refused({ type: "no-web-address", asked: url });
});

test("what ends a link in Slack is encoded", () => {
  const encoded = "https://meet.example.com/%3C!here%3E";
  given(declared(), room).when(set("https://meet.example.com/<!here>")).then({ type: "BridgeSet", url: encoded });
});

test("the same bridge again, or one for what is over, is refused", () => {
  given(declared(), room, bridged).when(set(URL_SET)).refused({ type: "bridge-unchanged", url: URL_SET });
  given(declared(), room, resolved(1)).when(set(URL_SET)).refused({ type: "not-open" });
});

import { describe, expect, test } from "vitest";
import { filesystemOf } from "../../src/store/filesystem.ts";

const MOUNTS = `overlay / overlay rw,relatime,lowerdir=/a:/b 0 0
proc /proc proc rw 0 0
tmpfs /run tmpfs rw 0 0
/dev/sda1 /data ext4 rw 0 0
server:/export /data/shared nfs4 rw,vers=4.2 0 0
//nas/share /mnt/our\\040nas cifs rw 0 0
/dev/sdb1 /hidden ext4 rw 0 0
sshfs#me@host: /hidden fuse.sshfs rw 0 0
`;

describe("the place of a database file", () => {
  test.each([
    ["/data/warroom.db", null],
    ["/data/shared/warroom.db", { mount: "/data/shared", type: "nfs4", why: "remote" }],
    ["/data/sharedbutnot/warroom.db", null],
    ["/mnt/our nas/warroom.db", { mount: "/mnt/our nas", type: "cifs", why: "remote" }],
    ["/hidden/warroom.db", { mount: "/hidden", type: "fuse.sshfs", why: "remote" }],
    ["/app/data/warroom.db", { mount: "/", type: "overlay", why: "passing" }],
    ["/run/warroom.db", { mount: "/run", type: "tmpfs", why: "passing" }],
  ])("%s", (file, expected) => {
    expect(filesystemOf(MOUNTS, file)).toEqual(expected);
  });

  test("is unknown where the system does not say", () => {
    expect(filesystemOf("", "/data/warroom.db")).toBeNull();
  });
});

// Where a SQLite file lies: on a network's file system its locks and its syncing promise less than they say.

const REMOTE = /^(nfs\d*|cifs|smb\d*|smbfs|9p|ceph|glusterfs|lustre|afs|fuse(\..+)?|fuseblk|virtiofs)$/;
/** What is written there goes with the container. */
const PASSING = /^(overlay|aufs|tmpfs|ramfs)$/;

export interface Placed {
  type: string;
  mount: string;
  why: "remote" | "passing";
}

/** `mounts` is the text of /proc/mounts, `file` an absolute path. Null where nothing is wrong with its place, or unknown. */
export function filesystemOf(mounts: string, file: string): Placed | null {
  const holding = mounts
    .split("\n")
    .map((line) => line.split(" "))
    .filter((fields) => fields.length >= 3)
    .map(([, mount, type]) => ({ mount: unescaped(mount!), type: type! }))
    .filter(({ mount }) => file === mount || file.startsWith(mount.endsWith("/") ? mount : `${mount}/`))
    // A later mount on the same folder hides the one before.
    .reduce((best, one) => (best && best.mount.length > one.mount.length ? best : one), null as Mount | null);
  if (!holding) return null;
  const why = REMOTE.test(holding.type) ? "remote" : PASSING.test(holding.type) ? "passing" : null;
  return why && { ...holding, why };
}

type Mount = Pick<Placed, "mount" | "type">;

/** The kernel writes a space, tab, newline or backslash in octal. */
const unescaped = (path: string): string =>
  path.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

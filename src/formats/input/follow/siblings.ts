import type { BigIntStats } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { createHash } from "node:crypto";

/** What a file is known by while its name changes: its number, and the bytes it begins with. */
export interface FileIdentity {
  /** `device:inode`. */
  readonly number: string;
  /** The first bytes, {@link HEAD_BYTES} at the most: how many, and their SHA-256. */
  readonly head: { readonly bytes: number; readonly sha256: string };
}

/** How much of a file's beginning tells it from others. */
export const HEAD_BYTES = 1024;

/** Entries of a folder that are looked at. */
const MAX_ENTRIES = 10_000;

export const numberOf = ({ dev, ino }: BigIntStats): string => `${dev}:${ino}`;

export const identityOf = (number: string, head: Buffer): FileIdentity => ({
  number,
  head: { bytes: head.length, sha256: createHash("sha256").update(head).digest("hex") },
});

/** Whether the file begins as the identity says. One of which nothing was read begins like every file. */
export async function beginsAs(path: string, { head }: FileIdentity): Promise<boolean> {
  if (head.bytes === 0) return true;
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(head.bytes), 0, head.bytes, 0);
    return bytesRead === head.bytes && createHash("sha256").update(buffer).digest("hex") === head.sha256;
  } finally {
    await handle.close();
  }
}

/**
 * Where the file that was at `path` is now, in the same folder: under another name, or copied to one before it was cut
 * (`copytruncate`). It must hold at least `size` bytes. Undefined where it is gone, or compressed.
 */
export async function findMoved(path: string, identity: FileIdentity, size: number): Promise<string | undefined> {
  const files = (await siblingsOf(path)).filter(({ stats }) => stats.size >= BigInt(size));
  const same = files.filter(({ stats }) => numberOf(stats) === identity.number);
  const copies = identity.head.bytes > 0 ? files.filter(({ path: each }) => isRotation(path, each)) : [];
  for (const { path: each } of [...same, ...copies]) if (await beginsAs(each, identity).catch(() => false)) return each;
  return undefined;
}

/** The oldest of the rotated files that were last written after the given time (nanoseconds); undefined where there is none. */
export async function rotatedAfter(path: string, writtenAt: bigint): Promise<string | undefined> {
  const later = (await siblingsOf(path)).filter(({ path: each, stats }) => isRotation(path, each) && stats.mtimeNs > writtenAt);
  return later.toSorted((a, b) => (a.stats.mtimeNs < b.stats.mtimeNs ? -1 : 1))[0]?.path;
}

interface Sibling {
  readonly path: string;
  readonly stats: BigIntStats;
}

/** The other regular files of the folder. */
async function siblingsOf(path: string): Promise<readonly Sibling[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const found: Sibling[] = [];
  for (const name of names.slice(0, MAX_ENTRIES)) {
    const each = join(folder, name);
    const stats = name === basename(path) ? undefined : await stat(each, { bigint: true }).catch(() => undefined);
    if (stats?.isFile()) found.push({ path: each, stats });
  }
  return found;
}

/** `audit.log.1`, `messages-20240501`, `app.2024-05-01.log`: the name with a number or date after it, or before its ending. */
function isRotation(path: string, sibling: string): boolean {
  const [name, other] = [basename(path), basename(sibling)];
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  if (other.startsWith(name) && isMark(other.slice(name.length))) return true;
  return (
    ending !== "" && other.startsWith(stem) && other.endsWith(ending) && isMark(other.slice(stem.length, other.length - ending.length))
  );
}

/** A dot, dash or underscore, and then digits with such between them. */
const isMark = (text: string): boolean =>
  text.length > 1 && [...text].every((char, i) => (i === 0 ? "._-".includes(char) : "0123456789._-".includes(char)));

import type { BigIntStats } from "node:fs";
import { glob, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { didYouMean } from "../../diagnostics/index.ts";
import { faultOf } from "./fault.ts";
import type { ProblemLog } from "./problems.ts";

/** One thing to read. Its place in the list is the ordinal of the input. */
export interface InputFile {
  readonly path: string;
  readonly kind: "file" | "pipe" | "stdin";
  /** Bytes, of a file. */
  readonly size: number;
  /** Epoch milliseconds of a file's last change. */
  readonly modified?: number;
}

/** Standard input, as the command line writes it. */
const STDIN = "-";

/**
 * Resolves what the user named to files: files and pipes as they are, folders with all that is in them (in name
 * order, links followed, each file once), globs by what they match, `-` for standard input. Faults are reported.
 */
export async function listInputs(named: readonly string[], problems: ProblemLog): Promise<readonly InputFile[]> {
  const found: InputFile[] = [];
  for (const name of named) {
    if (name === STDIN) found.push({ path: STDIN, kind: "stdin", size: 0 });
    else await listNamed(name, found, problems);
  }
  return found;
}

async function listNamed(name: string, found: InputFile[], problems: ProblemLog): Promise<void> {
  const stats = await statOf(name, problems, true);
  if (stats) {
    const before = found.length + problems.kinds().length;
    await listOne(name, stats, { found, problems, seen: new Set(), named: true });
    if (stats.isDirectory() && found.length + problems.kinds().length === before)
      problems.report("T7001", "warning", () => ({ message: "there is no file in this folder", file: name }));
  } else if (stats === undefined) {
    const matches = hasMagic(name) ? await matchesOf(name, problems) : [];
    const walk: Walk = { found, problems, seen: new Set(), named: false };
    for (const match of matches) {
      const matched = await statOf(match, problems, false);
      if (matched && !isSeen(walk, matched)) await listOne(match, matched, walk);
    }
    if (matches.length === 0) await reportMissing(name, problems);
  }
}

interface Walk {
  readonly found: InputFile[];
  readonly problems: ProblemLog;
  /** Files and folders met, by device and number. */
  readonly seen: Set<string>;
  /** The user named this very thing: then a pipe is read, too. */
  readonly named: boolean;
}

async function listOne(path: string, stats: BigIntStats, walk: Walk): Promise<void> {
  markSeen(walk, stats);
  if (stats.isDirectory()) await listFolder(path, { ...walk, named: false });
  else if (stats.isFile()) walk.found.push({ path, kind: "file", size: Number(stats.size), modified: Number(stats.mtimeMs) });
  else if (walk.named && (stats.isFIFO() || stats.isCharacterDevice())) walk.found.push({ path, kind: "pipe", size: 0 });
  else
    walk.problems.report(
      "T7014",
      walk.named ? "error" : "warning",
      () => ({ message: `${specialKind(stats)} is not read`, file: path }),
      specialKind(stats),
    );
}

async function listFolder(folder: string, walk: Walk): Promise<void> {
  for (const name of await namesIn(folder, walk.problems)) {
    const path = join(folder, name);
    const stats = await statOf(path, walk.problems, false);
    if (!stats) continue;
    if (isSeen(walk, stats)) {
      const what = stats.isDirectory() ? "the folder" : "the file";
      walk.problems.report("T7013", "info", () => ({ message: `${what} has been read under another name`, file: path }));
    } else {
      await listOne(path, stats, walk);
    }
  }
}

const specialKind = (stats: BigIntStats): string => {
  if (stats.isFIFO()) return "a pipe";
  if (stats.isSocket()) return "a socket";
  return "a device";
};

/** Systems without such numbers give 0: then nothing counts as seen. */
const identity = (stats: BigIntStats): string => `${stats.dev}:${stats.ino}`;
const isSeen = (walk: Walk, stats: BigIntStats): boolean => walk.seen.has(identity(stats));
function markSeen(walk: Walk, stats: BigIntStats): void {
  if (stats.ino !== 0n) walk.seen.add(identity(stats));
}

async function namesIn(folder: string, problems: ProblemLog): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    reportUnreadable(folder, error, problems);
    return [];
  }
}

/** Undefined where the path does not exist and that is `expected`; null where it cannot be looked at, which is reported. */
async function statOf(path: string, problems: ProblemLog, expected: boolean): Promise<BigIntStats | null | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (expected && (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG")) return undefined;
    reportUnreadable(path, error, problems);
    return null;
  }
}

function reportUnreadable(path: string, error: unknown, problems: ProblemLog): void {
  const fault = faultOf(error);
  if (!fault) throw error;
  problems.report(fault.code, "error", () => ({ message: fault.message, file: path, hint: fault.hint }));
}

const hasMagic = (name: string): boolean => [..."*?[{"].some((char) => name.includes(char));

async function matchesOf(pattern: string, problems: ProblemLog): Promise<readonly string[]> {
  const matches: string[] = [];
  try {
    for await (const match of glob(pattern)) matches.push(match);
  } catch (error) {
    reportUnreadable(pattern, error, problems);
  }
  return matches.sort();
}

async function reportMissing(name: string, problems: ProblemLog): Promise<void> {
  const folder = dirname(name);
  const siblings = await readdir(folder).catch(() => []);
  const hint = didYouMean(basename(name), siblings);
  const message = hasMagic(name) ? "the pattern matches no file" : "there is no such file or folder";
  problems.report("T7001", "error", () => ({ message, file: name, hint }));
}

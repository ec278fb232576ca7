import { glob, readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { isReadable, RULE_EXTENSIONS } from "./read/table.ts";

/** A file to read from. */
export interface RuleFile {
  /** As shown to people; `-` is standard input. */
  readonly path: string;
  /** The user named it, rather than a folder or a glob that holds it: then it has to be what is looked for. */
  readonly named: boolean;
}

/** What is looked for in folders. */
export interface FileKind {
  /** Whether a file of that name is read where a folder or a glob holds it. */
  accepts(path: string): boolean;
  /** The problem of a path without any such file. */
  missing(path: string, glob: boolean): Diagnostic;
}

/**
 * Files, folders (searched to any depth), globs and `-` ▸ the files, each once: in the order the paths were given,
 * within a folder or glob in the order of their names. A path without any file is a problem.
 */
export async function expandPaths(
  paths: readonly string[],
  kind: FileKind,
): Promise<{ readonly files: readonly RuleFile[]; readonly problems: readonly Diagnostic[] }> {
  const files = new Map<string, RuleFile>();
  const problems: Diagnostic[] = [];
  for (const path of paths) {
    const found = await expand(path, kind);
    if (found.length === 0) problems.push(kind.missing(path, GLOB.test(path)));
    for (const file of found) {
      const identity = file.path === "-" ? "-" : resolve(file.path);
      if (!files.has(identity)) files.set(identity, file);
    }
  }
  return { files: [...files.values()], problems };
}

async function expand(path: string, kind: FileKind): Promise<readonly RuleFile[]> {
  if (path === "-") return [{ path, named: true }];
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) return unnamed(await walk(path, kind, new Set()));
  if (info) return [{ path, named: true }];
  return GLOB.test(path) ? unnamed(await expandGlob(path, kind)) : [];
}

const unnamed = (paths: readonly string[]): readonly RuleFile[] => paths.map((path) => ({ path, named: false }));

const GLOB = /[*?[{]/;

/** A folder that the glob matches stands for what is in it. */
async function expandGlob(pattern: string, kind: FileKind): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern)) {
    const info = await stat(path).catch(() => undefined);
    if (info?.isFile() && kind.accepts(path)) found.push(path);
  }
  return found.sort(byName);
}

/** Every accepted file below a folder. Links are followed, but no folder is entered twice. */
async function walk(folder: string, kind: FileKind, seen: Set<string>): Promise<readonly string[]> {
  const identity = await realpath(folder);
  if (seen.has(identity)) return [];
  seen.add(identity);
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    const info = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry;
    if (info?.isDirectory()) found.push(...(await walk(path, kind, seen)));
    else if (info?.isFile() && kind.accepts(path)) found.push(path);
  }
  return found;
}

/** Part by part, so that a folder's files stay together. */
function byName(a: string, b: string): number {
  const left = a.split(sep);
  const right = b.split(sep);
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (part !== other) return part < other ? -1 : 1;
  }
  return left.length - right.length;
}

export const RULE_FILES: FileKind = {
  accepts: isReadable,
  missing: (path, isGlob) =>
    diagnostic("T1006", isGlob ? `no rule file matches \`${path}\`` : `there are no rule files at \`${path}\``, {
      hint: `rules are read from ${[...RULE_EXTENSIONS].join(", ")} files`,
      file: path,
    }),
};

/** Below the number of files that a process may hold open everywhere. */
export const READS_AT_ONCE = 64;

/** A file's bytes, or why they cannot be had; `-` is standard input. */
export async function readBytes(path: string): Promise<Uint8Array | Error> {
  try {
    if (path !== "-") return await readFile(path);
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks);
  } catch (error) {
    return error as Error;
  }
}

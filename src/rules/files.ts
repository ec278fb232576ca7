import { glob, readdir, realpath, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.ts";
import { formatExtension, RULE_EXTENSIONS } from "./read/table.ts";

/** A file to read rules from. */
export interface RuleFile {
  /** As shown to people; `-` is standard input. */
  readonly path: string;
  /** The user named it, rather than a folder or a glob that holds it: then it has to be a rule file. */
  readonly named: boolean;
}

/**
 * Files, folders (searched to any depth), globs and `-` ▸ the files, each once: in the order the paths were given,
 * within a folder or glob in the order of their names. A path without any file is a problem.
 */
export async function expandRulePaths(
  paths: readonly string[],
): Promise<{ readonly files: readonly RuleFile[]; readonly problems: readonly Diagnostic[] }> {
  const files = new Map<string, RuleFile>();
  const problems: Diagnostic[] = [];
  for (const path of paths) {
    const found = await expand(path);
    if (found.length === 0) problems.push(nothingFound(path));
    for (const file of found) {
      const identity = file.path === "-" ? "-" : resolve(file.path);
      if (!files.has(identity)) files.set(identity, file);
    }
  }
  return { files: [...files.values()], problems };
}

async function expand(path: string): Promise<readonly RuleFile[]> {
  if (path === "-") return [{ path, named: true }];
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) return unnamed(await walk(path, new Set()));
  if (info) return [{ path, named: true }];
  return GLOB.test(path) ? unnamed(await expandGlob(path)) : [];
}

const unnamed = (paths: readonly string[]): readonly RuleFile[] => paths.map((path) => ({ path, named: false }));

const GLOB = /[*?[{]/;

/** A folder that the glob matches stands for what is in it. */
async function expandGlob(pattern: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern)) {
    const info = await stat(path).catch(() => undefined);
    if (info?.isFile() && isRuleFile(path)) found.push(path);
  }
  return found.sort(byName);
}

/** Every rule file below a folder. Links are followed, but no folder is entered twice. */
async function walk(folder: string, seen: Set<string>): Promise<readonly string[]> {
  const identity = await realpath(folder);
  if (seen.has(identity)) return [];
  seen.add(identity);
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(folder, entry.name);
    const info = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry;
    if (info?.isDirectory()) found.push(...(await walk(path, seen)));
    else if (info?.isFile() && isRuleFile(path)) found.push(path);
  }
  return found.sort(byName);
}

/** Cases beside rules (`a.test.yaml`) are no rules. */
const isRuleFile = (path: string): boolean => RULE_EXTENSIONS.has(formatExtension(path)) && !/\.test\.[a-z]+$/i.test(path);

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

function nothingFound(path: string): Diagnostic {
  const hint = `rules are read from ${[...RULE_EXTENSIONS].join(", ")} files`;
  return diagnostic("T1006", GLOB.test(path) ? `no rule file matches \`${path}\`` : `there are no rule files at \`${path}\``, {
    hint,
    file: path,
  });
}

import { basename } from "node:path";
import { type Diagnostic, diagnostic, type Source } from "../../diagnostics/index.ts";
import { expandPaths, type FileKind, readBytes, type RuleFile } from "../files.ts";
import { decodeRuleFile } from "../read/bytes.ts";
import type { ValueList, ValueLists } from "./model.ts";
import { readExportedLists } from "./read-exported.ts";
import { readLines } from "./read-lines.ts";

export interface LoadedValueLists {
  readonly lists: ValueLists;
  /** In load order. */
  readonly problems: readonly Diagnostic[];
  readonly files: number;
}

/**
 * Loads value lists from files, folders and globs. A text file (`bad-hosts.txt`, `nets.ip_range.csv`) is one list, a
 * value a line, its name the id and, if it says so, the type; `.ndjson` and `.json` files hold list items as Kibana's
 * API gives them. Never throws on what is in them.
 */
export async function loadValueLists(paths: string | readonly string[]): Promise<LoadedValueLists> {
  const { files, problems } = await expandPaths(typeof paths === "string" ? [paths] : paths, VALUE_LIST_FILES);
  const loader = new Loader();
  loader.problems.push(...problems);
  // One after the other: lists may be large.
  for (const file of files) loader.addFile(file, await readBytes(file.path));
  return { lists: loader.lists, problems: loader.problems, files: files.length };
}

/** The name under any compression, and its extension, in lower case. */
function nameParts(path: string): { readonly stem: string; readonly extension: string } {
  const name = basename(path).replace(/\.(?:gz|zst)$/i, "");
  const found = /^(.+)\.([^.]+)$/.exec(name);
  return found ? { stem: found[1] as string, extension: (found[2] as string).toLowerCase() } : { stem: name, extension: "" };
}

const LINES: ReadonlySet<string> = new Set(["txt", "csv"]);
const EXPORTED: ReadonlySet<string> = new Set(["ndjson", "json"]);

const VALUE_LIST_FILES: FileKind = {
  accepts: (path) => {
    const { extension } = nameParts(path);
    return LINES.has(extension) || EXPORTED.has(extension);
  },
  missing: (path, isGlob) =>
    diagnostic("T1124", isGlob ? `no value list matches \`${path}\`` : `there are no value lists at \`${path}\``, {
      hint: "value lists are .txt and .csv files with one value a line, or .ndjson files of list items",
      file: path,
    }),
};

class Loader {
  readonly lists = new Map<string, ValueList>();
  readonly problems: Diagnostic[] = [];
  readonly #files = new Map<string, string>();

  addFile({ path }: RuleFile, bytes: Uint8Array | Error): void {
    if (bytes instanceof Error) {
      this.problems.push(diagnostic("T1002", `the file cannot be read: ${bytes.message}`, { file: path }));
      return;
    }
    const source = decodeRuleFile(path, bytes);
    if ("code" in source) this.problems.push(source);
    else for (const list of this.#read(source)) this.#add(list, path);
  }

  #read(source: Source): readonly ValueList[] {
    const { stem, extension } = nameParts(source.name);
    if (EXPORTED.has(extension)) return readExportedLists(source, this.problems);
    return [readLines(source, LINES.has(extension) ? stem : basename(source.name), this.problems)];
  }

  #add(list: ValueList, path: string): void {
    const first = this.#files.get(list.id);
    if (first === undefined) {
      this.lists.set(list.id, list);
      this.#files.set(list.id, path);
      return;
    }
    const hint = "rename one of the files; the first one is used";
    this.problems.push(diagnostic("T1125", `the value list \`${list.id}\` was read from ${first} already`, { file: path, hint }));
  }
}

import { type Diagnostic, diagnostic } from "../../diagnostics/index.ts";
import { expandPaths, type FileKind, readBytes, READS_AT_ONCE, type RuleFile } from "../files.ts";
import { decodeRuleFile } from "../read/bytes.ts";
import { isReadable, readRuleText, RULE_EXTENSIONS } from "../read/table.ts";
import { ExceptionCollector } from "./collect.ts";
import type { ExceptionList } from "./model.ts";

export interface LoadedExceptions {
  /** In load order, items of one list from all files together. */
  readonly lists: readonly ExceptionList[];
  /** Errors and warnings of every file, in load order. An item with an error is in no list. */
  readonly problems: readonly Diagnostic[];
  /** Files read. */
  readonly files: number;
}

/**
 * Loads exception lists from a repository's TOML files and Kibana's exports (lists and items, alone or beside rules):
 * files, folders, globs and `-`. Never throws on what is in them.
 */
export async function loadExceptions(paths: string | readonly string[]): Promise<LoadedExceptions> {
  const { files, problems } = await expandPaths(typeof paths === "string" ? [paths] : paths, EXCEPTION_FILES);
  const loader = new Loader();
  loader.collector.problems.push(...problems);
  for (let start = 0; start < files.length; start += READS_AT_ONCE) {
    const batch = files.slice(start, start + READS_AT_ONCE);
    const contents = await Promise.all(batch.map((file) => readBytes(file.path)));
    batch.forEach((file, index) => loader.addFile(file, contents[index] as Uint8Array | Error));
  }
  const loaded = loader.result();
  if (files.length === 0 || loader.found > 0 || loaded.problems.length > 0) return loaded;
  const message = `none of the ${files.length} files holds exceptions`;
  return { ...loaded, problems: [diagnostic("T1102", message, { severity: "warning" })] };
}

/** Loads the exceptions of one text, as if it were the file of that name. */
export function loadExceptionText(name: string, text: string): LoadedExceptions {
  const loader = new Loader();
  loader.addFile({ path: name, named: true }, Buffer.from(text));
  return loader.result();
}

const EXCEPTION_FILES: FileKind = {
  accepts: isReadable,
  missing: (path, glob) =>
    diagnostic("T1101", glob ? `no exception file matches \`${path}\`` : `there are no exception files at \`${path}\``, {
      hint: `exceptions are read from ${[...RULE_EXTENSIONS].join(", ")} files`,
      file: path,
    }),
};

/** Faults of a file as a whole; what is wrong with the rules in it is told by who loads rules. */
const FILE_FAULTS: ReadonlySet<string> = new Set(["T1001", "T1003", "T1005"]);

class Loader {
  readonly collector = new ExceptionCollector();
  /** Lists, items and files of both. */
  found = 0;
  #files = 0;

  addFile({ path, named }: RuleFile, bytes: Uint8Array | Error): void {
    this.#files++;
    const { problems } = this.collector;
    if (bytes instanceof Error) {
      problems.push(diagnostic("T1002", `the file cannot be read: ${bytes.message}`, { file: path }));
      return;
    }
    const source = decodeRuleFile(path, bytes);
    if ("code" in source) {
      problems.push(source);
      return;
    }
    const content = readRuleText(source);
    const faults = content.problems.filter(({ code }) => FILE_FAULTS.has(code));
    problems.push(...faults);
    this.found += content.exceptions.length;
    for (const document of content.exceptions) this.collector.add(document);
    if (named && faults.length === 0 && content.exceptions.length === 0) {
      problems.push(diagnostic("T1102", "the file holds no exceptions", { file: path, severity: "warning" }));
    }
  }

  result(): LoadedExceptions {
    const lists = this.collector.result();
    return { lists, problems: this.collector.problems, files: this.#files };
  }
}

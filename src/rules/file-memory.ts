import { stat } from "node:fs/promises";
import type { RuleFile } from "./files.ts";
import type { FileContent } from "./read-file.ts";

/** What rule files said when they were read last. */
export class RuleFileMemory {
  readonly #known = new Map<string, { readonly stamp: string; readonly content: FileContent }>();

  /** What a file says: as it was known, where it has not changed since. */
  async recall(file: RuleFile, read: (file: RuleFile) => Promise<FileContent>): Promise<FileContent> {
    const key = keyOf(file);
    // Before it is read: what changes meanwhile is read again the next time.
    const stamp = await stampOf(file.path);
    const known = this.#known.get(key);
    if (known && stamp !== undefined && known.stamp === stamp) return known.content;
    const content = await read(file);
    if (stamp === undefined) this.#known.delete(key);
    else this.#known.set(key, { stamp, content });
    return content;
  }

  /** Forgets all other files. */
  keepOnly(files: readonly RuleFile[]): void {
    const kept = new Set(files.map(keyOf));
    for (const key of this.#known.keys()) if (!kept.has(key)) this.#known.delete(key);
  }
}

/** A file that is named is read more strictly than one that a folder holds. */
const keyOf = ({ path, named }: RuleFile): string => `${named ? "=" : "-"}${path}`;

/** Tells two states of a file apart: its times of change to the nanosecond, size and place on disk; undefined where it cannot be told. */
async function stampOf(path: string): Promise<string | undefined> {
  if (path === "-") return undefined;
  const info = await stat(path, { bigint: true }).catch(() => undefined);
  return info && [info.mtimeNs, info.ctimeNs, info.size, info.ino, info.dev].join(" ");
}
